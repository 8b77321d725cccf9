//! Updates in JSON:API: read, refused, written.

use idiolect::dialect::{Context, DialectExt, LossPolicy, Settings};
use idiolect::model::{
    Country, Date, Email, Fault, LanguageTag, MembershipGrant, Patch, Phone, RoleId, Setting, SettingKey, Status, Text,
    TimeZone, User, UserType, UserUpdate, Username, What3Words, parse_date,
};
use serde_json::{Value, json};

use super::adapter::{
    ID, OTHER_ID, parsed, read_update, read_user, read_with, sorted, typed, user_id, with, write_update, write_with,
};
use super::support::{dialect, dialect_with, fixture, json};
use super::{NAME, at, document};

type Expect = fn(&mut UserUpdate, Patch<&str>);

fn date(text: &str) -> Result<Date, Fault> {
    parse_date(text).map(|written| written.date)
}

/// Each member of the profile: its place, its attribute, a value, one that breaks the rule, the code for that.
const MEMBERS: [(&str, &str, &str, &str, &str, Expect); 22] = [
    ("address/area", "area", "Central London", " ", "blank", |u, p| u.address.area = typed(p, Text::parse)),
    ("address/country_code", "country", "GB", "GBR", "country", |u, p| u.address.country = typed(p, Country::parse)),
    ("address/county", "county", "Kent", "\u{7}", "control-character", |u, p| u.address.county = typed(p, Text::parse)),
    ("address/name", "building", "The Shard", " ", "blank", |u, p| u.address.building = typed(p, Text::parse)),
    ("address/number", "house_number", "32A", " ", "blank", |u, p| u.address.house_number = typed(p, Text::parse)),
    ("address/postcode", "postcode", "SE1 9SG", " ", "blank", |u, p| u.address.postcode = typed(p, Text::parse)),
    ("address/street", "street", "London Bridge Street", " ", "blank", |u, p| u.address.street = typed(p, Text::parse)),
    ("address/town", "town", "London", " ", "blank", |u, p| u.address.town = typed(p, Text::parse)),
    ("address/what3words", "what3words", "spark.dizzy.ramp", "spark.dizzy", "what3words", |u, p| {
        u.address.what3words = typed(p, What3Words::parse);
    }),
    ("contact/landline", "landline", "020 3728 5000", "call me", "phone", |u, p| {
        u.contact.landline = typed(p, Phone::parse);
    }),
    ("contact/mobile", "mobile", "07700 900456", "none", "phone", |u, p| u.contact.mobile = typed(p, Phone::parse)),
    ("personal/dob", "date_of_birth", "1985-06-15", "15/06/1985", "date", |u, p| {
        u.profile.date_of_birth = typed(p, date);
    }),
    ("personal/first_name", "given_name", "Charlotte", " ", "blank", |u, p| u.name.given = typed(p, Text::parse)),
    ("personal/last_name", "family_name", "Thompson", "\n", "blank", |u, p| u.name.family = typed(p, Text::parse)),
    ("settings/preferred_language", "preferred_language", "en-GB", "en_GB", "language-tag", |u, p| {
        u.profile.preferred_language = typed(p, LanguageTag::parse);
    }),
    ("settings/timezone", "time_zone", "Europe/London", "<string>", "time-zone", |u, p| {
        u.profile.time_zone = typed(p, TimeZone::parse);
    }),
    ("work/cscs", "cscs", "GBCSCS789", " ", "blank", |u, p| u.work.cscs = typed(p, Text::parse)),
    ("work/eusr", "eusr", "GBEUSR012", " ", "blank", |u, p| u.work.eusr = typed(p, Text::parse)),
    ("work/occupation", "occupation", "Engineer", " ", "blank", |u, p| u.work.occupation = typed(p, Text::parse)),
    ("work/start_date", "employment_start", "2018-03-15T00:00:00.000Z", "2018-3-15", "date", |u, p| {
        u.work.employment_start = typed(p, date);
    }),
    // Spellings that are taken as they are.
    ("address/country_code", "country", "EU", "G1", "country", |u, p| u.address.country = typed(p, Country::parse)),
    ("contact/mobile", "mobile", "0", "<string>", "phone", |u, p| u.contact.mobile = typed(p, Phone::parse)),
];

