//! A user of whom everything is known, and the update that says all that an update can.

use std::collections::BTreeMap;

use crate::model::Name;
use crate::model::{
    AccountId, AnalyticsReport, ConsentMethod, Country, Email, HttpUrl, Identity, InvalidValue,
    LanguageTag, Membership, MembershipChange, Organisation, Password, Phone, RecurrenceRule,
    ResourceId, Role, RoleId, RoleTemplateId, SettingKey, Status, Team, Text, TimeZone, Timestamp,
    User, UserId, UserType, UserUpdate, Username, What3Words, parse_date,
};

const UUID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

/// # Errors
/// A value here that breaks its own rule; a test holds that none does.
pub(crate) fn everything() -> Result<(UserUpdate, User), InvalidValue> {
    let mut user = User::new(UserId::parse(UUID)?);
    user.name = Name::new(None, Some(Text::parse("Ada")?), Some(Text::parse("Byron")?));
    user.sign_in.username = Some(Username::parse("ada.byron")?);
    user.sign_in.email = Some(Email::parse("ada@example.com")?);
    user.sign_in.sso_enabled = Some(true);
    user.sign_in.sso_id = Some(Text::parse("sso-1")?);
    user.sign_in.email_verified = Some(true);
    user.sign_in.has_password = Some(true);
    user.profile.date_of_birth = Some(parse_date("1815-12-10")?.date);
    user.profile.company = Some(Text::parse("Analytical Engines")?);
    user.profile.website = Some(HttpUrl::parse("https://example.com/ada")?);
    user.profile.picture = Some(HttpUrl::parse("https://example.com/ada.png")?);
    user.profile.preferred_language = Some(LanguageTag::parse("en-GB")?);
    user.profile.time_zone = Some(TimeZone::parse("Europe/London")?);
    user.address.country = Some(Country::parse("GB")?);
    user.address.building = Some(Text::parse("The Shard")?);
    user.address.house_number = Some(Text::parse("32A")?);
    user.address.street = Some(Text::parse("London Bridge Street")?);
    user.address.area = Some(Text::parse("Southwark")?);
    user.address.town = Some(Text::parse("London")?);
    user.address.county = Some(Text::parse("Greater London")?);
    user.address.postcode = Some(Text::parse("SE1 9SG")?);
    user.address.what3words = Some(What3Words::parse("spark.dizzy.ramp")?);
    user.contact.landline = Some(Phone::parse("020 3728 5000")?);
    user.contact.mobile = Some(Phone::parse("07700 900456")?);
    user.work.occupation = Some(Text::parse("Mathematician")?);
    user.work.cscs = Some(Text::parse("C1")?);
    user.work.eusr = Some(Text::parse("E1")?);
    user.work.employment_start = Some(parse_date("1842-01-01")?.date);
    user.access.status = Some(Status::Active);
    user.access.user_type = Some(UserType::Member);
    user.access.default_role_template = Some(RoleTemplateId::parse("5460fbd9e4b0deacf4b59b7f")?);
    user.access.roles = Some(vec![Role::new(RoleId::parse(UUID)?)]);
    let account = AccountId::parse("engines")?;
    let grant = MembershipChange::new(Text::parse("user")?, account.clone());
    user.access.memberships = Some(vec![Membership::new(grant)]);
    user.access.service_account = Some(false);
    user.access.organisations = Some(vec![Organisation::new(ResourceId::parse(UUID)?)]);
    user.access.teams = Some(vec![Team::new(ResourceId::parse(UUID)?)]);
    user.access.grants = Some(vec![Text::parse("read")?]);
    user.access.identities = Some(vec![Identity::new(ResourceId::parse(UUID)?)]);
    user.access.namespace = Some(Text::parse("engines")?);
    user.preferences.notify_by_email = Some(true);
    user.preferences.notify_by_audio = Some(true);
    user.preferences.default_messaging_account = Some(account.clone());
    let schedule = RecurrenceRule::parse("FREQ=MONTHLY;BYDAY=1FR")?;
    let reports = vec![Text::parse("users")?];
    let report = AnalyticsReport::new(account, schedule, Text::parse("previous_month")?, reports);
    user.preferences.analytics_reports = Some(vec![report]);
    user.history.created_at = Some(Timestamp::parse("2023-11-07T05:31:56Z")?);
    user.history.updated_at = Some(Timestamp::parse("2023-11-07T05:31:56Z")?);
    user.history.consented_at = Some(Timestamp::parse("2023-11-07T05:31:56Z")?);
    user.history.consent_method = Some(ConsentMethod::OptIn);
    user.custom_settings = BTreeMap::from([(SettingKey::parse("calendar")?, "weekly".to_owned())]);

    let mut update = UserUpdate::diff(&User::new(user.id.clone()), &user);
    update.sign_in.password = Some(Password::parse("Engine-No-1")?);
    Ok((update, user))
}

#[cfg(test)]
mod tests {
    use super::everything;
    use crate::model::Attribute;

    #[test]
    fn says_every_attribute() {
        let (update, user) = everything().unwrap();
        for attribute in Attribute::ALL {
            let held =
                user.present_fields().iter().any(|subject| subject.attribute() == Some(*attribute));
            let stated = update
                .changed_fields()
                .iter()
                .any(|subject| subject.attribute() == Some(*attribute));
            assert!(held || stated, "{attribute} is not in the sample");
        }
    }
}
