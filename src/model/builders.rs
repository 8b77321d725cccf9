//! One builder method for each attribute, on a user and on an update.

use super::attributes::{Attribute, User, UserUpdate, slot};
use super::country::Country;
use super::element::{AnalyticsReport, Element, Identity, Membership, Organisation, Role, Team};
use super::email::Email;
use super::http_url::HttpUrl;
use super::id::{AccountId, RoleTemplateId, SettingKey};
use super::language::LanguageTag;
use super::moment::{Date, Timestamp};
use super::name::{Name, NameUpdate};
use super::password::Password;
use super::patch::Patch;
use super::phone::Phone;
use super::setting::SettingChange;
use super::slots::UserSlot as _;
use super::status::{ConsentMethod, Status, UserType};
use super::text::{Text, Username};
use super::time_zone::TimeZone;
use super::what3words::What3Words;

macro_rules! settable {
    ($($method:ident: $group:ident.$field:ident: $type:ty as $slot:ident,)*) => {
        impl User {$(
            #[doc = concat!("With `", stringify!($field), "`.")]
            #[must_use]
            pub fn $method(mut self, value: $type) -> Self {
                slot::$slot::set(&mut self, Some(value));
                self
            }
        )*}

        impl UserUpdate {$(
            #[doc = concat!("Sets `", stringify!($field), "`.")]
            #[must_use]
            pub fn $method(mut self, value: $type) -> Self {
                self.$group.$field = Some(value);
                self
            }
        )*}
    };
}

macro_rules! clearable {
    ($($method:ident, $without:ident: $group:ident.$field:ident: $type:ty as $slot:ident,)*) => {
        impl User {$(
            #[doc = concat!("With `", stringify!($field), "`.")]
            #[must_use]
            pub fn $method(mut self, value: $type) -> Self {
                slot::$slot::set(&mut self, Some(value));
                self
            }
        )*}

        impl UserUpdate {$(
            #[doc = concat!("Sets `", stringify!($field), "`, or clears it with [`Patch::Clear`].")]
            #[must_use]
            pub fn $method(mut self, value: impl Into<Patch<$type>>) -> Self {
                self.$group.$field = value.into();
                self
            }

            #[doc = concat!("Clears `", stringify!($field), "`.")]
            #[must_use]
            pub fn $without(mut self) -> Self {
                self.$group.$field = Patch::Clear;
                self
            }
        )*}
    };
}

macro_rules! list {
    ($($method:ident: $group:ident.$field:ident: $type:ty as $slot:ident,)*) => {
        impl User {$(
            #[doc = concat!("With `", stringify!($field), "`.")]
            #[must_use]
            pub fn $method(mut self, elements: impl IntoIterator<Item = $type>) -> Self {
                slot::$slot::set(&mut self, Some(elements.into_iter().collect()));
                self
            }
        )*}

        impl UserUpdate {$(
            #[doc = concat!("Replaces `", stringify!($field), "` as a whole.")]
            #[must_use]
            pub fn $method(
                mut self,
                elements: impl IntoIterator<Item = <$type as Element>::Change>,
            ) -> Self {
                self.$group.$field = Some(elements.into_iter().collect());
                self
            }
        )*}
    };
}

macro_rules! read_only {
    ($($method:ident: $group:ident.$field:ident: $type:ty as $slot:ident,)*) => {
        impl User {$(
            #[doc = concat!("With `", stringify!($field), "`, which no update changes.")]
            #[must_use]
            pub fn $method(mut self, value: $type) -> Self {
                slot::$slot::set(&mut self, Some(value));
                self
            }
        )*}
    };
}

macro_rules! read_only_list {
    ($($method:ident: $group:ident.$field:ident: $type:ty as $slot:ident,)*) => {
        impl User {$(
            #[doc = concat!("With `", stringify!($field), "`, which no update changes.")]
            #[must_use]
            pub fn $method(mut self, elements: impl IntoIterator<Item = $type>) -> Self {
                slot::$slot::set(&mut self, Some(elements.into_iter().collect()));
                self
            }
        )*}
    };
}

settable! {
    with_username: sign_in.username: Username as Username,
    with_email: sign_in.email: Email as Email,
    with_sso_enabled: sign_in.sso_enabled: bool as SsoEnabled,
    with_status: access.status: Status as Status,
    with_user_type: access.user_type: UserType as UserType,
    with_default_role_template: access.default_role_template: RoleTemplateId as DefaultRoleTemplate,
    with_notify_by_email: preferences.notify_by_email: bool as NotifyByEmail,
    with_notify_by_audio: preferences.notify_by_audio: bool as NotifyByAudio,
    with_default_messaging_account: preferences.default_messaging_account: AccountId as DefaultMessagingAccount,
}