fn expected(change: impl FnOnce(&mut UserUpdate)) -> UserUpdate {
    let mut update = UserUpdate::new(user_id(ID));
    change(&mut update);
    update
}

fn read(body: &Value) -> Result<(UserUpdate, Vec<String>), Vec<String>> {
    read_with(&*dialect(NAME), body.to_string().as_bytes(), &Context::UNKNOWN)
}

fn seed() -> UserUpdate {
    expected(|update| {
        for (place, _, value, _, _, expect) in &MEMBERS[..20] {
            let of_seed = json(&fixture("json_api/update.json")).pointer(&at(place)).cloned().unwrap();
            expect(update, Patch::Set(of_seed.as_str().unwrap_or(value)));
        }
    })
}

#[test]
fn the_seed_is_read_whole_and_written_back() {
    let body = fixture("json_api/update.json");
    let (update, read_from) = read_with(&*dialect(NAME), &body, &Context::UNKNOWN).unwrap();
    assert_eq!(update, seed());
    assert_eq!(update.work.employment_start, Patch::Set(date("2018-03-15").unwrap()));
    assert_eq!(update.address.town, Patch::Set(parsed("London", Text::parse)));
    let mut places: Vec<String> =
        MEMBERS[..20].iter().map(|(place, name, ..)| format!("{name} {}", at(place))).collect();
    places.push("id /data/id".to_owned());
    assert_eq!(read_from, sorted(places.clone()));
    let (again, written_to) = write_with(&*dialect(NAME), &update, &Context::UNKNOWN).unwrap();
    assert_eq!(again, json(&body));
    places.push("id in the path".to_owned());
    assert_eq!(written_to, sorted(places));
}

#[test]
fn each_member_alone_keeps_clears_sets_or_is_a_problem() {
    for (place, name, value, broken, code, expect) in MEMBERS {
        let pointer = at(place);
        let saying = |value: Value| with(&document(&json!({})), &pointer, value);
        let (group, member) = place.split_once('/').unwrap();
        let keeps = read(&document(&json!({ group: {} }))).unwrap();
        assert_eq!(keeps, (expected(|_| ()), vec!["id /data/id".to_owned()]), "{place} absent");
        for blank in [json!(null), json!("")] {
            let (update, read_from) = read(&saying(blank.clone())).unwrap();
            assert_eq!(update, expected(|update| expect(update, Patch::Clear)), "{place} {blank}");
            assert_eq!(
                read_from,
                sorted(vec!["id /data/id".to_owned(), format!("{name} {pointer}")]),
                "{place} {blank}"
            );
            assert_eq!(write_update(NAME, &update, &Context::UNKNOWN), Ok(saying(json!(""))), "{place} {blank}");
        }
        let (update, _) = read(&saying(json!(value))).unwrap();
        assert_eq!(update, expected(|update| expect(update, Patch::Set(value))), "{place}");
        let written = write_update(NAME, &update, &Context::UNKNOWN).unwrap();
        let midnight = if member == "dob" { format!("{value}T00:00:00.000Z") } else { value.to_owned() };
        assert_eq!(written, saying(json!(midnight)), "{place}");
        for mistyped in [json!(7), json!(true), json!([]), json!({}), json!(["x"])] {
            assert_eq!(read(&saying(mistyped)), Err(vec![format!("{pointer} type")]), "{place}");
        }
        assert_eq!(read(&saying(json!(broken))), Err(vec![format!("{pointer} {code}")]), "{place} {broken}");
    }
}

