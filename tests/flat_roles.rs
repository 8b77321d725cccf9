//! GoRules BRMS's flat JSON with roles: updates, answers and refusals, as the seed shows them and in every odd spelling.
#![cfg(feature = "flat-roles")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod adapter;
mod support;

use adapter::{
    ID, OTHER_ID, changes, failure, holds_back, holds_one_change_at_a_time, holds_unchanged,
    holds_unchanged_whatever_it_says, parsed, problems_of, read_update, read_user, read_with, readings, sorted, told,
    told_of, typed, user_id, with, without, write_update, write_user, write_with, writings,
};
use idiolect::dialect::{Context, DialectExt, FailureMessage, Settings};
use idiolect::model::{
    Code, Country, Date, Email, Failure, FailureKind, Name, Patch, Place, Refusal, Role, RoleId, Status, Text,
    Timestamp, User, UserType, UserUpdate, parse_date,
};
use serde_json::{Value, json};
use support::{dialect, dialect_with, fixture, json};

const NAME: &str = "flat-roles";

fn text(value: &str) -> Option<Text> {
    Some(parsed(value, Text::parse))
}

fn expected(change: impl FnOnce(&mut UserUpdate)) -> UserUpdate {
    let mut update = UserUpdate::default();
    change(&mut update);
    update
}

fn read(body: &Value) -> Result<(UserUpdate, Vec<String>), Vec<String>> {
    read_with(&*dialect(NAME), body.to_string().as_bytes(), &Context::UNKNOWN)
}

fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn seed_update() -> UserUpdate {
    expected(|update| {
        update.name.given = Patch::Set(parsed("Charlotte", Text::parse));
        update.name.family = Patch::Set(parsed("Thompson", Text::parse));
        update.access.status = Some(Status::Active);
        update.access.user_type = Some(UserType::Invited);
        update.access.roles = Some(vec![parsed(ID, RoleId::parse)]);
    })
}

/// The seed with a value in the place of each placeholder that has a rule.
fn answer() -> Value {
    let values = [
        ("/email", "charlotte@example.com"),
        ("/createdAt", "2023-11-07T05:31:56Z"),
        ("/updatedAt", "2024-01-02T03:04:05.12345Z"),
    ];
    let seed = json(&fixture("flat_roles/user.json"));
    values.into_iter().fold(seed, |answer, (pointer, value)| with(&answer, pointer, json!(value)))
}

fn user_of_answer() -> User {
    let mut user = User::new(user_id(ID));
    user.name = Name::new(None, text("<string>"), text("<string>"));
    user.sign_in.email = Some(parsed("charlotte@example.com", Email::parse));
    user.access.status = Some(Status::Active);
    user.access.user_type = Some(UserType::Invited);
    user.access.service_account = Some(true);
    let mut role = Role::new(parsed(ID, RoleId::parse));
    role.name = text("<string>");
    role.description = text("<string>");
    user.access.roles = Some(vec![role]);
    user.history.created_at = Some(parsed("2023-11-07T05:31:56Z", Timestamp::parse));
    user.history.updated_at = Some(parsed("2024-01-02T03:04:05.12345Z", Timestamp::parse));
    user
}

#[test]
fn the_seed_update_is_read_whole_and_written_back() {
    let body = fixture("flat_roles/update.json");
    let (update, read_from) = read_with(&*dialect(NAME), &body, &Context::UNKNOWN).unwrap();
    assert_eq!(update, seed_update());
    let places =
        ["family_name /lastName", "given_name /firstName", "roles /roles", "status /status", "user_type /type"];
    assert_eq!(read_from, places);
    let (again, written_to) = write_with(&*dialect(NAME), &update, &Context::UNKNOWN).unwrap();
    assert_eq!((again, written_to), (json(&body), lines(&places)));
    assert_eq!(write_update(NAME, &UserUpdate::default(), &Context::UNKNOWN), Ok(json!({})));
    assert_eq!(read(&json!({})), Ok((UserUpdate::default(), Vec::new())));
}

type Expect = fn(&mut UserUpdate, Patch<&str>);

