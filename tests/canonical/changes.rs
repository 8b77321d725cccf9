//! Updates and users: what an update would change and what it leaves unchanged, and merged updates.

use idiolect::model::{
    Attribute, Extra, Extras, Password, SettingChange, SettingKey, User, UserId, UserUpdate,
};
use idiolect::problem::ReportedField;

use super::report;
use super::support::updates::update_of;
use super::support::values::of;
use super::users::everything;

fn set(key: &str, value: &str) -> UserUpdate {
    update_of(|update| {
        update.custom_settings.insert(of(key), SettingChange::Set(value.to_owned()));
    })
}

fn clear(key: &str) -> UserUpdate {
    update_of(|update| {
        update.custom_settings.insert(of(key), SettingChange::Clear);
    })
}

fn with_password(text: &str) -> UserUpdate {
    update_of(|update| update.sign_in.password = Some(Password::parse(text).unwrap()))
}

#[test]
fn an_update_would_change_what_it_gives_another_value() {
    let mut user = User::new(of("a"));
    user.custom_settings.insert(of("has"), "old".to_owned());
    let id = || ReportedField::Attribute(Attribute::Id);
    let setting = |key: &str| ReportedField::CustomSetting(of::<SettingKey>(key));
    let password = || ReportedField::Attribute(Attribute::Password);
    for (update, subject, expected) in [
        (UserUpdate::default(), id(), false),
        (UserUpdate::new(of("a")), id(), false),
        (UserUpdate::new(of("b")), id(), true),
        (set("has", "old"), setting("has"), false),
        (set("has", "new"), setting("has"), true),
        (set("has", "new"), setting("not"), false),
        (set("not", "new"), setting("not"), true),
        (clear("has"), setting("has"), true),
        (clear("not"), setting("not"), false),
        // The current password is unknown.
        (with_password("Ch@ng3d"), password(), true),
        (set("has", "new"), password(), false),
        (set("has", "new"), ReportedField::Member("/has".to_owned()), false),
    ] {
        assert_eq!(update.would_change(&user, &subject), expected, "{subject} {update:?}");
    }
}

#[test]
fn two_merged_updates_have_the_id_of_the_later() {
    let (a, b) = (|| UserUpdate::new(of("a")), || UserUpdate::new(of("b")));
    let of_merged = |one: UserUpdate, two: UserUpdate| one.merge(two).id;
    assert_eq!(of_merged(a(), UserUpdate::default()), Some(of::<UserId>("a")));
    assert_eq!(of_merged(UserUpdate::default(), b()), Some(of::<UserId>("b")));
    assert_eq!(of_merged(a(), b()), Some(of::<UserId>("b")));
    assert_eq!(of_merged(UserUpdate::default(), UserUpdate::default()), None);
}

#[test]
fn of_two_passwords_the_later_is_used() {
    let of_merged = |one: UserUpdate, two: UserUpdate| one.merge(two).sign_in.password;
    let (old, new) = (Password::parse("0ld").unwrap(), Password::parse("n3w").unwrap());
    assert_eq!(of_merged(with_password("0ld"), with_password("n3w")), Some(new.clone()));
    assert_eq!(of_merged(with_password("0ld"), UserUpdate::default()), Some(old));
    assert_eq!(of_merged(UserUpdate::default(), with_password("n3w")), Some(new));
}

#[test]
fn an_attribute_is_copied_alone() {
    const NAMES: [Attribute; 3] =
        [Attribute::FullName, Attribute::GivenName, Attribute::FamilyName];
    let source = everything();
    let mut all = User::new(of("b"));
    for attribute in Attribute::ALL {
        let mut user = User::new(of("b"));
        user.copy_attribute(*attribute, &source);
        let is_meant = |subject: &ReportedField| match subject.attribute() {
            Some(Attribute::Id) | None => false,
            Some(one) if NAMES.contains(attribute) => NAMES.contains(&one),
            Some(one) => one == *attribute,
        };
        let mut expected = source.present_fields();
        expected.retain(|subject| subject.attribute() == Some(Attribute::Id) || is_meant(subject));
        assert_eq!((user.present_fields(), &user.id), (expected, &of("b")), "{attribute}");
        all.copy_attribute(*attribute, &source);
    }
    let mut expected = source;
    expected.id = of("b");
    expected.extras = Extras::default();
    assert_eq!(all, expected);
}

#[test]
fn an_analytics_report_that_stays_keeps_its_extras() {
    let entry = Extra::new("textus".to_owned(), "/extra".to_owned(), Some("1".to_owned()), None);
    let mut stored = report();
    stored.extras = [entry].into_iter().collect();
    let mut other = report();
    other.time_period = of("previous_week");
    let mut user = User::new(of("a"));
    user.preferences.analytics_reports = Some(vec![stored.clone()]);

    let update = update_of(|update| {
        update.preferences.analytics_reports = Some(vec![other.clone(), report()]);
    });
    let mut updated = user.clone();
    update.apply(&mut updated).unwrap();
    assert_eq!(updated.preferences.analytics_reports, Some(vec![other.clone(), stored]));

    let difference = UserUpdate::diff(&user, &updated).preferences.analytics_reports.unwrap();
    assert_eq!(difference, [other, report()]);
    assert!(difference.iter().all(|report| report.extras == Extras::default()));
}