#[test]
fn a_group_that_is_null_clears_each_of_its_members() {
    for group in ["address", "contact", "personal", "settings", "work"] {
        let members: Vec<_> = MEMBERS[..20].iter().filter(|(place, ..)| place.starts_with(group)).collect();
        let (update, read_from) = read(&document(&json!({ group: null }))).unwrap();
        assert_eq!(update, expected(|update| members.iter().for_each(|(.., expect)| expect(update, Patch::Clear))));
        let mut places: Vec<String> = members.iter().map(|(_, name, ..)| format!("{name} {}", at(group))).collect();
        places.push("id /data/id".to_owned());
        assert_eq!(read_from, sorted(places), "{group}");
        let cleared: Vec<String> =
            members.iter().map(|(place, ..)| place.split_once('/').unwrap().1.to_owned()).collect();
        let blank: Value =
            cleared.into_iter().map(|member| (member, json!(""))).collect::<serde_json::Map<_, _>>().into();
        assert_eq!(write_update(NAME, &update, &Context::UNKNOWN), Ok(document(&json!({ group: blank }))));
        for mistyped in [json!(""), json!(7), json!([])] {
            assert_eq!(read(&document(&json!({ group: mistyped }))), Err(vec![format!("{} type", at(group))]));
        }
    }
    let identified = json!({"type": "users", "id": ID});
    for (pointer, outer) in [("/data", ""), ("/data/attributes", "/data"), ("/data/attributes/profile", "/data")] {
        for wrong in [json!(null), json!(""), json!([])] {
            let body = with(&with(&json!({}), "/data", identified.clone()), pointer, wrong);
            assert_eq!(read(&body), Err(vec![format!("{pointer} type")]), "{pointer} in {outer}");
        }
    }
}

#[test]
fn an_empty_update_changes_nothing() {
    let (empty, written_to) = write_with(&*dialect(NAME), &expected(|_| ()), &Context::UNKNOWN).unwrap();
    assert_eq!((empty.pointer("/data/type"), empty.pointer("/data/id")), (Some(&json!("users")), Some(&json!(ID))));
    assert_eq!(written_to, ["id /data/id", "id in the path"]);
    assert_eq!(read(&empty).unwrap().0, expected(|_| ()));
    assert_eq!(read(&document(&json!({}))).unwrap().0, expected(|_| ()));
}

#[test]
fn the_document_must_be_of_the_user_that_the_path_names() {
    let (own, other) = (user_id(ID), user_id(OTHER_ID));
    let context = Context::UNKNOWN.with_id(Some(&own));
    let base = document(&json!({}));
    assert_eq!(read_update(NAME, &base, &context), Ok(expected(|_| ())));
    let unnamed = json!({"data": {"type": "users"}});
    assert_eq!(read_update(NAME, &unnamed, &context), Ok(expected(|_| ())));
    assert_eq!(read_update(NAME, &unnamed, &Context::UNKNOWN), Ok(UserUpdate::default()));
    for (pointer, value, code, status) in [
        ("/data/id", json!(OTHER_ID), "conflict", 409),
        ("/data/id", json!("9E024A11-EE81-4ACF-B07EA2C40930E85E"), "uuid", 400),
        ("/data/id", json!("{3c90c3cc-0d44-4b50-8888-8dd25736052a}"), "uuid", 400),
        ("/data/id", json!("3c90c3cc0d444b5088888dd25736052a"), "uuid", 400),
        ("/data/id", json!(7), "type", 400),
        ("/data/type", json!("people"), "conflict", 409),
        ("/data/type", json!("<string>"), "conflict", 409),
        ("/data/type", json!(7), "type", 400),
    ] {
        let body = with(&base, pointer, value);
        let error = dialect(NAME).decode_update(body.to_string().as_bytes(), &context).unwrap_err();
        assert_eq!(super::adapter::problems_of(&error), [format!("{pointer} {code}")], "{body}");
        assert_eq!(error.status(), status, "{body}");
    }
    let near = user_id("9E024A11-EE81-4ACF-B07EA2C40930E85E");
    assert_eq!(read_update(NAME, &unnamed, &Context::UNKNOWN.with_id(Some(&near))), Err(vec![" uuid".to_owned()]));
    assert_eq!(read(&json!({})), Err(vec!["/data required".to_owned()]));
    assert_eq!(read(&json!({"data": {}})), Err(vec!["/data/type required".to_owned()]));

    let addressed = write_update(NAME, &UserUpdate::default(), &Context::UNKNOWN.with_id(Some(&other))).unwrap();
    assert_eq!(addressed["data"]["id"], OTHER_ID);
    let unsaid = write_update(NAME, &UserUpdate::new(near), &Context::UNKNOWN);
    assert_eq!(unsaid, Err(vec!["id: out of rule".to_owned()]));
    let nobody = dialect(NAME).encode_update(&UserUpdate::default(), &Context::UNKNOWN, &LossPolicy::Refuse);
    assert!(matches!(nobody, Err(idiolect::dialect::Error::NoId { .. })), "{nobody:?}");
}

