//! One member of an update alone, and its values.

use idiolect::dialect::{Dialect, UpdateContext};
use idiolect::model::UserUpdate;
use idiolect::problem::ReportedField;
use serde_json::{Value, json};

use super::lines::readings;
use super::updates::{read, read_update, update_of, value};
use super::variations::{kinds, same_type, with};

/// A change to an empty update.
pub type Change = fn(&mut UserUpdate);

/// The outcome of a member with `null` or `""`.
pub enum Outcome {
    /// The update has this change.
    Changes(Change),
    /// The member is a problem with this code.
    Problem(&'static str),
}

pub struct Member {
    pub pointer: &'static str,
    pub subject: ReportedField,
    pub valid: Value,
    pub set: Change,
    pub null: Outcome,
    pub empty: Outcome,
    pub bad: Vec<(Value, &'static str)>,
}

impl Member {
    /// Asserts that the dialect handles the member like this, in a message that is otherwise
    /// `base`.
    pub fn check(&self, dialect: &dyn Dialect, base: &Value) {
        let message = |value: Value| with(base, self.pointer, value);
        let problem = |code: &str| Err(vec![format!("{} {code}", self.pointer)]);
        let read_value = |value| read_update(dialect, &message(value), &UpdateContext::EMPTY);
        let outcome = |outcome: &Outcome| match outcome {
            Outcome::Changes(change) => Ok(update_of(*change)),
            Outcome::Problem(code) => problem(code),
        };

        assert_eq!(value(dialect, base), UserUpdate::default(), "{} absent", self.pointer);
        assert_eq!(read_value(Value::Null), outcome(&self.null), "{} null", self.pointer);
        assert_eq!(read_value(json!("")), outcome(&self.empty), "{} empty", self.pointer);
        let decoded = read(dialect, &message(self.valid.clone()), &UpdateContext::EMPTY).unwrap();
        assert_eq!(decoded.value, update_of(self.set), "{} {}", self.pointer, self.valid);
        assert_eq!(readings(&decoded.provenance), [format!("{} {}", self.subject, self.pointer)]);
        for wrong in
            kinds().into_iter().filter(|kind| !kind.is_null() && !same_type(kind, &self.valid))
        {
            if wrong != json!("") {
                assert_eq!(read_value(wrong.clone()), problem("type"), "{} {wrong}", self.pointer);
            }
        }
        for (bad, code) in &self.bad {
            assert_eq!(read_value(bad.clone()), problem(code), "{} {bad}", self.pointer);
        }
    }
}
