//! Updates in the legacy dialect: read, refused, written.

use idiolect::dialect::{Context, DialectExt, Settings};
use idiolect::model::{
    Country, Email, Password, Patch, Phone, RoleId, RoleTemplateId, Status, Text, TimeZone, User, UserType, UserUpdate,
    Username,
};
use serde_json::{Value, json};

use super::adapter::{
    OTHER_ID, parsed, problems_of, read_update, read_user, read_with, sorted, typed, user_id, with, write_update,
    write_with,
};
use super::support::{dialect, dialect_with, fixture, json};
use super::{NAME, expected, lines, read, text};

/// What `""` does.
#[derive(Clone, Copy, PartialEq)]
enum Empty {
    Clears,
    IsNoValue,
}
use Empty::{Clears, IsNoValue};

type Expect = fn(&mut UserUpdate, Patch<&str>);

type Member = (&'static str, &'static [&'static str], Empty, &'static str, &'static str, &'static str, Expect);

/// Each member that is a text: its attributes, what `""` does, a value, one that breaks the rule, the code for that.
const MEMBERS: [Member; 17] = [
    ("userName", &["username"], IsNoValue, "a.B-c_9@example", "a b", "username", |update, patch| {
        update.sign_in.username = typed(patch, Username::parse).over(None);
    }),
    ("password", &["password"], IsNoValue, "Ch@ng3dP@ssw0rd!", "Ch@ng3d", "password-too-short", |update, patch| {
        update.sign_in.password = typed(patch, Password::parse).over(None);
    }),
    ("firstName", &["given_name"], Clears, "Charlotte", " ", "blank", |update, patch| {
        update.name.given = typed(patch, Text::parse);
    }),
    ("lastName", &["family_name"], Clears, "Thompson", "\n", "blank", |update, patch| {
        update.name.family = typed(patch, Text::parse);
    }),
    ("company", &["company"], Clears, "Example Ltd", "a\u{0}b", "control-character", |update, patch| {
        update.profile.company = typed(patch, Text::parse);
    }),
    ("email", &["email"], IsNoValue, "charlotte@example.com", "[email protected]", "email", |update, patch| {
        update.sign_in.email = typed(patch, Email::parse).over(None);
    }),
    ("phone", &["landline"], Clears, "0", "call me", "phone", |update, patch| {
        update.contact.landline = typed(patch, Phone::parse);
    }),
    ("mobile", &["mobile"], Clears, "555 444 3333", "-", "phone", |update, patch| {
        update.contact.mobile = typed(patch, Phone::parse);
    }),
    ("address/address1", &["house_number", "street"], Clears, "32A London Bridge Street", " ", "blank", |u, patch| {
        u.address.street = typed(patch, Text::parse);
        u.address.house_number = if patch.is_keep() { Patch::Keep } else { Patch::Clear };
    }),
    ("address/address2", &["building"], Clears, "The Shard", " ", "blank", |update, patch| {
        update.address.building = typed(patch, Text::parse);
    }),
    ("address/city", &["town"], Clears, "London", " ", "blank", |update, patch| {
        update.address.town = typed(patch, Text::parse);
    }),
    ("address/province", &["county"], Clears, "Greater London", " ", "blank", |update, patch| {
        update.address.county = typed(patch, Text::parse);
    }),
    ("address/postalCode", &["postcode"], Clears, "SE1 9SG", " ", "blank", |update, patch| {
        update.address.postcode = typed(patch, Text::parse);
    }),
    ("address/country", &["country"], Clears, "United Kingdom", " ", "blank", |update, patch| {
        update.address.country = typed(patch, Country::parse);
    }),
    ("status", &["status"], IsNoValue, "LOCKED", "DISABLED", "not-allowed", |update, patch| {
        update.access.status = patch.over(None).map(|_| Status::Locked);
    }),
    ("ssoId", &["sso_id"], Clears, "charlotte-1", " ", "blank", |update, patch| {
        update.sign_in.sso_id = typed(patch, Text::parse);
    }),
    (
        "defaultRoleTemplateId",
        &["default_role_template"],
        IsNoValue,
        "5460fbd9e4b0deacf4b59b7f",
        " ",
        "blank",
        |u, p| {
            u.access.default_role_template = typed(p, RoleTemplateId::parse).over(None);
        },
    ),
];

fn saying(member: &str, value: Value) -> Value {
    with(&json!({}), &format!("/{member}"), value)
}

/// What the fixture asks for.
fn seed() -> UserUpdate {
    expected(|update| {
        let body = json(&fixture("legacy/update.json"));
        for (member, .., expect) in MEMBERS {
            expect(update, Patch::Set(body.pointer(&format!("/{member}")).unwrap().as_str().unwrap()));
        }
        update.access.status = Some(Status::Active);
        update.sign_in.sso_enabled = Some(true);
    })
}

#[test]
fn the_seed_is_read_whole_and_written_back() {
    let body = fixture("legacy/update.json");
    let (update, read_from) = read_with(&*dialect(NAME), &body, &Context::UNKNOWN).unwrap();
    assert_eq!(update, seed());
    assert_eq!(update.sign_in.username, Some(parsed("charlotte.thompson", Username::parse)));
    assert_eq!(update.address.street, Patch::Set(parsed("32A London Bridge Street", Text::parse)));
    let places =
        MEMBERS.iter().flat_map(|(member, names, ..)| names.iter().map(move |name| format!("{name} /{member}")));
    let places = sorted(places.chain(["sso_enabled /sso".to_owned()]).collect());
    assert_eq!(read_from, places);
    let (again, written_to) = write_with(&*dialect(NAME), &update, &Context::UNKNOWN).unwrap();
    assert_eq!((again, written_to), (json(&body), places));
    assert_eq!(write_update(NAME, &UserUpdate::default(), &Context::UNKNOWN), Ok(json!({})));
}

#[test]
fn each_member_alone_keeps_clears_sets_or_is_a_problem() {
    for (member, names, empty, value, broken, code, expect) in MEMBERS {
        let keeps = (UserUpdate::default(), Vec::new());
        assert_eq!(read(&json!({})), Ok(keeps.clone()));
        assert_eq!(read(&saying(member, json!(null))), Ok(keeps), "{member} null");
        let places: Vec<String> = names.iter().map(|name| format!("{name} /{member}")).collect();
        let cleared = expected(|update| expect(update, Patch::Clear));
        let blank = saying(member, json!(""));
        if empty == Clears {
            assert_eq!(read(&blank), Ok((cleared.clone(), places.clone())), "{member} empty");
            assert_eq!(write_update(NAME, &cleared, &Context::UNKNOWN), Ok(blank), "{member} empty");
        } else {
            assert_eq!(read(&blank), Err(vec![format!("/{member} not-clearable")]));
        }
        let set = expected(|update| expect(update, Patch::Set(value)));
        assert_eq!(read(&saying(member, json!(value))), Ok((set.clone(), places)), "{member}");
        assert_eq!(write_update(NAME, &set, &Context::UNKNOWN), Ok(saying(member, json!(value))), "{member}");
        for mistyped in [json!(7), json!(true), json!([]), json!({}), json!(["x"])] {
            assert_eq!(read(&saying(member, mistyped)), Err(vec![format!("/{member} type")]), "{member}");
        }
        assert_eq!(read(&saying(member, json!(broken))), Err(vec![format!("/{member} {code}")]), "{member} {broken}");
    }
}

#[test]
fn single_sign_on_is_a_yes_or_no() {
    for on in [true, false] {
        let update = expected(|update| update.sign_in.sso_enabled = Some(on));
        assert_eq!(read(&json!({"sso": on})), Ok((update.clone(), lines(&["sso_enabled /sso"]))));
        assert_eq!(write_update(NAME, &update, &Context::UNKNOWN), Ok(json!({"sso": on})));
    }
    assert_eq!(read(&json!({"sso": null})), Ok((UserUpdate::default(), Vec::new())));
    for wrong in [json!(""), json!("true"), json!(1), json!({})] {
        assert_eq!(read(&json!({"sso": wrong})), Err(lines(&["/sso type"])));
    }
}

#[test]
fn the_states_are_three_and_disabled_is_told_as_locked() {
    let states = [("ACTIVE", Status::Active), ("LOCKED", Status::Locked), ("DELETED", Status::Deleted)];
    for (word, status) in states {
        let update = expected(|update| update.access.status = Some(status));
        assert_eq!(read(&json!({"status": word})).unwrap().0, update);
        assert_eq!(write_update(NAME, &update, &Context::UNKNOWN), Ok(json!({"status": word})));
    }
    let disabled = expected(|update| update.access.status = Some(Status::Disabled));
    let (body, written_to) = write_with(&*dialect(NAME), &disabled, &Context::UNKNOWN).unwrap();
    let nearest = lines(&["status /status (the nearest status the target has)"]);
    assert_eq!((body, written_to), (json!({"status": "LOCKED"}), nearest));
    for wrong in ["active", "Active", "ACTIVE, LOCKED, DELETED", " "] {
        assert_eq!(read(&json!({"status": wrong})), Err(lines(&["/status not-allowed"])));
    }
}

#[test]
fn user_names_have_few_characters_and_addresses_are_addresses() {
    for right in ["charlotte", "A.b-c_9@d", "9", "@"] {
        let update = expected(|update| update.sign_in.username = Some(parsed(right, Username::parse)));
        assert_eq!(read(&json!({"userName": right})).unwrap().0, update);
    }
    for (wrong, code) in
        [("a b", "username"), ("a+b", "username"), ("josé", "username"), ("a/b", "username"), (" ", "blank")]
    {
        assert_eq!(read(&json!({"userName": wrong})), Err(vec![format!("/userName {code}")]), "{wrong}");
    }
    let odd = expected(|update| update.sign_in.username = Some(parsed("a+b", Username::parse)));
    assert_eq!(write_update(NAME, &odd, &Context::UNKNOWN), Err(lines(&["username: out of rule"])));
    for wrong in ["charlotte", "@example.com", "a@", "a b@example.com", "a@@example.com", "a@example.com "] {
        assert_eq!(read(&json!({"email": wrong})), Err(lines(&["/email email"])), "{wrong}");
    }
    for right in ["a+b@example.com", "a@mail.example.co.uk"] {
        assert_eq!(read(&json!({"email": right})).unwrap().0.sign_in.email, Some(parsed(right, Email::parse)));
    }
}

#[test]
fn the_id_is_any_text_and_that_of_the_path() {
    let own = user_id("9E024A11-EE81-4ACF-B07EA2C40930E85E");
    let context = Context::UNKNOWN.with_id(Some(&own));
    assert_eq!(read_update(NAME, &json!({}), &context), Ok(UserUpdate::new(own.clone())));
    assert_eq!(read(&json!({"id": own.as_str()})), Ok((UserUpdate::new(own.clone()), lines(&["id /id"]))));
    let other = dialect(NAME).decode_update(json!({"id": OTHER_ID}).to_string().as_bytes(), &context).unwrap_err();
    assert_eq!((problems_of(&other), other.status()), (lines(&["/id conflict"]), 409));
    let (body, written_to) = write_with(&*dialect(NAME), &UserUpdate::new(own), &Context::UNKNOWN).unwrap();
    assert_eq!((body, written_to), (json!({}), lines(&["id in the path"])));
}

#[test]
fn what_an_update_cannot_write_may_be_null_or_as_it_is() {
    let answer = json(&fixture("legacy/user.json"));
    let current = read_user(NAME, &answer);
    let known = Context::UNKNOWN.with_current(Some(&current));
    for member in ["roles", "numericId", "accountId", "tags", "preferences"] {
        assert_eq!(read(&json!({ member: null })), Ok((UserUpdate::default(), Vec::new())), "{member}");
        let repeated = json!({ member: answer[member] });
        assert_eq!(read_update(NAME, &repeated, &known), Ok(UserUpdate::default()), "{member}");
        for body in [&repeated, &json!({ member: [] })] {
            assert_eq!(read(body), Err(vec![format!("/{member} read-only")]), "{member}");
        }
    }
    let mut whole = answer.clone();
    whole["firstName"] = json!("Anne");
    let update = read_update(NAME, &whole, &known).expect("the current user with one change");
    assert_eq!(update.name.given, Patch::Set(parsed("Anne", Text::parse)));
}

#[test]
fn all_problems_are_told_at_once() {
    let wrong = json!({"email": "x", "status": "", "address": {"city": 7}});
    let three = ["/address/city type", "/email email", "/status not-clearable"];
    assert_eq!(read(&wrong), Err(lines(&three)));
    assert_eq!(read(&json!({"extra": {"deep": 1}})), Err(lines(&["/extra unknown-member"])));
    let tolerant = dialect_with(NAME, Settings::default().tolerate_unknown_members());
    let told = read_with(&*tolerant, br#"{"extra":1,"address":{"zip":"1"}}"#, &Context::UNKNOWN);
    assert_eq!(told, Ok((UserUpdate::default(), lines(&["unknown /address/zip", "unknown /extra"]))));
    let twice = br#"{"email":"a@example.com","email":"b@example.com","address":{"city":"A","city":"A"}}"#;
    let problems = read_with(&*dialect(NAME), twice, &Context::UNKNOWN);
    assert_eq!(problems, Err(lines(&["/address/city duplicate-member", "/email duplicate-member"])));
}

#[test]
fn what_it_cannot_say_is_refused_with_its_reason() {
    let mut update = expected(|update| update.access.user_type = Some(UserType::Member));
    update.access.roles = Some(vec![parsed("5460fbd9e4b0deacf4b59b7f", RoleId::parse)]);
    update.profile.time_zone = Patch::Set(parsed("UTC", TimeZone::parse));
    update.profile.website = Patch::Clear;
    update.address.area = Patch::Clear;
    update.work.cscs = Patch::Set(parsed("C1", Text::parse));
    update.sign_in.password = Some(parsed("short", Password::parse));
    let lost = [
        "area: unsupported",
        "cscs: unsupported",
        "password: out of rule",
        "roles: unsupported",
        "time_zone: unsupported",
        "user_type: unsupported",
        "website: unsupported",
    ];
    assert_eq!(write_update(NAME, &update, &Context::UNKNOWN), Err(lines(&lost)));
    let full = expected(|update| update.name.full = text("Cher"));
    let (body, _) = write_with(&*dialect(NAME), &full, &Context::UNKNOWN).unwrap();
    assert_eq!(body, json!({"firstName": "Cher", "lastName": ""}));
}

#[test]
fn a_complete_write_says_all_that_is_known_but_the_password() {
    let complete = dialect_with(NAME, Settings::default().write_complete());
    let mut current = User::new(user_id("1"));
    seed().apply(&mut current);
    current.contact.mobile = None;
    let update = expected(|update| update.profile.company = Patch::Clear);
    let mut whole = json(&fixture("legacy/update.json"));
    whole["company"] = json!("");
    for absent in ["password", "mobile"] {
        whole.as_object_mut().unwrap().remove(absent);
    }
    let (body, _) = write_with(&*complete, &update, &Context::UNKNOWN.with_current(Some(&current))).unwrap();
    assert_eq!(body, whole);
    let (body, _) = write_with(&*complete, &update, &Context::UNKNOWN).unwrap();
    assert_eq!(body, json!({"company": ""}));
}
