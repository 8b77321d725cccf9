//! Updates in flat JSON: read, rejected, written.

use idiolect::dialect::flat_roles::FlatRoles;
use idiolect::dialect::{DialectExt, LossPolicy, Settings, UpdateContext};
use idiolect::model::{Patch, Status, User, UserType, UserUpdate};
use serde_json::json;

use super::support::lines::{lines, listed, writings};
use super::support::updates::{read_traced, read_update, update_of, write_traced, write_update};
use super::support::users::read_user;
use super::support::values::{ID, OTHER_ID, day, of};
use super::support::{fixture, json};
use super::{flat_roles, read};

fn fixture_update() -> UserUpdate {
    update_of(|update| {
        update.name.given = Patch::Set(of("Charlotte"));
        update.name.family = Patch::Set(of("Thompson"));
        update.access.status = Some(Status::Active);
        update.access.user_type = Some(UserType::Invited);
        update.access.roles = Some(vec![of(ID)]);
    })
}

#[test]
fn the_fixture_is_read_in_full_and_written_back() {
    let body = fixture("flat_roles/update.json");
    let (update, read_from) = read_traced(&flat_roles(), &body, &UpdateContext::EMPTY).unwrap();
    assert_eq!(update, fixture_update());
    let places = [
        "family_name /lastName",
        "given_name /firstName",
        "roles /roles",
        "status /status",
        "user_type /type",
    ];
    assert_eq!(read_from, places);
    let (again, written_to) = write_traced(&flat_roles(), &update, &UpdateContext::EMPTY).unwrap();
    assert_eq!((again, written_to), (json(&body), lines(&places)));
    assert_eq!(
        write_update(&flat_roles(), &UserUpdate::default(), &UpdateContext::EMPTY),
        Ok(json!({}))
    );
    assert_eq!(read(&json!({})), Ok((UserUpdate::default(), Vec::new())));
}

#[test]
fn the_id_is_a_uuid_and_matches_the_path() {
    let own = of(ID);
    let context = UpdateContext::EMPTY.with_id(Some(&own));
    assert_eq!(read_update(&flat_roles(), &json!({}), &context), Ok(UserUpdate::new(own.clone())));
    assert_eq!(read(&json!({"id": ID})), Ok((UserUpdate::new(own.clone()), lines(&["id /id"]))));
    for (id, code, status) in [(OTHER_ID, "conflict", 409), ("x", "uuid", 400)] {
        let error = flat_roles()
            .decode_update(json!({"id": id}).to_string().as_bytes(), &context)
            .unwrap_err();
        assert_eq!((listed(&error), error.status()), (vec![format!("/id {code}")], status));
    }
    let near = of("9E024A11-EE81-4ACF-B07EA2C40930E85E");
    assert_eq!(
        read_update(&flat_roles(), &json!({}), &UpdateContext::EMPTY.with_id(Some(&near))),
        Err(lines(&[" uuid"]))
    );
    let (body, written_to) =
        write_traced(&flat_roles(), &UserUpdate::new(own), &UpdateContext::EMPTY).unwrap();
    assert_eq!((body, written_to), (json!({}), lines(&["id in the path"])));
    let invalid = write_update(&flat_roles(), &UserUpdate::new(near), &UpdateContext::EMPTY);
    assert_eq!(invalid, Err(lines(&["id: invalid value"])));
}

#[test]
fn read_only_members_may_be_null_or_repeat_the_current_user() {
    let members = ["email", "createdAt", "updatedAt", "isService"];
    let current = super::users::expected_user();
    let seed = read_user(&flat_roles(), &json(&fixture("flat_roles/user.json")));
    for member in members {
        assert_eq!(read(&json!({ member: null })), Ok((UserUpdate::default(), Vec::new())));
        let read_only = Err(vec![format!("/{member} read-only")]);
        for value in [json!("x"), json!(""), json!(7), json!(false)] {
            assert_eq!(
                read(&json!({ member: value })).map(|_| ()),
                read_only.clone().map(|(): ()| ()),
                "{member}"
            );
            let known = UpdateContext::EMPTY.with_current(Some(&current));
            assert_eq!(
                read_update(&flat_roles(), &json!({ member: value }), &known).map(|_| ()),
                read_only,
                "{member}"
            );
        }
        for (user, message) in [
            (&current, super::users::documented()),
            (&seed, json(&fixture("flat_roles/user.json"))),
        ] {
            let known = UpdateContext::EMPTY.with_current(Some(user));
            let repeated = json!({ member: message[member] });
            assert_eq!(
                read_update(&flat_roles(), &repeated, &known),
                Ok(UserUpdate::default()),
                "{repeated}"
            );
        }
    }
}

