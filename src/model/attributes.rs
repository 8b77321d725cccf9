//! The table of all attributes of a user. A new attribute is one line here.

use std::collections::BTreeMap;

use super::attribute_set::AttributeSet;
use super::change;
use super::country::Country;
use super::element::{AnalyticsReport, Element, Identity, Membership, Organisation, Role, Team};
use super::email::Email;
use super::extras::{Extra, Extras};
use super::groups::{attributes, groups};
use super::http_url::HttpUrl;
use super::id::{AccountId, RoleTemplateId, SettingKey, UserId};
use super::language::LanguageTag;
use super::moment::{Date, Timestamp};
use super::name::{Name, NameUpdate};
use super::named::named;
use super::password::Password;
use super::patch::Patch;
use super::phone::Phone;
use super::setting::SettingChange;
use super::slot_rows::slots;
use super::slots::{Change, ClearableSlot, ListSlot, Slot, UpdateSlot, UserSlot};
use super::status::{ConsentMethod, Status, UserType};
use super::text::{Text, Username};
use super::time_zone::TimeZone;
use super::what3words::What3Words;

/// Passes the table to the macro `$rows`, whose module must import the types in the table.
macro_rules! attribute_table {
    ($rows:ident) => {
        $rows! {
            units {
                /// The user's id.
                id as Id,
                /// The whole name.
                full_name as FullName,
                /// The given (first) name.
                given_name as GivenName,
                /// The family (last) name.
                family_name as FamilyName,
                /// The custom settings, each under its own key.
                custom_settings as CustomSettings,
            }

            /// The sign-in data of a user.
            sign_in: SignIn, SignInUpdate {
                settable {
                    /// The name the user signs in with.
                    username: Username as Username,
                    /// The user's e-mail address.
                    email: Email as Email,
                    /// Whether the user signs in through single sign-on.
                    sso_enabled: bool as SsoEnabled,
                }
                clearable {
                    /// The user's id at the single sign-on service.
                    sso_id: Text as SsoId,
                }
                write_only {
                    /// The password to sign in with; never part of a response.
                    password: Password as Password,
                }
                read_only {
                    /// Whether the e-mail address has been verified.
                    email_verified: bool as EmailVerified,
                    /// Whether a password has been set.
                    has_password: bool as HasPassword,
                }
            }

            /// Personal data of a user.
            profile: Profile, ProfileUpdate {
                clearable {
                    /// The day the user was born.
                    date_of_birth: Date as DateOfBirth,
                    /// The company the user works for.
                    company: Text as Company,
                    /// The user's web site.
                    website: HttpUrl as Website,
                    /// The address of a picture of the user.
                    picture: HttpUrl as Picture,
                    /// The language the user prefers.
                    preferred_language: LanguageTag as PreferredLanguage,
                    /// The time zone the user lives in.
                    time_zone: TimeZone as TimeZone,
                }
            }

            /// The address of a user.
            address: Address, AddressUpdate {
                clearable {
                    /// The country.
                    country: Country as Country,
                    /// The name of the building.
                    building: Text as Building,
                    /// The number in the street.
                    house_number: Text as HouseNumber,
                    /// The street; the whole line if a vendor keeps number and street in one
                    /// member.
                    street: Text as Street,
                    /// The part of the town.
                    area: Text as Area,
                    /// The town or city.
                    town: Text as Town,
                    /// The county, province, or state.
                    county: Text as County,
                    /// The postal code.
                    postcode: Text as Postcode,
                    /// The what3words address.
                    what3words: What3Words as What3Words,
                }
            }

            /// The telephone numbers of a user.
            contact: Contact, ContactUpdate {
                clearable {
                    /// The fixed line.
                    landline: Phone as Landline,
                    /// The mobile telephone.
                    mobile: Phone as Mobile,
                }
            }

            /// The occupation of a user.
            work: Work, WorkUpdate {
                clearable {
                    /// The occupation.
                    occupation: Text as Occupation,
                    /// The number of the Construction Skills Certification Scheme card.
                    cscs: Text as Cscs,
                    /// The number of the Energy and Utility Skills Register card.
                    eusr: Text as Eusr,
                    /// The day the employment began.
                    employment_start: Date as EmploymentStart,
                }
            }

            /// The permissions of a user.
            access: Access, AccessUpdate {
                settable {
                    /// Whether the user may sign in.
                    status: Status as Status,
                    /// The user's type within the organisation.
                    user_type: UserType as UserType,
                    /// The role template used when the user is added to a project.
                    default_role_template: RoleTemplateId as DefaultRoleTemplate,
                }
                list {
                    /// The roles the user holds.
                    roles: Role as Roles,
                    /// The accounts the user belongs to.
                    memberships: Membership as Memberships,
                }
                read_only {
                    /// Whether the user is a program.
                    service_account: bool as ServiceAccount,
                    /// The namespace in which the user name is unique.
                    namespace: Text as Namespace,
                }
                read_only_list {
                    /// The organisations the user belongs to.
                    organisations: Organisation as Organisations,
                    /// The teams the user belongs to.
                    teams: Team as Teams,
                    /// The names of the user's permissions.
                    grants: Text as Grants,
                    /// The user's identities elsewhere.
                    identities: Identity as Identities,
                }
            }

            /// The preferences of a user.
            preferences: Preferences, PreferencesUpdate {
                settable {
                    /// Whether to notify the user by e-mail.
                    notify_by_email: bool as NotifyByEmail,
                    /// Whether to notify the user by a sound.
                    notify_by_audio: bool as NotifyByAudio,
                    /// The account that messages are sent from.
                    default_messaging_account: AccountId as DefaultMessagingAccount,
                }
                list {
                    /// The reports the user gets by e-mail.
                    analytics_reports: AnalyticsReport as AnalyticsReports,
                }
            }

            /// The history of a user's record.
            history: History, HistoryUpdate {
                read_only {
                    /// When the record was created.
                    created_at: Timestamp as CreatedAt,
                    /// When the record was last changed.
                    updated_at: Timestamp as UpdatedAt,
                    /// When the user agreed to the terms of service.
                    consented_at: Timestamp as ConsentedAt,
                    /// How the user agreed to them.
                    consent_method: ConsentMethod as ConsentMethod,
                }
            }
        }
    };
}
pub(crate) use attribute_table;

