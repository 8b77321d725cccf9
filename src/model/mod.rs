//! The canonical user: what can be said of one, whoever says it. Knows no JSON and no vendor.
//!
//! [`User`] is what an answer tells, [`UserUpdate`] what a request asks for, [`Failure`] a refusal. The table of all
//! attributes is in `attributes.rs`.

mod attribute_set;
mod attributes;
mod change;
mod checks;
mod country;
mod country_names;
mod element;
mod email;
mod failure;
mod fault;
mod groups;
mod id;
mod language;
mod link;
mod moment;
mod name;
mod parts;
mod password;
mod patch;
mod phone;
mod extras;
mod schedule;
mod slots;
mod status;
mod subject;
mod text;
mod time_zone;
mod what3words;

pub(crate) use attribute_set::AttributeSet;
pub(crate) use attributes::attribute_table;
pub use attributes::{
    Access, AccessUpdate, Address, AddressUpdate, Attribute, Contact, ContactUpdate, History, HistoryUpdate,
    Preferences, PreferencesUpdate, Profile, ProfileUpdate, SignIn, SignInUpdate, User, UserUpdate, Work, WorkUpdate,
    slot,
};
pub use country::Country;
pub use element::{
    AnalyticsReport, Element, Feature, Identity, Membership, MembershipChange, Organisation, OrganisationDetails, Role,
    Team, LocalizedTerm,
};
pub use email::Email;
pub use failure::{Failure, FailureKind, ProblemLocation, RateLimit, FailureProblem, VendorText};
pub use fault::{Code, InvalidValue};
pub use id::{AccountId, MembershipId, ResourceId, RoleId, RoleTemplateId, SettingKey, UserId, check_uuid};
pub use language::LanguageTag;
pub use link::HttpUrl;
pub use moment::{Date, Timestamp, ParsedDate, parse_date};
pub use name::{Name, NameUpdate};
pub use parts::{Lens, Composite, part};
pub use password::Password;
pub use patch::Patch;
pub use phone::Phone;
pub use remainder::{Extras, Extra};
pub use schedule::RecurrenceRule;
pub use slots::{ClearableSlot, ListSlot, Slot, UpdateSlot, UserSlot};
pub use status::{ConsentMethod, Status, UserType};
pub use subject::{SettingChange, ReportedField};
pub use text::{Text, Username};
pub use time_zone::TimeZone;
pub use what3words::What3Words;