#[test]
fn the_envelope_is_accepted_and_what_an_update_cannot_write_is_not() {
    let mut body = document(&json!({"personal": {"username": null}}));
    body["jsonapi"] = json!({"version": "1.0", "meta": {}});
    body["meta"] = json!({"any": 1});
    body["links"] = json!({"self": "/v3/users"});
    body["data"]["meta"] = json!({"grants": ["read"]});
    body["data"]["relationships"] = json!({"teams": {"data": []}});
    body["data"]["attributes"]["email"] = json!(null);
    body["data"]["attributes"]["identities"] = json!(null);
    body["included"] = json!(null);
    assert_eq!(read(&body).unwrap(), (expected(|_| ()), vec!["id /data/id".to_owned()]));

    let read_only = [
        ("/data/attributes/email", json!("other@example.com")),
        ("/data/attributes/identities", json!([])),
        ("/data/attributes/profile/personal/username", json!("other")),
        ("/included", json!([])),
    ];
    for (pointer, value) in read_only {
        assert_eq!(read(&with(&body, pointer, value)), Err(vec![format!("{pointer} read-only")]));
    }
}

#[test]
fn what_the_current_user_has_already_may_be_repeated() {
    let mut answer = json(&fixture("json_api/user.json"));
    answer["data"]["type"] = json!("users");
    for (place, _, value, ..) in &MEMBERS[..20] {
        answer = with(&answer, &at(place), json!(value));
    }
    let obfuscated = read_user(NAME, &answer);
    let told = with(&answer, "/data/attributes/email", json!("charlotte@example.com"));
    let known = read_user(NAME, &told);
    let context = |user| Context::UNKNOWN.with_current(Some(user));
    assert_eq!(read_update(NAME, &told, &context(&known)), Ok(seed_of_members()));
    let changed = with(&told, "/data/attributes/identities/0/platform", json!("kratos"));
    assert_eq!(
        read_update(NAME, &changed, &context(&known)),
        Err(vec!["/data/attributes/identities read-only".to_owned()])
    );
    // The answer had an e-mail that is none: what it said is still what the current user has.
    assert_eq!(read_update(NAME, &answer, &context(&obfuscated)), Ok(seed_of_members()));
}

fn seed_of_members() -> UserUpdate {
    expected(|update| MEMBERS[..20].iter().for_each(|(_, _, value, _, _, expect)| expect(update, Patch::Set(value))))
}

#[test]
fn unknown_and_repeated_members_are_problems_and_all_are_told_at_once() {
    let unknown = ["/extra", "/data/extra", "/data/attributes/extra", &at("extra"), &at("personal/extra")];
    for pointer in unknown {
        let body = with(&document(&json!({"personal": {}})), pointer, json!({"deep": 1}));
        assert_eq!(read(&body), Err(vec![format!("{pointer} unknown-member")]));
        let tolerant = dialect_with(NAME, Settings::default().tolerate_unknown_members());
        let told = read_with(&*tolerant, body.to_string().as_bytes(), &Context::UNKNOWN);
        assert_eq!(told, Ok((expected(|_| ()), vec!["id /data/id".to_owned(), format!("unknown {pointer}")])));
    }
    let twice = document(&json!({"contact": {"mobile": "1"}})).to_string().replace("\"1\"", "\"1\",\"mobile\":\"2\"");
    let problems = read_with(&*dialect(NAME), twice.as_bytes(), &Context::UNKNOWN);
    assert_eq!(problems, Err(vec![format!("{} duplicate-member", at("contact/mobile"))]));
    let wrong = json!({"personal": {"first_name": 7}, "address": {"country_code": "GBR"}, "contact": {"mobile": "-"}});
    let three = [("address/country_code", "country"), ("contact/mobile", "phone"), ("personal/first_name", "type")];
    let three: Vec<String> = three.iter().map(|(place, code)| format!("{} {code}", at(place))).collect();
    assert_eq!(read(&document(&wrong)), Err(three.clone()));
    let more = with(&with(&document(&wrong), "/extra", json!(1)), "/data/id", json!("x"));
    let five = [vec!["/data/id uuid".to_owned(), "/extra unknown-member".to_owned()], three].concat();
    assert_eq!(read(&more), Err(sorted(five)));
}

