//! The canonical user, independent of JSON and of vendors. [`User`] is a user in a response,
//! [`UserUpdate`] a requested change. The table of all attributes is in `attributes.rs`.

mod apply_error;
mod attribute_set;
mod attributes;
mod builders;
mod change;
mod checks;
mod country;
mod country_names;
mod element;
mod email;
mod extras;
mod groups;
mod http_url;
mod id;
mod invalid_value;
mod language;
mod moment;
mod name;
mod named;
mod parts;
mod password;
mod patch;
mod phone;
mod recurrence_rule;
mod setting;
mod slot_rows;
mod slots;
mod status;
mod text;
mod time_zone;
mod unchanged;
mod unrepresentable;
mod update;
mod what3words;

pub use apply_error::ApplyError;
pub(crate) use attribute_set::AttributeSet;
pub(crate) use attributes::attribute_table;
pub use attributes::{
    Access, AccessUpdate, Address, AddressUpdate, Attribute, Contact, ContactUpdate, History,
    HistoryUpdate, Preferences, PreferencesUpdate, Profile, ProfileUpdate, SignIn, SignInUpdate,
    User, UserUpdate, Work, WorkUpdate, slot,
};
pub use country::Country;
pub use element::{
    AnalyticsReport, Element, Feature, Identity, LocalizedTerm, Membership, MembershipChange,
    MembershipKey, Organisation, OrganisationDetails, Role, Team,
};
pub use email::Email;
pub use extras::{Extra, ExtraKind, Extras};
pub use http_url::HttpUrl;
pub use id::{
    AccountId, MembershipId, ResourceId, RoleId, RoleTemplateId, SettingKey, UserId, check_uuid,
};
pub use invalid_value::{Code, InvalidValue};
pub use language::LanguageTag;
pub use moment::{Date, ParsedDate, Timestamp, parse_date};
pub use name::{Name, NameUpdate};
pub(crate) use named::named;
pub use parts::{Composite, Lens, part};
pub use password::Password;
pub use patch::Patch;
pub use phone::Phone;
pub use recurrence_rule::RecurrenceRule;
pub use setting::SettingChange;
pub use slots::{ClearableSlot, ListSlot, Slot, UpdateSlot, UserSlot};
pub use status::{ConsentMethod, Status, UserType};
pub use text::{Text, Username};
pub use time_zone::TimeZone;
pub use what3words::What3Words;
