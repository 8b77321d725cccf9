//! Duplicate members: with the same name, an escaped name, or a name in another case.

use serde_json::{Value, json};

use crate::messages::{Gap, all, holds_unchanged, objects, update, update_json, user};
use crate::support::variations::escaped;

/// The object with another member after all others.
fn and_member(object: &Value, name: &str, value: &str) -> String {
    let object = object.to_string();
    let (members, _) = object.rsplit_once('}').unwrap();
    let separator = if members == "{" { "" } else { "," };
    format!("{members}{separator}{name}:{value}}}")
}

/// The name with every character escaped.
fn twin(name: &str) -> String {
    let units: Vec<String> = name.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    format!("\"{}\"", units.concat())
}

fn in_other_letters(name: &str) -> String {
    name.chars()
        .map(
            |one| {
                if one.is_lowercase() { one.to_ascii_uppercase() } else { one.to_ascii_lowercase() }
            },
        )
        .collect()
}

/// Each member of each object of the message: the path of the object, the name, and the value.
fn members(message: &Value) -> Vec<(String, String, Value)> {
    let of_object = |place: String| {
        let members = message.pointer(&place).unwrap().as_object().unwrap().clone();
        members.into_iter().map(move |(name, value)| (place.clone(), name, value))
    };
    objects(message).into_iter().flat_map(of_object).collect()
}

#[test]
fn a_duplicate_member_of_an_update_is_one_problem_and_neither_value_is_used() {
    let mut tried = 0;
    for fixture in all("update") {
        let message = fixture.json();
        for (place, name, value) in members(&message) {
            let (object, gap) = (message.pointer(&place).unwrap(), Gap::at(&message, &place));
            let at = format!("{place}/{}", escaped(&name));
            let duplicate = format!("{at} duplicate-member");
            let inner = Gap::at(&message, &at);
            for again in
                [value.to_string(), "null".to_owned(), "\"other\"".to_owned(), "[1.5]".to_owned()]
            {
                // The value of the last one may be a problem of its own, at the same path.
                let own =
                    update(&*fixture.dialect, &inner.filled(&again)).err().unwrap_or_default();
                for written in [json!(name).to_string(), twin(&name)] {
                    let body = gap.filled(and_member(object, &written, &again));
                    let mut problems = update(&*fixture.dialect, &body).map(|_| ()).unwrap_err();
                    let found = problems.iter().position(|problem| *problem == duplicate);
                    problems.remove(
                        found.unwrap_or_else(|| panic!("{}: {problems:?}", fixture.at(&at))),
                    );
                    assert_eq!(problems, own, "{}", fixture.at(&at));
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

/// For any number of members and duplicates: above sixteen members the lookup is another one.
#[test]
fn a_member_repeated_many_times_is_one_problem() {
    for fixture in all("update") {
        let message = fixture.json();
        for times in [2, 3, 17, 1000] {
            let (name, value) = message.as_object().unwrap().iter().next().unwrap();
            let mut object = message.clone().to_string();
            for _ in 1..times {
                object = format!("{},{}:{value}}}", &object[..object.len() - 1], twin(name));
            }
            let problems = update(&*fixture.dialect, object.as_bytes()).map(|_| ()).unwrap_err();
            assert_eq!(
                problems,
                [format!("/{} duplicate-member", escaped(name))],
                "{}",
                fixture.at("the message")
            );
        }
    }
}

#[test]
fn the_last_of_a_duplicate_member_of_a_user_is_used_and_written_back() {
    for fixture in all("user") {
        let message = fixture.json();
        let plain = holds_unchanged(
            &*fixture.dialect,
            message.to_string().as_bytes(),
            &fixture.at("as it is"),
        )
        .value;
        for (place, name, _) in members(&message) {
            let at = format!("{place}/{}", escaped(&name));
            let (object, gap) =
                (message.pointer(&place).unwrap().to_string(), Gap::at(&message, &place));
            for written in [json!(name).to_string(), twin(&name)] {
                // The value before it is ignored.
                for first in ["null", "{\"id\":\"x\"}", "[1.5]", "\"other\""] {
                    let body = gap.filled(format!("{{{written}:{first},{}", &object[1..]));
                    let read = user(&*fixture.dialect, &body)
                        .unwrap_or_else(|_| panic!("{}", fixture.at(&at)))
                        .value;
                    assert!(read == plain, "{}", fixture.at(&at));
                }
            }
        }
    }
}

#[test]
fn a_name_in_another_case_is_another_name() {
    for fixture in all("update") {
        let message = fixture.json();
        for (place, name, value) in members(&message) {
            let (object, gap) = (message.pointer(&place).unwrap(), Gap::at(&message, &place));
            let other = in_other_letters(&name);
            let body =
                gap.filled(and_member(object, &json!(other).to_string(), &value.to_string()));
            let at = format!("{place}/{}", escaped(&other));
            let read = update(&*fixture.dialect, &body).map(|read| update_json(&read.value));
            if object.get(&other).is_some() || other == name {
                continue;
            }
            let own = update_json(&update(&*fixture.dialect, &fixture.body).unwrap().value);
            match place.rsplit('/').next().unwrap() {
                // Any name is a valid key of a setting.
                "customSettings" | "custom_settings" => {
                    let mut expected = own;
                    expected["custom_settings"][&other] = value;
                    assert_eq!(read, Ok(expected), "{}", fixture.at(&at));
                }
                _ => assert_eq!(
                    read,
                    Err(vec![format!("{at} unknown-member")]),
                    "{}",
                    fixture.at(&at)
                ),
            }
        }
    }
}
