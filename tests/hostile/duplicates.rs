//! Members that are there twice: by the same name, by one that is escaped, by one in other letters.

use serde_json::{Value, json};

use crate::messages::{Gap, all, answer, holds_unchanged, objects, said, update};
use crate::support::variations::escaped;

/// The object with another member behind all others.
fn and_member(object: &Value, name: &str, value: &str) -> String {
    let object = object.to_string();
    let (members, _) = object.rsplit_once('}').unwrap();
    let separator = if members == "{" { "" } else { "," };
    format!("{members}{separator}{name}:{value}}}")
}

/// The name, every character of it escaped.
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

/// Each member of each object of the message: the place of the object, the name, and the value.
fn members(message: &Value) -> Vec<(String, String, Value)> {
    let of_object = |place: String| {
        let members = message.pointer(&place).unwrap().as_object().unwrap().clone();
        members.into_iter().map(move |(name, value)| (place.clone(), name, value))
    };
    objects(message).into_iter().flat_map(of_object).collect()
}

#[test]
fn a_member_twice_is_one_problem_of_an_update_and_not_what_either_says() {
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
                // What the last one says may be a problem of its own, at the same place.
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

/// However many there are, and however many of them are repeated: above sixteen members they are looked up otherwise.
#[test]
fn a_member_many_times_is_one_problem() {
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
fn of_a_member_twice_in_an_answer_the_last_counts_and_comes_back() {
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
                // What stands before counts for nothing, whatever it says.
                for first in ["null", "{\"id\":\"x\"}", "[1.5]", "\"other\""] {
                    let body = gap.filled(format!("{{{written}:{first},{}", &object[1..]));
                    let read = answer(&*fixture.dialect, &body)
                        .unwrap_or_else(|_| panic!("{}", fixture.at(&at)))
                        .value;
                    assert!(read == plain, "{}", fixture.at(&at));
                }
            }
        }
    }
}

#[test]
fn a_name_in_other_letters_is_another_name() {
    for fixture in all("update") {
        let message = fixture.json();
        for (place, name, value) in members(&message) {
            let (object, gap) = (message.pointer(&place).unwrap(), Gap::at(&message, &place));
            let other = in_other_letters(&name);
            let body =
                gap.filled(and_member(object, &json!(other).to_string(), &value.to_string()));
            let at = format!("{place}/{}", escaped(&other));
            let read = update(&*fixture.dialect, &body).map(|read| said(&read.value));
            if object.get(&other).is_some() || other == name {
                continue;
            }
            let own = said(&update(&*fixture.dialect, &fixture.body).unwrap().value);
            match place.rsplit('/').next().unwrap() {
                // Any name is one of a setting.
                "customSettings" | "custom_settings" => {
                    let mut expected = own;
                    expected["custom_settings"][&other] = value;
                    assert_eq!(read, Ok(expected), "{}", fixture.at(&at));
                }
                // What else is in an address, nobody minds.
                "address" if fixture.name == "legacy" => {
                    assert_eq!(read, Ok(own), "{}", fixture.at(&at))
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
