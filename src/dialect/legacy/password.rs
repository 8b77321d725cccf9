//! The vendor's password rules.

use zeroize::Zeroizing;

use crate::codec::schema::{Schema, ValueSchema as _};
use crate::codec::value::text_value;
use crate::codec::{Description, MemberDescription, Represents, Support};
use crate::codec::{DropReason, EmptyMeaning, EmptyValues, Object, ObjectWriter};
use crate::codec::{Property, UpdateContext};
use crate::json::{Name, Node};
use crate::model::{Attribute, Code, InvalidValue, Password, User, UserUpdate, Username};

const SPECIAL: &str = "-+_!@#$%^&*,";

/// Returns every rule that `password` breaks. The rule on the user name is checked only if it is
/// known.
pub(super) fn broken_rules(password: &Password, username: Option<&Username>) -> Vec<InvalidValue> {
    let text = password.expose();
    let has = |is_one: fn(char) -> bool| text.chars().any(is_one);
    let lower_case = Zeroizing::new(text.to_lowercase());
    let contains_username =
        username.is_some_and(|name| lower_case.contains(&name.as_str().to_lowercase()));
    let rules = [
        (password.has_characters(8), Code::PASSWORD_TOO_SHORT, "must have at least 8 characters"),
        (has(|one| one.is_ascii_digit()), Code::PASSWORD_DIGIT, "must contain a digit"),
        (has(char::is_uppercase), Code::PASSWORD_UPPER_CASE, "must contain an upper-case letter"),
        (has(char::is_lowercase), Code::PASSWORD_LOWER_CASE, "must contain a lower-case letter"),
        (
            has(|one| SPECIAL.contains(one)),
            Code::PASSWORD_SPECIAL,
            "must contain one of `-+_!@#$%^&*,`",
        ),
        (!contains_username, Code::PASSWORD_USERNAME, "must not contain the user name"),
    ];
    rules
        .into_iter()
        .filter(|(keeps, ..)| !keeps)
        .map(|(_, code, detail)| InvalidValue::new(code, detail))
        .collect()
}

/// "May only contain letters, numbers, periods, dashes, underscores and @ symbols."
pub(super) fn check_username(text: &str) -> Result<(), InvalidValue> {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_@".contains(&byte)) {
        Ok(())
    } else {
        Err(InvalidValue::new(
            Code::USERNAME,
            "expected letters, digits and the characters `.`, `-`, `_` and `@`",
        ))
    }
}

/// The member that holds the password, in updates alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct PasswordProperty(Name<'static>);

/// The rules that the schema expresses by name only.
const RULES: [Code; 5] = [
    Code::PASSWORD_DIGIT,
    Code::PASSWORD_UPPER_CASE,
    Code::PASSWORD_LOWER_CASE,
    Code::PASSWORD_SPECIAL,
    Code::PASSWORD_USERNAME,
];

pub(super) const PASSWORD: PasswordProperty = PasswordProperty(Name::fixed("password"));

impl Property for PasswordProperty {
    /// The user name must be read first, as the password must not contain it.
    fn reads_last(&self) -> bool {
        true
    }

    fn describe(&self, description: &mut Description) {
        let mut schema = Password::schema().with_min_length(8);
        for code in RULES {
            schema = schema.with_rule(code.as_str().to_owned());
        }
        let represents = Represents::new(Attribute::Password).in_updates(Support::Exact, false);
        let member = MemberDescription::new(self.0.to_cow())
            .holding(represents)
            .in_updates(Schema::any_of([schema, Schema::null()]).write_only());
        description.members.push(member);
    }

    fn read_update(
        &self,
        object: &Object<'_, '_>,
        update: &mut UserUpdate,
        context: &UpdateContext<'_>,
    ) {
        let field = object.member(self.0);
        let blanks = EmptyValues::new(EmptyMeaning::Keep, EmptyMeaning::Reject);
        let Some(password) =
            field.change(Attribute::Password, blanks, &text_value::<Password>()).resolve(None)
        else {
            return;
        };
        for rule in broken_rules(&password, known_username(update, context)) {
            field.problem(&rule);
        }
        update.sign_in.password = Some(password);
    }

    /// A response never carries a password on, whatever the vendor sent.
    fn read_user(&self, object: &Object<'_, '_>, _: &mut User) {
        let field = object.member(self.0);
        if !field.is_absent() {
            field.discard();
        }
    }

    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        context: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        out.value(self.0, Attribute::Password, update.sign_in.password.as_ref(), |password| {
            if broken_rules(password, known_username(update, context)).is_empty() {
                Ok((Node::text(password.expose()), None))
            } else {
                Err(DropReason::InvalidForTarget)
            }
        });
    }
}

fn known_username<'u>(update: &'u UserUpdate, context: &UpdateContext<'u>) -> Option<&'u Username> {
    update.sign_in.username.as_ref().or_else(|| context.current?.sign_in.username.as_ref())
}

#[cfg(test)]
mod tests {
    use super::{broken_rules, check_username};
    use crate::model::{Code, Password, Username};

    fn codes(password: &str, username: Option<&str>) -> Vec<Code> {
        let username = username.map(|name| Username::parse(name).unwrap());
        let rules = broken_rules(&Password::parse(password).unwrap(), username.as_ref());
        rules.iter().map(|rule| rule.code().clone()).collect()
    }

    #[test]
    fn the_vendors_own_sample_passes() {
        assert_eq!(codes("Ch@ng3dP@ssw0rd!", Some("charlotte")), []);
    }

    #[test]
    fn each_broken_rule_has_its_code() {
        assert_eq!(codes("Ab1!Ab1", None), [Code::PASSWORD_TOO_SHORT]);
        assert_eq!(codes("Abcdefg!", None), [Code::PASSWORD_DIGIT]);
        assert_eq!(codes("abcdef1!", None), [Code::PASSWORD_UPPER_CASE]);
        assert_eq!(codes("ABCDEF1!", None), [Code::PASSWORD_LOWER_CASE]);
        assert_eq!(codes("Abcdef12", None), [Code::PASSWORD_SPECIAL]);
        assert_eq!(codes("xxCharlotte1!", Some("charLOTTE")), [Code::PASSWORD_USERNAME]);
        assert_eq!(codes("é", None).len(), 4, "all broken rules are reported at once");
    }

    #[test]
    fn each_special_character_counts_and_the_full_stop_does_not() {
        for special in "-+_!@#$%^&*,".chars() {
            assert_eq!(codes(&format!("Abcdef12{special}"), None), [], "{special}");
        }
        assert_eq!(codes("Abcdef12.", None), [Code::PASSWORD_SPECIAL]);
        assert_eq!(codes("Abcdef12.!", None), []);
    }

    #[test]
    fn user_names_have_a_limited_character_set() {
        assert!(check_username("a.B-c_9@example").is_ok());
        for text in ["a b", "a+b", "josé", "a/b"] {
            assert_eq!(check_username(text).unwrap_err().code(), &Code::USERNAME, "{text}");
        }
    }
}