#[test]
fn dates_are_read_in_every_spelling_and_written_as_midnight() {
    let pointer = at("personal/dob");
    let born = |text: &str| read(&document(&json!({"personal": {"dob": text}})));
    let day = expected(|update| update.profile.date_of_birth = Patch::Set(date("1985-06-15").unwrap()));
    let fractions = (1..=9).map(|digits| format!("1985-06-15T00:00:00.{}Z", "0".repeat(digits)));
    let midnights =
        ["1985-06-15".to_owned(), "1985-06-15T00:00:00Z".to_owned(), "1985-06-15T00:00:00+00:00".to_owned()];
    for midnight in midnights.into_iter().chain(fractions) {
        assert_eq!(
            born(&midnight),
            Ok((day.clone(), vec![format!("date_of_birth {pointer}"), "id /data/id".to_owned()]))
        );
    }
    let cut = format!("date_of_birth {pointer} (time of day cut from a date)");
    for other in ["1985-06-15T10:30:00Z", "1985-06-15T00:00:00.000000001Z", "1985-06-15T23:59:59.5Z"] {
        assert_eq!(born(other), Ok((day.clone(), vec![cut.clone(), "id /data/id".to_owned()])), "{other}");
    }
    let wrong = [
        "1985-02-29",
        "1985-13-01",
        "1985-6-15",
        "85-06-15",
        "1985-06-15T",
        "1985-06-15 00:00:00Z",
        "1985-06-15T24:00:00Z",
    ];
    for wrong in wrong.into_iter().chain(["1985-06-15T00:00:00", "1985-06-15T00:00:00.0000000000Z", "0", " "]) {
        assert_eq!(born(wrong), Err(vec![format!("{pointer} date")]), "{wrong}");
    }
}

#[test]
fn texts_with_rules_of_their_own_keep_their_spelling() {
    let cases = [
        (
            "settings/preferred_language",
            &["en", "en-gb", "zh-Hant-TW"][..],
            &["english language", "e", "-"][..],
            "language-tag",
        ),
        (
            "settings/timezone",
            &["UTC", "Etc/GMT+5", "America/Argentina/Buenos_Aires"],
            &["Europe/", "Europe London"],
            "time-zone",
        ),
        ("contact/landline", &["+44 (0)20-3728.5000", "0000000000", "020 1 ext 2"], &["-", "020a"], "phone"),
        (
            "address/what3words",
            &["///spark.dizzy.ramp", "дом.сад.лес"],
            &["a.b.c.d", "a b.c.d", "..", "a..b"],
            "what3words",
        ),
        ("address/country_code", &["gb", "XX"], &["G", "United Kingdom", "Ü1"], "country"),
    ];
    for (place, right, wrong, code) in cases {
        let saying = |text: &str| with(&document(&json!({})), &at(place), json!(text));
        for text in right {
            let (update, _) = read(&saying(text)).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
            assert_eq!(write_update(NAME, &update, &Context::UNKNOWN), Ok(saying(text)));
        }
        for text in wrong {
            assert_eq!(read(&saying(text)), Err(vec![format!("{} {code}", at(place))]), "{text}");
        }
    }
}

