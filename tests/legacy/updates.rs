//! Updates in the legacy dialect: read, rejected, written.

use idiolect::dialect::legacy::Legacy;
use idiolect::dialect::{DialectExt, Settings, UpdateContext};
use idiolect::model::{ApplyError, Password, Patch, Status, User, UserType, UserUpdate};
use serde_json::json;

use super::members::MEMBERS;
use super::support::lines::{lines, listed, sorted};
use super::support::updates::{read_traced, read_update, update_of, write_traced, write_update};
use super::support::users::read_user;
use super::support::values::{OTHER_ID, of};
use super::support::{fixture, json};
use super::{legacy, read};

/// The content of the fixture.
fn seed() -> UserUpdate {
    update_of(|update| {
        let body = json(&fixture("legacy/update.json"));
        for (member, .., expect) in MEMBERS {
            expect(
                update,
                Patch::Set(body.pointer(&format!("/{member}")).unwrap().as_str().unwrap()),
            );
        }
        update.access.status = Some(Status::Active);
        update.sign_in.sso_enabled = Some(true);
    })
}

#[test]
fn the_fixture_is_read_in_full_and_written_back() {
    let body = fixture("legacy/update.json");
    let (update, read_from) = read_traced(&legacy(), &body, &UpdateContext::EMPTY).unwrap();
    assert_eq!(update, seed());
    assert_eq!(update.sign_in.username, Some(of("charlotte.thompson")));
    assert_eq!(update.address.street, Patch::Set(of("32A London Bridge Street")));
    let places = MEMBERS
        .iter()
        .flat_map(|(member, names, ..)| names.iter().map(move |name| format!("{name} /{member}")));
    let places = sorted(places.chain(["sso_enabled /sso".to_owned()]).collect());
    assert_eq!(read_from, places);
    let (again, written_to) = write_traced(&legacy(), &update, &UpdateContext::EMPTY).unwrap();
    assert_eq!((again, written_to), (json(&body), places));
    assert_eq!(
        write_update(&legacy(), &UserUpdate::default(), &UpdateContext::EMPTY),
        Ok(json!({}))
    );
}

#[test]
fn the_id_is_any_text_and_matches_the_path() {
    let own = of("9E024A11-EE81-4ACF-B07EA2C40930E85E");
    let context = UpdateContext::EMPTY.with_id(Some(&own));
    assert_eq!(read_update(&legacy(), &json!({}), &context), Ok(UserUpdate::new(own.clone())));
    assert_eq!(
        read(&json!({"id": own.as_str()})),
        Ok((UserUpdate::new(own.clone()), lines(&["id /id"])))
    );
    let other = legacy()
        .decode_update(json!({"id": OTHER_ID}).to_string().as_bytes(), &context)
        .unwrap_err();
    assert_eq!((listed(&other), other.status()), (lines(&["/id conflict"]), 409));
    let (body, written_to) =
        write_traced(&legacy(), &UserUpdate::new(own), &UpdateContext::EMPTY).unwrap();
    assert_eq!((body, written_to), (json!({}), lines(&["id in the path"])));
}

#[test]
fn read_only_members_may_be_null_or_repeat_the_current_user() {
    let message = json(&fixture("legacy/user.json"));
    let current = read_user(&legacy(), &message);
    let known = UpdateContext::EMPTY.with_current(Some(&current));
    for member in ["roles", "numericId", "accountId", "tags", "preferences"] {
        assert_eq!(
            read(&json!({ member: null })),
            Ok((UserUpdate::default(), Vec::new())),
            "{member}"
        );
        let repeated = json!({ member: message[member] });
        assert_eq!(
            read_update(&legacy(), &repeated, &known),
            Ok(UserUpdate::default()),
            "{member}"
        );
        for body in [&repeated, &json!({ member: [] })] {
            assert_eq!(read(body), Err(vec![format!("/{member} read-only")]), "{member}");
        }
    }
    let mut whole = message.clone();
    whole["firstName"] = json!("Anne");
    let update = read_update(&legacy(), &whole, &known).expect("the current user with one change");
    assert_eq!(update.name.given, Patch::Set(of("Anne")));
}

#[test]
fn all_problems_are_reported_at_once() {
    let wrong = json!({"email": "x", "status": "", "address": {"city": 7}});
    let three = ["/address/city type", "/email email", "/status not-clearable"];
    assert_eq!(read(&wrong), Err(lines(&three)));
    assert_eq!(read(&json!({"extra": {"deep": 1}})), Err(lines(&["/extra unknown-member"])));
    let tolerant = Legacy::new(Settings::default().with_unknown_members_reported());
    let found =
        read_traced(&tolerant, br#"{"extra":1,"address":{"zip":"1"}}"#, &UpdateContext::EMPTY);
    assert_eq!(
        found,
        Ok((UserUpdate::default(), lines(&["unknown /address/zip", "unknown /extra"])))
    );
    let twice =
        br#"{"email":"a@example.com","email":"b@example.com","address":{"city":"A","city":"A"}}"#;
    let problems = read_traced(&legacy(), twice, &UpdateContext::EMPTY);
    assert_eq!(
        problems,
        Err(lines(&["/address/city duplicate-member", "/email duplicate-member"]))
    );
}

#[test]
fn what_it_cannot_represent_is_rejected_with_the_reason() {
    let mut update = update_of(|update| update.access.user_type = Some(UserType::Member));
    update.access.roles = Some(vec![of("5460fbd9e4b0deacf4b59b7f")]);
    update.profile.time_zone = Patch::Set(of("UTC"));
    update.profile.website = Patch::Clear;
    update.address.area = Patch::Clear;
    update.work.cscs = Patch::Set(of("C1"));
    update.sign_in.password = Some(Password::parse("short").unwrap());
    let lost = [
        "area: unsupported",
        "cscs: unsupported",
        "password: invalid value",
        "roles: unsupported",
        "time_zone: unsupported",
        "user_type: unsupported",
        "website: unsupported",
    ];
    assert_eq!(write_update(&legacy(), &update, &UpdateContext::EMPTY), Err(lines(&lost)));
    let full = update_of(|update| update.name.full = Some(of("Cher")));
    let (body, _) = write_traced(&legacy(), &full, &UpdateContext::EMPTY).unwrap();
    assert_eq!(body, json!({"firstName": "Cher", "lastName": ""}));
}

#[test]
fn a_full_update_writes_the_current_user_except_the_password() {
    let complete = Legacy::new(Settings::default().with_full_updates());
    let mut current = User::new(of("1"));
    let mut update = seed();
    assert_eq!(update.apply(&mut current), Err(ApplyError::Password));
    assert!(update.take_password().is_some());
    update.apply(&mut current).unwrap();
    current.contact.mobile = None;
    let update = update_of(|update| update.profile.company = Patch::Clear);
    let mut whole = json(&fixture("legacy/update.json"));
    whole["company"] = json!("");
    for absent in ["password", "mobile"] {
        whole.as_object_mut().unwrap().remove(absent);
    }
    let (body, _) =
        write_traced(&complete, &update, &UpdateContext::EMPTY.with_current(Some(&current)))
            .unwrap();
    assert_eq!(body, whole);
    let (body, _) = write_traced(&complete, &update, &UpdateContext::EMPTY).unwrap();
    assert_eq!(body, json!({"company": ""}));
}
