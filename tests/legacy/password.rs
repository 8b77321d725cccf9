//! The legacy password: its rules, and that no output but the update contains it.

use idiolect::codec::{Description, ObjectWriter, Property};
use idiolect::dialect::{
    Dialect, DialectExt, DialectId, FailureFormat, FailureResponse, FailureShape, LossPolicy,
    Operation, Settings, UpdateContext, built_in,
};
use idiolect::model::{Password, User, UserUpdate};
use idiolect::{Translator, UpdateOptions};
use serde_json::json;

use super::support::lines::{lines, readings};
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
        let translator = Translator::new(&legacy(), &**target).translate_update(
            body.as_bytes(),
            &UpdateOptions::default().with_source_id(Some(&own)),
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
        assert!(!output.contains(SECRET), "{output}");
    }
    assert_eq!(
        format!("{:?}", UserUpdate::clone(&decoded.value).sign_in.password),
        "Some(Password(..))"
    );
}

#[test]
fn a_password_in_a_response_is_not_kept() {
    for value in [json!(SECRET), json!({"value": SECRET}), json!([SECRET, 7]), json!(null)] {
        let user = json!({"id": ID, "firstName": "Charlotte", "password": value, "other": true});
        let decoded = legacy().decode_user(user.to_string().as_bytes()).unwrap();
        assert_eq!(
            readings(&decoded.provenance),
            ["given_name /firstName", "id /id", "unknown /other", "unknown /password"]
        );
        for dialect in built_in(Settings::default()) {
            let body = dialect.encode_user(&decoded.value).body;
            assert!(!String::from_utf8(body).unwrap().contains(&SECRET[..8]), "{}", dialect.id());
        }
        let again = legacy().encode_user(&decoded.value).body;
        let again: serde_json::Value = serde_json::from_slice(&again).unwrap();
        assert_eq!(again, json!({"id": ID, "firstName": "Charlotte", "other": true}));
    }
}

#[test]
fn no_debug_output_shows_it_or_a_body() {
    let update =
        update_of(|update| update.sign_in.password = Some(Password::parse(SECRET).unwrap()));
    let context = UpdateContext::EMPTY;
    let encoded = legacy().encode_update(&update, &context, &LossPolicy::Reject).unwrap();
    let length = format!("({} bytes)", encoded.body.len());
    let same = legacy();
    let translator = Translator::new(&same, &same);
    let translation =
        translator.translate_update(&encoded.body, &UpdateOptions::default()).unwrap();
    let failure = FailureResponse::new(Some(400), encoded.body.clone());
    let all = [
        format!("{encoded:?}"),
        format!("{translation:?}"),
        format!("{failure:?}"),
        format!("{:?}", legacy().decode_update(&encoded.body, &context)),
    ];
    for shown in all {
        let (text, bytes) = (&SECRET[..8], format!("{:?}", &SECRET.as_bytes()[..8]));
        assert!(!shown.contains(text) && !shown.contains(bytes.trim_matches(['[', ']'])));
        assert!(shown.contains(&length) || shown.contains("Decoded"), "{shown}");
    }
}

#[test]
fn the_debug_output_of_a_writer_does_not_show_it() {
    #[derive(Debug)]
    struct Showing;
    impl Property for Showing {
        fn describe(&self, _: &mut Description) {}

        fn write_update<'u>(
            &'u self,
            update: &'u UserUpdate,
            _: &UpdateContext<'u>,
            out: &mut ObjectWriter<'_, 'u>,
        ) {
            let password = update.sign_in.password.as_ref().unwrap();
            out.literal_text("password", password.expose());
            let shown = format!("{out:?}");
            assert!(shown.contains("bytes)") && !shown.contains(&SECRET[..8]), "{}", shown.len());
        }
    }
    impl Dialect for Showing {
        fn id(&self) -> DialectId {
            DialectId::new("showing")
        }

        fn settings(&self) -> &Settings {
            &Settings::DEFAULT
        }

        fn operations(&self) -> &[Operation] {
            &[]
        }

        fn properties(&self) -> &dyn Property {
            self
        }

        fn failure(&self) -> &dyn FailureFormat {
            const { &FailureShape::new(&[]) }
        }
    }
    let update =
        update_of(|update| update.sign_in.password = Some(Password::parse(SECRET).unwrap()));
    let encoded = Showing.encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::AllowAll);
    assert!(encoded.is_ok());
}