#[test]
fn each_name_alone_keeps_clears_sets_or_is_a_problem() {
    let names: [(&str, &str, Expect); 2] = [
        ("firstName", "given_name", |update, patch| update.name.given = typed(patch, Text::parse)),
        ("lastName", "family_name", |update, patch| update.name.family = typed(patch, Text::parse)),
    ];
    for (member, name, expect) in names {
        for (value, patch) in [("", Patch::Clear), ("<string>", Patch::Set("<string>"))] {
            let update = expected(|update| expect(update, patch));
            assert_eq!(read(&json!({ member: value })), Ok((update.clone(), vec![format!("{name} /{member}")])));
            assert_eq!(write_update(NAME, &update, &Context::UNKNOWN), Ok(json!({ member: value })));
        }
        let not_clearable = vec![format!("/{member} not-clearable")];
        assert_eq!(read(&json!({ member: null })), Err(not_clearable));
        for mistyped in [json!(7), json!(true), json!([]), json!({})] {
            assert_eq!(read(&json!({ member: mistyped })), Err(vec![format!("/{member} type")]));
        }
        for (wrong, code) in [(" ", "blank"), ("a\u{0}b", "control-character")] {
            assert_eq!(read(&json!({ member: wrong })), Err(vec![format!("/{member} {code}")]));
        }
    }
}

#[test]
fn status_and_type_take_their_own_words_alone() {
    let statuses = [("active", Status::Active), ("disabled", Status::Disabled), ("locked", Status::Locked)];
    for (word, status) in statuses {
        let update = expected(|update| update.access.status = Some(status));
        assert_eq!(read(&json!({"status": word})), Ok((update.clone(), lines(&["status /status"]))));
        assert_eq!(write_update(NAME, &update, &Context::UNKNOWN), Ok(json!({"status": word})));
    }
    let types = [
        ("invited", UserType::Invited),
        ("member", UserType::Member),
        ("author", UserType::Author),
        ("admin", UserType::Admin),
        ("owner", UserType::Owner),
    ];
    for (word, user_type) in types {
        let update = expected(|update| update.access.user_type = Some(user_type));
        assert_eq!(read(&json!({"type": word})), Ok((update.clone(), lines(&["user_type /type"]))));
        assert_eq!(write_update(NAME, &update, &Context::UNKNOWN), Ok(json!({"type": word})));
    }
    for member in ["status", "type"] {
        for (value, code) in [
            (json!(null), "not-clearable"),
            (json!(""), "not-clearable"),
            (json!("ACTIVE"), "not-allowed"),
            (json!("pending"), "not-allowed"),
            (json!(" "), "not-allowed"),
            (json!(7), "type"),
            (json!(true), "type"),
            (json!(["active"]), "type"),
        ] {
            assert_eq!(read(&json!({ member: value })), Err(vec![format!("/{member} {code}")]));
        }
    }
}

#[test]
fn roles_are_ids_and_an_empty_list_removes_all() {
    for ids in [vec![], vec![ID], vec![OTHER_ID, ID]] {
        let update =
            expected(|update| update.access.roles = Some(ids.iter().map(|id| parsed(id, RoleId::parse)).collect()));
        assert_eq!(read(&json!({"roles": ids})), Ok((update.clone(), lines(&["roles /roles"]))));
        assert_eq!(write_update(NAME, &update, &Context::UNKNOWN), Ok(json!({"roles": ids})));
    }
    let near = expected(|update| update.access.roles = Some(vec![parsed("5460fbd9e4b0deacf4b59b7f", RoleId::parse)]));
    assert_eq!(write_update(NAME, &near, &Context::UNKNOWN), Err(lines(&["roles: out of rule"])));
    for (roles, problems) in [
        (json!(null), &["/roles not-clearable"][..]),
        (json!(""), &["/roles type"]),
        (json!({}), &["/roles type"]),
        (json!([ID, null]), &["/roles/1 type"]),
        (json!(["x", 7, ID, ""]), &["/roles/0 uuid", "/roles/1 type", "/roles/3 uuid"]),
        (json!(["5460fbd9e4b0deacf4b59b7f"]), &["/roles/0 uuid"]),
        (json!(["{3c90c3cc-0d44-4b50-8888-8dd25736052a}"]), &["/roles/0 uuid"]),
        (json!([{"id": ID}]), &["/roles/0 type"]),
    ] {
        assert_eq!(read(&json!({"roles": roles})), Err(lines(problems)), "{roles}");
    }
}

