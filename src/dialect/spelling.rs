//! Where a dialect spells each attribute, found by having it write all of them.

use super::contract::{Context, Dialect};
use super::sample;
use crate::model::{Attribute, SettingKey, Subject};
use crate::wire::{self, Trace, Writing};

/// The pointers of one dialect, by attribute.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    in_updates: Vec<(Attribute, String)>,
    in_answers: Vec<(Attribute, String)>,
}

impl Spellings {
    pub(super) fn of<D: Dialect + ?Sized>(dialect: &D) -> Self {
        let Ok((update, user)) = sample::everything() else {
            return Self::default();
        };
        let name = dialect.id();
        let context = Context::UNKNOWN.with_id(Some(&user.id));
        let written = wire::write(name.as_str(), None, |out| dialect.write_update(&update, &context, out));
        let answer = wire::write(name.as_str(), None, |out| dialect.write_user(&user, out));
        Self { in_updates: pointers(&written.trace), in_answers: pointers(&answer.trace) }
    }

    /// The places of `subject` in an update: those that a caller may have written.
    pub(super) fn pointers(&self, subject: &Subject) -> Vec<String> {
        let Some(attribute) = subject.attribute() else { return Vec::new() };
        let places = self.in_updates.iter().filter(|(spelled, _)| *spelled == attribute);
        let mut pointers: Vec<String> = places.map(|(_, pointer)| pointer.clone()).collect();
        if let Subject::Setting(key) = subject {
            pointers = pointers
                .iter()
                .map(|parent| wire::Pointer::parse(parent).unwrap_or_default().child(key.as_str()).to_string())
                .collect();
        }
        pointers
    }

    /// What stands at `pointer`, or is the whole of which that is a part.
    pub(super) fn subject_at(&self, pointer: &str) -> Option<Subject> {
        let covers = |(_, spelled): &&(Attribute, String)| {
            pointer.strip_prefix(spelled.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let (attribute, spelled) = self.in_updates.iter().chain(&self.in_answers).find(covers)?;
        if *attribute != Attribute::CustomSettings {
            return Some((*attribute).into());
        }
        let key = wire::Pointer::parse(pointer.strip_prefix(spelled.as_str())?)?.segments().next();
        Some(match key.map(|key| SettingKey::parse(&key)) {
            Some(Ok(key)) => Subject::Setting(key),
            _ => Attribute::CustomSettings.into(),
        })
    }
}

/// Each attribute that was written and its pointer; of a custom setting, that of the object around it.
fn pointers(trace: &Trace<Writing>) -> Vec<(Attribute, String)> {
    let written = trace.entries().filter(|(_, _, writing)| matches!(writing, Writing::Written(_)));
    let spelled = written.filter_map(|(subject, pointer, _)| match subject {
        Subject::Setting(_) => Some((Attribute::CustomSettings, pointer.rsplit_once('/')?.0.to_owned())),
        other => Some((other.attribute()?, pointer.to_owned())),
    });
    spelled.collect()
}
