//! The legacy password: its rules, and that no output but the update contains it.

use idiolect::dialect::{DialectExt, Settings, UpdateContext, built_in};
use idiolect::model::{Password, User, UserUpdate};
use serde_json::json;

use super::support::lines::lines;
use super::support::updates::{read_update, update_of, write_update};
use super::support::values::{ID, of};
use super::{legacy, read};

const SECRET: &str = "Ch@ng3dP@ssw0rd!";

fn codes(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| format!("/password password-{code}")).collect()
}

#[test]
fn each_rule_has_its_code_and_all_are_reported_at_once() {
    for special in "-+_!@#$%^&*,".chars() {
        assert!(read(&json!({"password": format!("Abcdef12{special}")})).is_ok(), "{special}");
    }
    for (password, broken) in [
        (SECRET, &[][..]),
        ("Abcd12!.", &[]),
        ("Ab1!Ab1", &["too-short"]),
        ("Abcdefg!", &["digit"]),
        ("abcdef1!", &["upper-case"]),
        ("ABCDEF1!", &["lower-case"]),
        ("Abcdef12", &["special"]),
        ("Abcdef12.", &["special"]),
        ("Abcdef12?", &["special"]),
        ("a", &["digit", "special", "too-short", "upper-case"]),
        (" ", &["digit", "lower-case", "special", "too-short", "upper-case"]),
    ] {
        let problems = read(&json!({"password": password})).err().unwrap_or_default();
        assert_eq!(problems, codes(broken), "{password}");
        let update =
            update_of(|update| update.sign_in.password = Some(Password::parse(password).unwrap()));
        let written = write_update(&legacy(), &update, &UpdateContext::EMPTY);
        let expected = if broken.is_empty() {
            Ok(json!({"password": password}))
        } else {
            Err(lines(&["password: invalid value"]))
        };
        assert_eq!(written, expected, "{password}");
    }
}

#[test]
fn it_must_not_contain_the_user_name() {
    let mut current = User::new(of("1"));
    current.sign_in.username = Some(of("charLOTTE"));
    let known = UpdateContext::EMPTY.with_current(Some(&current));
    let holds = json!({"password": "xxCharlotte1!"});
    let refused = Err(codes(&["username"]));
    assert_eq!(
        read_update(
            &legacy(),
            &json!({"userName": "CHARLOTTE", "password": "xxCharlotte1!"}),
            &UpdateContext::EMPTY
        ),
        refused
    );
    assert_eq!(read_update(&legacy(), &holds, &known), refused);
    assert_eq!(
        read_update(&legacy(), &json!({"userName": null, "password": "xxCharlotte1!"}), &known),
        refused
    );
    assert!(
        read_update(&legacy(), &holds, &UpdateContext::EMPTY).is_ok(),
        "an unknown user name skips the check"
    );
    let renamed = json!({"userName": "anne", "password": "xxCharlotte1!"});
    assert!(
        read_update(&legacy(), &renamed, &known).is_ok(),
        "the name that the body gives is the one that counts"
    );

    let update = update_of(|update| {
        update.sign_in.password = Some(Password::parse("xxCharlotte1!").unwrap());
    });
    assert_eq!(write_update(&legacy(), &update, &known), Err(lines(&["password: invalid value"])));
    assert_eq!(write_update(&legacy(), &update, &UpdateContext::EMPTY), Ok(holds));
}

#[test]
fn no_other_output_contains_it() {
    let own = of(ID);
    let context = UpdateContext::EMPTY.with_id(Some(&own));
    let body = json!({"password": SECRET, "firstName": "Ada"}).to_string();
    let decoded = legacy().decode_update(body.as_bytes(), &context).unwrap();
    let mut outputs = vec![format!("{decoded:?}")];
    for target in
        built_in(Settings::default()).iter().filter(|target| target.id().as_str() != "legacy")
    {
        let translator = idiolect::Translator::new(&legacy(), &**target).translate_update(
            body.as_bytes(),
            &idiolect::UpdateOptions::default().with_source_id(Some(&own)),
        );
        match translator {
            Ok(translation) => outputs.push(format!("{translation:?}")),
            Err(refused) => outputs.push(format!("{refused:?} {refused} {:?}", refused.problems)),
        }
    }
    let wrong = json!({"password": format!("{SECRET}\u{1}"), "userName": SECRET, "status": SECRET});
    let error = legacy().decode_update(wrong.to_string().as_bytes(), &context).unwrap_err();
    let details: Vec<&str> =
        error.problems().iter().map(idiolect::problem::Problem::detail).collect();
    outputs.push(format!("{details:?} {error}"));
    for output in outputs {
        // The canonical dialect keeps everything, a password too; `Debug` shows its body as
        // numbers.
        assert!(!output.contains(SECRET), "{output}");
    }
    assert_eq!(
        format!("{:?}", UserUpdate::clone(&decoded.value).sign_in.password),
        "Some(Password(..))"
    );
}