#[test]
fn the_id_is_a_uuid_and_that_of_the_path() {
    let own = user_id(ID);
    let context = Context::UNKNOWN.with_id(Some(&own));
    assert_eq!(read_update(NAME, &json!({}), &context), Ok(UserUpdate::new(own.clone())));
    assert_eq!(read(&json!({"id": ID})), Ok((UserUpdate::new(own.clone()), lines(&["id /id"]))));
    for (id, code, status) in [(OTHER_ID, "conflict", 409), ("x", "uuid", 400)] {
        let error = dialect(NAME).decode_update(json!({"id": id}).to_string().as_bytes(), &context).unwrap_err();
        assert_eq!((problems_of(&error), error.status()), (vec![format!("/id {code}")], status));
    }
    let near = user_id("9E024A11-EE81-4ACF-B07EA2C40930E85E");
    assert_eq!(read_update(NAME, &json!({}), &Context::UNKNOWN.with_id(Some(&near))), Err(lines(&[" uuid"])));
    let (body, written_to) = write_with(&*dialect(NAME), &UserUpdate::new(own), &Context::UNKNOWN).unwrap();
    assert_eq!((body, written_to), (json!({}), lines(&["id in the path"])));
    let unsaid = write_update(NAME, &UserUpdate::new(near), &Context::UNKNOWN);
    assert_eq!(unsaid, Err(lines(&["id: out of rule"])));
}

#[test]
fn what_an_update_cannot_write_may_be_null_or_as_it_is() {
    let members = ["email", "createdAt", "updatedAt", "isService"];
    let current = user_of_answer();
    let seed = read_user(NAME, &json(&fixture("flat_roles/user.json")));
    for member in members {
        assert_eq!(read(&json!({ member: null })), Ok((UserUpdate::default(), Vec::new())));
        let read_only = Err(vec![format!("/{member} read-only")]);
        for value in [json!("x"), json!(""), json!(7), json!(false)] {
            assert_eq!(read(&json!({ member: value })).map(|_| ()), read_only.clone().map(|(): ()| ()), "{member}");
            let known = Context::UNKNOWN.with_current(Some(&current));
            assert_eq!(read_update(NAME, &json!({ member: value }), &known).map(|_| ()), read_only, "{member}");
        }
        for (user, answer) in [(&current, answer()), (&seed, json(&fixture("flat_roles/user.json")))] {
            let known = Context::UNKNOWN.with_current(Some(user));
            let repeated = json!({ member: answer[member] });
            assert_eq!(read_update(NAME, &repeated, &known), Ok(UserUpdate::default()), "{repeated}");
        }
    }
}

