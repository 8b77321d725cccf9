//! Each member of an update alone.

use idiolect::dialect::UpdateContext;
use idiolect::model::{Password, Patch, Status, UserUpdate};
use serde_json::{Value, json};

use super::support::lines::lines;
use super::support::updates::{update_of, write_traced, write_update};
use super::support::values::{of, typed};
use super::support::variations::with;
use super::{legacy, read};

/// The effect of `""`.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Empty {
    Clears,
    IsNoValue,
}
use Empty::{Clears, IsNoValue};

pub(super) type Expect = fn(&mut UserUpdate, Patch<&str>);

pub(super) type Row = (
    &'static str,
    &'static [&'static str],
    Empty,
    &'static str,
    &'static str,
    &'static str,
    Expect,
);

/// Each text member: its attributes, the effect of `""`, a valid value, an invalid one and its
/// code.
pub(super) const MEMBERS: [Row; 17] = [
    (
        "userName",
        &["username"],
        IsNoValue,
        "a.B-c_9@example",
        "a b",
        "username",
        |update, patch| {
            update.sign_in.username = typed(patch, of).resolve(None);
        },
    ),
    (
        "password",
        &["password"],
        IsNoValue,
        "Ch@ng3dP@ssw0rd!",
        "Ch@ng3d",
        "password-too-short",
        |update, patch| {
            update.sign_in.password =
                typed(patch, |text| Password::parse(text).unwrap()).resolve(None);
        },
    ),
    ("firstName", &["given_name"], Clears, "Charlotte", " ", "blank", |update, patch| {
        update.name.given = typed(patch, of);
    }),
    ("lastName", &["family_name"], Clears, "Thompson", "\n", "blank", |update, patch| {
        update.name.family = typed(patch, of);
    }),
    (
        "company",
        &["company"],
        Clears,
        "Example Ltd",
        "a\u{0}b",
        "control-character",
        |update, patch| {
            update.profile.company = typed(patch, of);
        },
    ),
    (
        "email",
        &["email"],
        IsNoValue,
        "charlotte@example.com",
        "[email protected]",
        "email",
        |update, patch| {
            update.sign_in.email = typed(patch, of).resolve(None);
        },
    ),
    ("phone", &["landline"], Clears, "0", "call me", "phone", |update, patch| {
        update.contact.landline = typed(patch, of);
    }),
    ("mobile", &["mobile"], Clears, "555 444 3333", "-", "phone", |update, patch| {
        update.contact.mobile = typed(patch, of);
    }),
    (
        "address/address1",
        &["house_number", "street"],
        Clears,
        "32A London Bridge Street",
        " ",
        "blank",
        |u, patch| {
            u.address.street = typed(patch, of);
            u.address.house_number = if patch.is_keep() { Patch::Keep } else { Patch::Clear };
        },
    ),
    ("address/address2", &["building"], Clears, "The Shard", " ", "blank", |update, patch| {
        update.address.building = typed(patch, of);
    }),
    ("address/city", &["town"], Clears, "London", " ", "blank", |update, patch| {
        update.address.town = typed(patch, of);
    }),
    ("address/province", &["county"], Clears, "Greater London", " ", "blank", |update, patch| {
        update.address.county = typed(patch, of);
    }),
    ("address/postalCode", &["postcode"], Clears, "SE1 9SG", " ", "blank", |update, patch| {
        update.address.postcode = typed(patch, of);
    }),
    ("address/country", &["country"], Clears, "United Kingdom", " ", "blank", |update, patch| {
        update.address.country = typed(patch, of);
    }),
    ("status", &["status"], IsNoValue, "LOCKED", "DISABLED", "not-allowed", |update, patch| {
        update.access.status = patch.resolve(None).map(|_| Status::Locked);
    }),
    ("ssoId", &["sso_id"], Clears, "charlotte-1", " ", "blank", |update, patch| {
        update.sign_in.sso_id = typed(patch, of);
    }),
    (
        "defaultRoleTemplateId",
        &["default_role_template"],
        IsNoValue,
        "5460fbd9e4b0deacf4b59b7f",
        " ",
        "blank",
        |u, p| {
            u.access.default_role_template = typed(p, of).resolve(None);
        },
    ),
];

fn message(member: &str, value: Value) -> Value {
    with(&json!({}), &format!("/{member}"), value)
}