#[test]
fn what_it_cannot_say_is_refused_with_its_reason() {
    let mut update = seed();
    update.sign_in.email = Some(parsed("charlotte@example.com", Email::parse));
    update.sign_in.username = Some(parsed("charlotte", Username::parse));
    update.sign_in.sso_id = Patch::Clear;
    update.profile.company = Patch::Clear;
    update.access.status = Some(Status::Active);
    update.access.user_type = Some(UserType::Member);
    update.access.roles = Some(vec![parsed(ID, RoleId::parse)]);
    let account = parsed("engines", idiolect::model::AccountId::parse);
    update.access.memberships = Some(vec![MembershipGrant::new(parsed("user", Text::parse), account)]);
    update.preferences.notify_by_audio = Some(true);
    update.custom_settings.insert(parsed("calendar", SettingKey::parse), Setting::Clear);
    update.address.country = Patch::Set(parsed("Atlantis", Country::parse));
    let lost = [
        "company: unsupported",
        "country: out of rule",
        "custom_settings[calendar]: unsupported",
        "email: unsupported",
        "memberships: unsupported",
        "notify_by_audio: unsupported",
        "roles: unsupported",
        "sso_id: unsupported",
        "status: unsupported",
        "user_type: unsupported",
        "username: unsupported",
    ];
    assert_eq!(write_update(NAME, &update, &Context::UNKNOWN), Err(lost.map(str::to_owned).to_vec()));
    let refused = dialect(NAME).encode_update(&update, &Context::UNKNOWN, &LossPolicy::AllowUnsupported).unwrap_err();
    assert_eq!(refused.to_string(), "the update would lose something on its way");
    assert_eq!(refused.status(), 422);

    let mut current = User::new(user_id(ID));
    update.apply(&mut current);
    let update = expected(|new| {
        new.sign_in.email = update.sign_in.email.clone();
        new.profile.company = Patch::Clear;
        new.address.country = update.address.country.clone();
    });
    let (_, written_to) = write_with(&*dialect(NAME), &update, &Context::UNKNOWN.with_current(Some(&current))).unwrap();
    assert_eq!(written_to, ["company unneeded", "country unneeded", "email unneeded", "id /data/id", "id in the path"]);
}

#[test]
fn names_and_countries_are_adapted() {
    let mut update = expected(|update| update.address.country = Patch::Set(parsed("United Kingdom", Country::parse)));
    update.name.full = Some(parsed("Mary van Dyke", Text::parse));
    let (body, written_to) = write_with(&*dialect(NAME), &update, &Context::UNKNOWN).unwrap();
    let profile =
        json!({"address": {"country_code": "GB"}, "personal": {"first_name": "Mary van", "last_name": "Dyke"}});
    assert_eq!(body, document(&profile));
    let split = "(full name split at its last space)";
    let expected = [
        format!("country {} (country name to its code)", at("address/country_code")),
        format!("full_name {} {split}", at("personal/first_name")),
        format!("full_name {} {split}", at("personal/last_name")),
        "id /data/id".to_owned(),
        "id in the path".to_owned(),
    ];
    assert_eq!(written_to, expected);
}

#[test]
fn a_complete_write_says_all_that_is_known() {
    let complete = dialect_with(NAME, Settings::default().write_complete());
    let mut current = User::new(user_id(ID));
    seed().apply(&mut current);
    current.sign_in.email = Some(parsed("charlotte@example.com", Email::parse));
    let update = expected(|update| {
        update.contact.mobile = Patch::Clear;
        update.name.given = Patch::Set(parsed("Anne", Text::parse));
    });
    let mut whole = json(&fixture("json_api/update.json"));
    whole["data"]["attributes"]["profile"]["contact"]["mobile"] = json!("");
    whole["data"]["attributes"]["profile"]["personal"]["first_name"] = json!("Anne");
    let (body, _) = write_with(&*complete, &update, &Context::UNKNOWN.with_current(Some(&current))).unwrap();
    assert_eq!(body, whole);
    let (body, _) = write_with(&*complete, &update, &Context::UNKNOWN).unwrap();
    assert_eq!(body, document(&json!({"contact": {"mobile": ""}, "personal": {"first_name": "Anne"}})));
}