#[test]
fn all_problems_are_told_at_once() {
    let wrong = json!({"firstName": null, "status": "gone", "roles": ["x"]});
    let three = ["/firstName not-clearable", "/roles/0 uuid", "/status not-allowed"];
    assert_eq!(read(&wrong), Err(lines(&three)));
    assert_eq!(read(&json!({"extra": {"deep": 1}})), Err(lines(&["/extra unknown-member"])));
    let tolerant = dialect_with(NAME, Settings::default().tolerate_unknown_members());
    let told = read_with(&*tolerant, br#"{"extra":1,"company":""}"#, &Context::UNKNOWN);
    assert_eq!(told, Ok((UserUpdate::default(), lines(&["unknown /company", "unknown /extra"]))));
    let twice = br#"{"firstName":"A","firstName":"A","roles":7}"#;
    let problems = read_with(&*dialect(NAME), twice, &Context::UNKNOWN);
    assert_eq!(problems, Err(lines(&["/firstName duplicate-member", "/roles type"])));
}

#[test]
fn what_it_cannot_say_is_refused_with_its_reason() {
    let mut update = seed_update();
    update.access.status = Some(Status::Deleted);
    update.sign_in.email = Some(parsed("charlotte@example.com", Email::parse));
    update.profile.company = Patch::Clear;
    update.profile.date_of_birth = Patch::Set(parse_date("1985-06-15").unwrap().date as Date);
    update.address.country = Patch::Set(parsed("GB", Country::parse));
    let unsupported = ["company", "country", "date_of_birth", "email"].map(|name| format!("{name}: unsupported"));
    let lost = [&unsupported[..], &lines(&["status: out of rule"])].concat();
    assert_eq!(write_update(NAME, &update, &Context::UNKNOWN), Err(lost));
    let mut current = User::new(user_id(ID));
    update.apply(&mut current);
    let known = Context::UNKNOWN.with_current(Some(&current));
    let (_, written_to) = write_with(&*dialect(NAME), &update, &known).unwrap();
    let unneeded = ["company", "country", "date_of_birth", "email", "status"].map(|name| format!("{name} unneeded"));
    let unneeded_written: Vec<String> = written_to.into_iter().filter(|line| line.ends_with("unneeded")).collect();
    assert_eq!(unneeded_written, unneeded);

    let full = expected(|update| update.name.full = text("Mary van Dyke"));
    let (body, written_to) = write_with(&*dialect(NAME), &full, &Context::UNKNOWN).unwrap();
    assert_eq!(body, json!({"firstName": "Mary van", "lastName": "Dyke"}));
    let split = "(full name split at its last space)";
    assert_eq!(written_to, [format!("full_name /firstName {split}"), format!("full_name /lastName {split}")]);
}

#[test]
fn a_complete_write_says_all_that_is_known() {
    let complete = dialect_with(NAME, Settings::default().write_complete());
    let current = user_of_answer();
    let update = expected(|update| update.name.given = Patch::Clear);
    let (body, _) = write_with(&*complete, &update, &Context::UNKNOWN.with_current(Some(&current))).unwrap();
    let whole = json!({"firstName": "", "lastName": "<string>", "status": "active", "type": "invited", "roles": [ID]});
    assert_eq!(body, whole);
    let (body, _) = write_with(&*complete, &update, &Context::UNKNOWN).unwrap();
    assert_eq!(body, json!({"firstName": ""}));
}

#[test]
fn an_answer_is_read_from_its_places_and_written_there() {
    let decoded = dialect(NAME).decode_user(answer().to_string().as_bytes()).unwrap();
    assert_eq!(decoded.value, user_of_answer());
    let places = [
        "created_at /createdAt",
        "email /email",
        "family_name /lastName",
        "given_name /firstName",
        "id /id",
        "roles /roles",
        "service_account /isService",
        "status /status",
        "updated_at /updatedAt",
        "user_type /type",
    ];
    assert_eq!(readings(&decoded.trace), places);
    let encoded = dialect(NAME).encode_user(&decoded.value);
    assert_eq!(json(&encoded.body), answer());
    let mut written = writings(&encoded.trace);
    written.retain(|line| !line.starts_with("full_name"));
    assert_eq!(written, places);
}

#[test]
fn the_seed_answer_is_read_as_far_as_it_goes_and_comes_back_as_it_was() {
    let seed = json(&fixture("flat_roles/user.json"));
    let user = read_user(NAME, &seed);
    let mut expected = user_of_answer();
    expected.sign_in.email = None;
    expected.history.created_at = None;
    expected.history.updated_at = None;
    expected.remainder = user.remainder.clone();
    assert_eq!(user, expected);
    let left: Vec<&str> = user.remainder.entries().map(|entry| entry.pointer.as_str()).collect();
    assert_eq!(sorted(lines(&left)), ["/createdAt", "/email", "/updatedAt"]);
    assert_eq!(write_user(NAME, &user), seed);
}

/// An answer with two roles and everything in it that no document tells of.
fn odd() -> Value {
    let mut odd = with(&answer(), "/extra", json!({"deep": [1, null]}));
    odd = with(&odd, "/type", json!("Self"));
    odd = with(&odd, "/status", json!("pending"));
    odd = with(&odd, "/lastName", json!(null));
    odd = with(&odd, "/createdAt", json!(""));
    odd["roles"] = json!([
        {"id": ID, "name": "Admin", "description": null, "permissions": null},
        {"id": OTHER_ID, "name": "", "extra": 1e3},
    ]);
    odd
}

#[test]
fn whatever_an_answer_says_comes_back_as_it_was() {
    for base in [answer(), odd()] {
        holds_unchanged(NAME, base.to_string().as_bytes());
        holds_unchanged_whatever_it_says(NAME, &base, &["/id"]);
    }
    for base in [json!({"id": ID}), json!({"id": ID, "roles": []}), json!({"id": ID, "roles": [null]})] {
        holds_unchanged(NAME, base.to_string().as_bytes());
    }
}

#[test]
fn only_a_user_without_an_id_is_an_error() {
    for id in [json!(null), json!(""), json!(" "), json!({}), json!(true)] {
        let error = dialect(NAME).decode_user(with(&odd(), "/id", id).to_string().as_bytes()).unwrap_err();
        assert_eq!((problems_of(&error), error.status()), (lines(&["/id required"]), 502));
    }
    let error = dialect(NAME).decode_user(without(&odd(), "/id").to_string().as_bytes()).unwrap_err();
    assert_eq!(problems_of(&error), ["/id required"]);
}

#[test]
fn with_one_attribute_changed_exactly_that_member_differs() {
    holds_one_change_at_a_time(
        NAME,
        &odd(),
        &[
            (|_| (), &[]),
            (|user| user.name = Name::new(None, text("Anne"), None), &["/firstName = \"Anne\""]),
            (|user| user.name = Name::new(None, text("<string>"), text("Lee")), &["/lastName = \"Lee\""]),
            (|user| user.sign_in.email = None, &["/email gone"]),
            (|user| user.access.status = Some(Status::Disabled), &["/status = \"disabled\""]),
            (|user| user.access.user_type = Some(UserType::Owner), &["/type = \"owner\""]),
            (|user| user.access.service_account = Some(false), &["/isService = false"]),
            (
                |user| user.history.created_at = Some(parsed("2023-11-07T05:31:56Z", Timestamp::parse)),
                &["/createdAt = \"2023-11-07T05:31:56Z\""],
            ),
            (|user| user.history.updated_at = None, &["/updatedAt gone"]),
            (|user| user.access.roles = None, &["/roles gone"]),
            (
                |user| user.access.roles.as_mut().unwrap()[0].description = text("All"),
                &["/roles/0/description = \"All\""],
            ),
        ],
    );
    let user = read_user(NAME, &odd());
    let mut swapped = (odd(), user.clone());
    swapped.0["roles"].as_array_mut().unwrap().swap(0, 1);
    swapped.1.access.roles.as_mut().unwrap().swap(0, 1);
    let mut fewer = (without(&odd(), "/roles/0"), user);
    fewer.1.access.roles.as_mut().unwrap().remove(0);
    for (expected, user) in [swapped, fewer] {
        assert_eq!(changes(&expected, &write_user(NAME, &user)), [""; 0]);
    }
}

#[cfg(feature = "legacy")]
#[test]
fn another_dialect_gets_what_was_read_and_an_account_of_the_rest() {
    let disabled = with(&answer(), "/status", json!("disabled"));
    let translation = support::user(NAME, "legacy", disabled.to_string().as_bytes());
    let role = json!({"id": ID, "displayName": "<string>", "description": "<string>"});
    let body = json!({"id": ID, "firstName": "<string>", "lastName": "<string>", "email": "charlotte@example.com",
        "status": "LOCKED", "roles": [role]});
    assert_eq!(json(&translation.body), body);
    let expected = [
        "created_at dropped: unsupported",
        "service_account dropped: unsupported",
        "status adapted: the nearest status the target has",
        "updated_at dropped: unsupported",
        "user_type dropped: unsupported",
    ];
    assert_eq!(adapter::not_carried(&translation.report), expected);
}

#[test]
fn each_shape_of_a_refusal_is_read() {
    let own = json!({"statusCode": 400, "message": "no", "errors": [
        {"path": "/firstName", "code": "too-long", "message": "m1"},
        {"path": "roles[1]", "code": "their-own", "message": "m2"},
        {"path": "/other", "message": "m3"},
    ]});
    let problems =
        ["invalid", "given_name /firstName too-long: m1", "roles /roles/1 refused: m2", "- /other refused: m3", "no"];
    assert_eq!(failure(NAME, Some(400), own.to_string().as_bytes()), problems);
    for (status, body, expected) in [
        (None, r#"{"statusCode":404,"message":"M"}"#, &["not-found", "M"][..]),
        (Some(401), "Unauthorized", &["unauthenticated", "Unauthorized"]),
        (Some(403), r#"{"error":"E","error_description":"D"}"#, &["forbidden", "E", "D"]),
        (Some(404), r#"{"error":"E"}"#, &["not-found", "E"]),
        (Some(409), r#"{"title":"T","status":409,"detail":"D"}"#, &["conflict", "T", "D"]),
        (Some(429), "", &["rate-limited"]),
        (Some(408), " ", &["timeout"]),
        (Some(500), "{", &["upstream", "{"]),
        (Some(502), "[]", &["upstream", "[]"]),
        (Some(503), "{}", &["unavailable"]),
        (
            Some(400),
            r#"{"message":["a must be b","c"],"error":"Bad Request"}"#,
            &["invalid", "Bad Request", "a must be b"],
        ),
    ] {
        assert_eq!(failure(NAME, status, body.as_bytes()), expected, "{body}");
    }
    let detailed = br#"{"title":"T","status":400,"detail":{"firstName":"bad"}}"#;
    assert_eq!(failure(NAME, Some(400), detailed), ["invalid", "given_name /firstName refused: bad", "T"]);
    let quoting = json!({"message": "hunter2", "detail": "hunter2",
        "errors": [{"path": "/firstName", "code": "hunter2", "message": "hunter2"}]});
    holds_back(NAME, 400, quoting.to_string().as_bytes(), &["hunter2"]);
    holds_back(NAME, 500, b"hunter2", &["hunter2"]);
}

#[test]
fn a_refusal_is_written_with_its_problems() {
    for kind in FailureKind::ALL {
        let body = json!({"statusCode": kind.status(), "message": kind.title()});
        assert_eq!(told(NAME, &Failure::new(*kind)), (kind.status(), Some(body)));
    }
    let wrong = json!({"extra": "hunter2", "firstName": null, "roles": [7]});
    let cleared = "a value is expected; to leave this as it is, leave the member out";
    let body = json!({"statusCode": 400, "message": "The request is not valid", "errors": [
        {"path": "/extra", "code": "unknown-member", "message": "the format has no member of this name here"},
        {"path": "/firstName", "code": "not-clearable", "message": cleared},
        {"path": "/roles/0", "code": "type", "message": "a string is expected"},
    ]});
    assert_eq!(told_of(NAME, &wrong, &Context::UNKNOWN), (400, Some(body)));

    let mut failure = Failure::new(FailureKind::Conflict);
    failure.retry_after = Some(std::time::Duration::from_secs(3));
    for pointer in ["/firstName", "/roles/1", "/a~1b"] {
        let mut refusal = Refusal::new(Code::REFUSED, "the service refuses this value".into());
        refusal.place = Some(Place::new(NAME.to_owned(), pointer.to_owned()));
        failure.problems.push(refusal);
    }
    let message: FailureMessage = dialect(NAME).encode_failure(&failure).message;
    let again = dialect(NAME).decode_failure(&message).value;
    let places = |failure: &Failure| failure.problems.iter().map(|one| one.place.clone()).collect::<Vec<_>>();
    assert_eq!((again.kind, again.retry_after), (failure.kind, failure.retry_after));
    assert_eq!(places(&again), places(&failure));
}