clearable! {
    with_sso_id, without_sso_id: sign_in.sso_id: Text as SsoId,
    with_date_of_birth, without_date_of_birth: profile.date_of_birth: Date as DateOfBirth,
    with_company, without_company: profile.company: Text as Company,
    with_website, without_website: profile.website: HttpUrl as Website,
    with_picture, without_picture: profile.picture: HttpUrl as Picture,
    with_preferred_language, without_preferred_language: profile.preferred_language: LanguageTag as PreferredLanguage,
    with_time_zone, without_time_zone: profile.time_zone: TimeZone as TimeZone,
    with_country, without_country: address.country: Country as Country,
    with_building, without_building: address.building: Text as Building,
    with_house_number, without_house_number: address.house_number: Text as HouseNumber,
    with_street, without_street: address.street: Text as Street,
    with_area, without_area: address.area: Text as Area,
    with_town, without_town: address.town: Text as Town,
    with_county, without_county: address.county: Text as County,
    with_postcode, without_postcode: address.postcode: Text as Postcode,
    with_what3words, without_what3words: address.what3words: What3Words as What3Words,
    with_landline, without_landline: contact.landline: Phone as Landline,
    with_mobile, without_mobile: contact.mobile: Phone as Mobile,
    with_occupation, without_occupation: work.occupation: Text as Occupation,
    with_cscs, without_cscs: work.cscs: Text as Cscs,
    with_eusr, without_eusr: work.eusr: Text as Eusr,
    with_employment_start, without_employment_start: work.employment_start: Date as EmploymentStart,
}

list! {
    with_roles: access.roles: Role as Roles,
    with_memberships: access.memberships: Membership as Memberships,
    with_analytics_reports: preferences.analytics_reports: AnalyticsReport as AnalyticsReports,
}

read_only! {
    with_email_verified: sign_in.email_verified: bool as EmailVerified,
    with_has_password: sign_in.has_password: bool as HasPassword,
    with_service_account: access.service_account: bool as ServiceAccount,
    with_namespace: access.namespace: Text as Namespace,
    with_created_at: history.created_at: Timestamp as CreatedAt,
    with_updated_at: history.updated_at: Timestamp as UpdatedAt,
    with_consented_at: history.consented_at: Timestamp as ConsentedAt,
    with_consent_method: history.consent_method: ConsentMethod as ConsentMethod,
}

read_only_list! {
    with_organisations: access.organisations: Organisation as Organisations,
    with_teams: access.teams: Team as Teams,
    with_grants: access.grants: Text as Grants,
    with_identities: access.identities: Identity as Identities,
}

impl User {
    /// With this name.
    #[must_use]
    pub fn with_name(mut self, name: Name) -> Self {
        self.set_name(name);
        self
    }

    /// With this full name, which is also split into its halves.
    #[must_use]
    pub fn with_full_name(self, full: Text) -> Self {
        self.with_name(Name::new(Some(full), None, None))
    }

    /// With this given name; the family name stays.
    #[must_use]
    pub fn with_given_name(mut self, given: Text) -> Self {
        let family = self.name.family().cloned();
        self.set_half(Attribute::GivenName, Name::new(None, Some(given), family));
        self
    }

    /// With this family name; the given name stays.
    #[must_use]
    pub fn with_family_name(mut self, family: Text) -> Self {
        let given = self.name.given().cloned();
        self.set_half(Attribute::FamilyName, Name::new(None, given, Some(family)));
        self
    }

    /// With this custom setting.
    #[must_use]
    pub fn with_custom_setting(mut self, key: SettingKey, value: impl Into<String>) -> Self {
        self.set_custom_setting(key, Some(value.into()));
        self
    }
}

impl UserUpdate {
    /// Sets the full name.
    #[must_use]
    pub fn with_full_name(mut self, full: Text) -> Self {
        self.name.full = Some(full);
        self
    }

    /// Sets the given name, or clears it with [`Patch::Clear`].
    #[must_use]
    pub fn with_given_name(mut self, given: impl Into<Patch<Text>>) -> Self {
        self.name.given = given.into();
        self
    }

    /// Sets the family name, or clears it with [`Patch::Clear`].
    #[must_use]
    pub fn with_family_name(mut self, family: impl Into<Patch<Text>>) -> Self {
        self.name.family = family.into();
        self
    }

    /// Changes the name.
    #[must_use]
    pub fn with_name(mut self, name: NameUpdate) -> Self {
        self.name = name;
        self
    }

    /// Clears the given name.
    #[must_use]
    pub fn without_given_name(self) -> Self {
        self.with_given_name(Patch::Clear)
    }

    /// Clears the family name.
    #[must_use]
    pub fn without_family_name(self) -> Self {
        self.with_family_name(Patch::Clear)
    }

    /// Sets the password.
    #[must_use]
    pub fn with_password(mut self, password: Password) -> Self {
        self.sign_in.password = Some(password);
        self
    }

    /// Sets a custom setting, or removes it with [`SettingChange::Clear`].
    #[must_use]
    pub fn with_custom_setting(
        mut self,
        key: SettingKey,
        change: impl Into<SettingChange>,
    ) -> Self {
        self.custom_settings.insert(key, change.into());
        self
    }

    /// Removes a custom setting.
    #[must_use]
    pub fn without_custom_setting(self, key: SettingKey) -> Self {
        self.with_custom_setting(key, SettingChange::Clear)
    }

    /// Whether the update changes nothing. The id only identifies the user.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changed_attributes().iter().all(|one| one == Attribute::Id)
            && self.custom_settings.is_empty()
            && self.extras.is_empty()
    }
}