attribute_table!(attributes);

impl User {
    /// The attributes that are known of the user, without the custom settings.
    pub(crate) fn present_attributes(&self) -> AttributeSet {
        let mut held = AttributeSet::default();
        held.insert(Attribute::Id);
        let parts = [
            (Attribute::FullName, self.name.full()),
            (Attribute::GivenName, self.name.given()),
            (Attribute::FamilyName, self.name.family()),
        ];
        parts
            .into_iter()
            .filter(|(_, part)| part.is_some())
            .for_each(|(attribute, _)| held.insert(attribute));
        self.held_in_groups(&mut held);
        held
    }

    /// Copies `attribute` from another user, also where it is not representable. The name is copied
    /// as a whole; the id is never copied.
    pub fn copy_attribute(&mut self, attribute: Attribute, from: &Self) {
        const NAME: &[Attribute] =
            &[Attribute::FullName, Attribute::GivenName, Attribute::FamilyName];
        let unit = match attribute {
            Attribute::Id => return,
            name if NAME.contains(&name) => NAME,
            _ => std::slice::from_ref(&attribute),
        };
        for one in unit {
            self.extras.discard(*one);
        }
        match attribute {
            Attribute::FullName | Attribute::GivenName | Attribute::FamilyName => {
                self.name.clone_from(&from.name);
            }
            Attribute::CustomSettings => self.custom_settings.clone_from(&from.custom_settings),
            other => self.adopt_in_groups(other, from),
        }
        let is_of_unit = |extra: &&Extra| extra.attributes().any(|one| unit.contains(&one));
        for extra in from.extras.entries().filter(is_of_unit) {
            self.extras.push(extra.clone());
        }
    }
}

#[cfg(feature = "http")]
impl User {
    /// The extras of the user and of each list element.
    pub(crate) fn remainders_mut(&mut self) -> impl Iterator<Item = &mut Extras> {
        let Access { roles, memberships, organisations, teams, identities, .. } = &mut self.access;
        std::iter::once(&mut self.extras)
            .chain(roles.iter_mut().flatten().map(|role| &mut role.extras))
            .chain(memberships.iter_mut().flatten().map(|membership| &mut membership.extras))
            .chain(organisations.iter_mut().flatten().map(|organisation| &mut organisation.extras))
            .chain(teams.iter_mut().flatten().map(|team| &mut team.extras))
            .chain(identities.iter_mut().flatten().map(|identity| &mut identity.extras))
            .chain(
                self.preferences
                    .analytics_reports
                    .iter_mut()
                    .flatten()
                    .map(|report| &mut report.extras),
            )
    }
}

named! { Attribute by as_str, "expected an attribute of a user, such as `given_name`"; }