#[test]
fn each_member_alone_keeps_clears_sets_or_is_a_problem() {
    for (member, names, empty, value, broken, code, expect) in MEMBERS {
        let keeps = (UserUpdate::default(), Vec::new());
        assert_eq!(read(&json!({})), Ok(keeps.clone()));
        assert_eq!(read(&message(member, json!(null))), Ok(keeps), "{member} null");
        let places: Vec<String> = names.iter().map(|name| format!("{name} /{member}")).collect();
        let cleared = update_of(|update| expect(update, Patch::Clear));
        let blank = message(member, json!(""));
        if empty == Clears {
            assert_eq!(read(&blank), Ok((cleared.clone(), places.clone())), "{member} empty");
            assert_eq!(
                write_update(&legacy(), &cleared, &UpdateContext::EMPTY),
                Ok(blank),
                "{member} empty"
            );
        } else {
            assert_eq!(read(&blank), Err(vec![format!("/{member} not-clearable")]));
        }
        let set = update_of(|update| expect(update, Patch::Set(value)));
        assert_eq!(read(&message(member, json!(value))), Ok((set.clone(), places)), "{member}");
        assert_eq!(
            write_update(&legacy(), &set, &UpdateContext::EMPTY),
            Ok(message(member, json!(value))),
            "{member}"
        );
        for mistyped in [json!(7), json!(true), json!([]), json!({}), json!(["x"])] {
            assert_eq!(
                read(&message(member, mistyped)),
                Err(vec![format!("/{member} type")]),
                "{member}"
            );
        }
        assert_eq!(
            read(&message(member, json!(broken))),
            Err(vec![format!("/{member} {code}")]),
            "{member} {broken}"
        );
    }
}

#[test]
fn single_sign_on_is_a_boolean() {
    for on in [true, false] {
        let update = update_of(|update| update.sign_in.sso_enabled = Some(on));
        assert_eq!(read(&json!({"sso": on})), Ok((update.clone(), lines(&["sso_enabled /sso"]))));
        assert_eq!(write_update(&legacy(), &update, &UpdateContext::EMPTY), Ok(json!({"sso": on})));
    }
    assert_eq!(read(&json!({"sso": null})), Ok((UserUpdate::default(), Vec::new())));
    for wrong in [json!(""), json!("true"), json!(1), json!({})] {
        assert_eq!(read(&json!({"sso": wrong})), Err(lines(&["/sso type"])));
    }
}

#[test]
fn there_are_three_states_and_disabled_is_written_as_locked() {
    let states =
        [("ACTIVE", Status::Active), ("LOCKED", Status::Locked), ("DELETED", Status::Deleted)];
    for (word, status) in states {
        let update = update_of(|update| update.access.status = Some(status));
        assert_eq!(read(&json!({"status": word})).unwrap().0, update);
        assert_eq!(
            write_update(&legacy(), &update, &UpdateContext::EMPTY),
            Ok(json!({"status": word}))
        );
    }
    let disabled = update_of(|update| update.access.status = Some(Status::Disabled));
    let (body, written_to) = write_traced(&legacy(), &disabled, &UpdateContext::EMPTY).unwrap();
    let nearest = lines(&["status /status (the nearest status the target has)"]);
    assert_eq!((body, written_to), (json!({"status": "LOCKED"}), nearest));
    for wrong in ["active", "Active", "ACTIVE, LOCKED, DELETED", " "] {
        assert_eq!(read(&json!({"status": wrong})), Err(lines(&["/status not-allowed"])));
    }
}

#[test]
fn user_names_have_a_limited_character_set_and_e_mail_addresses_are_valid() {
    for right in ["charlotte", "A.b-c_9@d", "9", "@"] {
        let update = update_of(|update| update.sign_in.username = Some(of(right)));
        assert_eq!(read(&json!({"userName": right})).unwrap().0, update);
    }
    for (wrong, code) in [
        ("a b", "username"),
        ("a+b", "username"),
        ("josé", "username"),
        ("a/b", "username"),
        (" ", "blank"),
    ] {
        assert_eq!(
            read(&json!({"userName": wrong})),
            Err(vec![format!("/userName {code}")]),
            "{wrong}"
        );
    }
    let odd = update_of(|update| update.sign_in.username = Some(of("a+b")));
    assert_eq!(
        write_update(&legacy(), &odd, &UpdateContext::EMPTY),
        Err(lines(&["username: invalid value"]))
    );
    for wrong in
        ["charlotte", "@example.com", "a@", "a b@example.com", "a@@example.com", "a@example.com "]
    {
        assert_eq!(read(&json!({"email": wrong})), Err(lines(&["/email email"])), "{wrong}");
    }
    for right in ["a+b@example.com", "a@mail.example.co.uk"] {
        assert_eq!(read(&json!({"email": right})).unwrap().0.sign_in.email, Some(of(right)));
    }
}
