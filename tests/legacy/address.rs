//! The legacy address: one line for house number and street, written in full if the current user is
//! known.

use idiolect::dialect::legacy::Legacy;
use idiolect::dialect::{Settings, UpdateContext};
use idiolect::model::{AddressUpdate, Patch, Text, User, UserUpdate};
use serde_json::{Value, json};

use super::support::lines::lines;
use super::support::updates::{read_traced, update_of, write_traced};
use super::support::users::{read_user, write_user};
use super::support::values::of;
use super::{legacy, read};

fn update(change: impl FnOnce(&mut AddressUpdate)) -> UserUpdate {
    update_of(|update| change(&mut update.address))
}

fn set(value: &str) -> Patch<Text> {
    Patch::Set(of(value))
}

fn current() -> User {
    let mut user = User::new(of("1"));
    user.address.house_number = Some(of("32A"));
    user.address.street = Some(of("London Bridge Street"));
    user.address.building = Some(of("The Shard"));
    user.address.town = Some(of("London"));
    user.address.country = Some(of("GB"));
    user
}

fn write(update: &UserUpdate, current: Option<&User>) -> Result<(Value, Vec<String>), Vec<String>> {
    write_traced(&legacy(), update, &UpdateContext::EMPTY.with_current(current))
}

const JOINED: [&str; 2] = [
    "house_number /address/address1 (house number and street joined)",
    "street /address/address1 (house number and street joined)",
];

#[test]
fn number_and_street_are_one_line() {
    let both = update(|address| {
        address.house_number = set("32A");
        address.street = set("London Bridge Street");
    });
    let body = json!({"address": {"address1": "32A London Bridge Street"}});
    assert_eq!(write(&both, None), Ok((body, lines(&JOINED))));

    let street = update(|address| {
        address.house_number = Patch::Clear;
        address.street = set("Borough Road");
    });
    let carried = lines(&["house_number /address/address1", "street /address/address1"]);
    assert_eq!(
        write(&street, None),
        Ok((json!({"address": {"address1": "Borough Road"}}), carried.clone()))
    );

    let neither = update(|address| {
        address.house_number = Patch::Clear;
        address.street = Patch::Clear;
    });
    assert_eq!(write(&neither, None), Ok((json!({"address": {"address1": ""}}), carried)));
}

#[test]
fn half_a_line_needs_the_current_user() {
    let number = update(|address| address.house_number = set("7"));
    let street = update(|address| address.street = set("Borough Road"));
    let no_number = update(|address| address.house_number = Patch::Clear);
    for (update, name) in
        [(&number, "house_number"), (&street, "street"), (&no_number, "house_number")]
    {
        assert_eq!(write(update, None), Err(vec![format!("{name}: needs the current user")]));
    }
    let rest = |line: &str| json!({"address": {"address1": line, "address2": "The Shard", "city": "London", "country": "GB"}});
    let current = current();
    let joined = "(house number and street joined)";
    let (body, written_to) = write(&number, Some(&current)).unwrap();
    assert_eq!(body, rest("7 London Bridge Street"));
    assert_eq!(written_to, [format!("house_number /address/address1 {joined}")]);
    let (body, written_to) = write(&street, Some(&current)).unwrap();
    assert_eq!(body, rest("32A Borough Road"));
    assert_eq!(written_to, [format!("street /address/address1 {joined}")]);
    let (body, written_to) = write(&no_number, Some(&current)).unwrap();
    assert_eq!(
        (body, written_to),
        (rest("London Bridge Street"), lines(&["house_number /address/address1"]))
    );

    let mut numberless = current;
    numberless.address.house_number = None;
    let (body, _) = write(&street, Some(&numberless)).unwrap();
    assert_eq!(body, rest("Borough Road"));
}

#[test]
fn with_the_current_user_known_the_full_address_is_written() {
    let town = update(|address| address.town = set("Leeds"));
    assert_eq!(
        write(&town, None),
        Ok((json!({"address": {"city": "Leeds"}}), lines(&["town /address/city"])))
    );
    let whole = json!({"address": {
        "address1": "32A London Bridge Street", "address2": "The Shard", "city": "Leeds", "country": "GB",
    }});
    assert_eq!(write(&town, Some(&current())), Ok((whole, lines(&["town /address/city"]))));
    let building = update(|address| address.building = Patch::Clear);
    let whole = json!({"address": {
        "address1": "32A London Bridge Street", "address2": "", "city": "London", "country": "GB",
    }});
    assert_eq!(
        write(&building, Some(&current())),
        Ok((whole, lines(&["building /address/address2"])))
    );
    let mut homeless = User::new(of("1"));
    homeless.address.country = Some(of("GB"));
    let whole = json!({"address": {"city": "Leeds", "country": "GB"}});
    assert_eq!(write(&town, Some(&homeless)), Ok((whole, lines(&["town /address/city"]))));
    let other = update_of(|update| update.profile.company = Patch::Clear);
    assert_eq!(
        write(&other, Some(&current())),
        Ok((json!({"company": ""}), lines(&["company /company"])))
    );
}

#[test]
fn the_object_may_be_empty_or_null_and_its_unknown_keys_are_unknown_members() {
    for address in [json!({}), json!(null)] {
        assert_eq!(read(&json!({"address": address})), Ok((UserUpdate::default(), Vec::new())));
    }
    for wrong in [json!(""), json!("1 Street"), json!(7), json!([])] {
        assert_eq!(read(&json!({"address": wrong})), Err(lines(&["/address type"])));
    }
    let unknown = json!({"address": {"zip": {"deep": 1}, "city": "Leeds", "area": ""}});
    let problems = lines(&["/address/area unknown-member", "/address/zip unknown-member"]);
    assert_eq!(read(&unknown), Err(problems));
    let tolerant = Legacy::new(Settings::default().with_unknown_members_reported());
    let expected = update(|address| address.town = set("Leeds"));
    let recorded = lines(&["town /address/city", "unknown /address/area", "unknown /address/zip"]);
    let body = unknown.to_string();
    assert_eq!(
        read_traced(&tolerant, body.as_bytes(), &UpdateContext::EMPTY),
        Ok((expected, recorded))
    );
}

#[test]
fn a_line_is_never_split() {
    let message = json!({"id": "1", "address": {"address1": "32A London Bridge Street"}});
    let user = read_user(&legacy(), &message);
    assert_eq!(
        (user.address.house_number, user.address.street),
        (None, Some(of("32A London Bridge Street")))
    );
    let mut user = User::new(of("1"));
    user.address.house_number = Some(of("32A"));
    assert_eq!(write_user(&legacy(), &user), json!({"id": "1", "address": {"address1": "32A"}}));
    user.address.street = Some(of("Borough Road"));
    assert_eq!(
        write_user(&legacy(), &user),
        json!({"id": "1", "address": {"address1": "32A Borough Road"}})
    );
}