#[test]
fn all_problems_are_reported_at_once() {
    let wrong = json!({"firstName": null, "status": "gone", "roles": ["x"]});
    let three = ["/firstName not-clearable", "/roles/0 uuid", "/status not-allowed"];
    assert_eq!(read(&wrong), Err(lines(&three)));
    assert_eq!(read(&json!({"extra": {"deep": 1}})), Err(lines(&["/extra unknown-member"])));
    let tolerant = FlatRoles::new(Settings::default().with_unknown_members_reported());
    let found = read_traced(&tolerant, br#"{"extra":1,"company":""}"#, &UpdateContext::EMPTY);
    assert_eq!(found, Ok((UserUpdate::default(), lines(&["unknown /company", "unknown /extra"]))));
    let twice = br#"{"firstName":"A","firstName":"A","roles":7}"#;
    let problems = read_traced(&flat_roles(), twice, &UpdateContext::EMPTY);
    assert_eq!(problems, Err(lines(&["/firstName duplicate-member", "/roles type"])));
}

#[test]
fn what_it_cannot_represent_is_rejected_with_the_reason() {
    let mut update = fixture_update();
    update.access.status = Some(Status::Deleted);
    update.sign_in.email = Some(of("charlotte@example.com"));
    update.profile.company = Patch::Clear;
    update.profile.date_of_birth = Patch::Set(day("1985-06-15"));
    update.address.country = Patch::Set(of("GB"));
    let unsupported =
        ["company", "country", "date_of_birth", "email"].map(|name| format!("{name}: unsupported"));
    let lost = [&unsupported[..], &lines(&["status: invalid value"])].concat();
    assert_eq!(write_update(&flat_roles(), &update, &UpdateContext::EMPTY), Err(lost));
    let mut current = User::new(of(ID));
    update.apply(&mut current).unwrap();
    let known = UpdateContext::EMPTY.with_current(Some(&current));
    // No user of this vendor has a company, so it is unknown whether there is one.
    let kept = write_update(&flat_roles(), &update, &known);
    assert_eq!(kept, Err(lines(&["company: unsupported"])));
    update.profile.company = Patch::Keep;
    let (_, written_to) = write_traced(&flat_roles(), &update, &known).unwrap();
    let unneeded =
        ["country", "date_of_birth", "email", "status"].map(|name| format!("{name} unneeded"));
    let unneeded_written: Vec<String> =
        written_to.into_iter().filter(|line| line.ends_with("unneeded")).collect();
    assert_eq!(unneeded_written, unneeded);

    let full = update_of(|update| update.name.full = Some(of("Mary van Dyke")));
    let (body, written_to) = write_traced(&flat_roles(), &full, &UpdateContext::EMPTY).unwrap();
    assert_eq!(body, json!({"firstName": "Mary van", "lastName": "Dyke"}));
    let split = "(full name split at its last space)";
    assert_eq!(
        written_to,
        [format!("full_name /firstName {split}"), format!("full_name /lastName {split}")]
    );
}

#[test]
fn a_full_update_writes_the_current_user() {
    let complete = FlatRoles::new(Settings::default().with_full_updates());
    let current = super::users::expected_user();
    let update = update_of(|update| update.name.given = Patch::Clear);
    let (body, _) =
        write_traced(&complete, &update, &UpdateContext::EMPTY.with_current(Some(&current)))
            .unwrap();
    let whole = json!({"firstName": "", "lastName": "<string>", "status": "active", "type": "invited", "roles": [ID]});
    assert_eq!(body, whole);
    let (body, _) = write_traced(&complete, &update, &UpdateContext::EMPTY).unwrap();
    assert_eq!(body, json!({"firstName": ""}));
}

#[test]
fn a_full_name_beside_one_half_leaves_the_other_half_unchanged() {
    // The second equals its halves only if the other half is absent, which is unknown.
    for full in ["Countess of Lovelace", "Ada"] {
        let update = update_of(|update| {
            update.name.full = Some(of(full));
            update.name.given = Patch::Set(of("Ada"));
        });
        assert_eq!(
            write_update(&flat_roles(), &update, &UpdateContext::EMPTY),
            Err(lines(&["full_name: unsupported"]))
        );
        let encoded = flat_roles()
            .encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::AllowUnsupported)
            .unwrap();
        assert_eq!(json(&encoded.body), json!({"firstName": "Ada"}), "{full}");
        assert_eq!(
            writings(&encoded.provenance),
            ["full_name: unsupported", "given_name /firstName"],
            "{full}"
        );
    }
}

#[test]
fn an_invalid_id_is_a_loss_even_if_the_current_user_has_it() {
    let current = User::new(of("x"));
    let context = UpdateContext::EMPTY.with_current(Some(&current));
    let invalid = write_update(&flat_roles(), &UserUpdate::new(of("x")), &context);
    assert_eq!(invalid, Err(lines(&["id: invalid value"])));
}
