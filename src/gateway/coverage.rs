//! What a front and an upstream can never carry between each other, found by having them try.

use std::collections::HashSet;
use std::fmt;

use super::frontend::MountedFrontend;
use super::upstream::Upstream;
use crate::codec::DropReason;
use crate::dialect::{Dialect, DialectExt, DialectId, LossPolicy, UpdateContext, full_user};
use crate::model::Name;
use crate::model::{Attribute, User, UserUpdate};
use crate::translation::{Report, Translator, UpdateOptions, Verdict};

/// What one front and the upstream can never carry, whatever the message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PairCoverage {
    /// The dialect that callers speak.
    pub front: DialectId,
    /// Where they speak it.
    pub prefix: String,
    /// The dialect of the service behind.
    pub upstream: DialectId,
    /// What callers can ask for and the upstream cannot be told: at all (unsupported), or to clear it (not clearable).
    pub updates: Vec<(Attribute, DropReason)>,
    /// What the upstream can answer and callers cannot be told.
    pub answers: Vec<Attribute>,
}

impl PairCoverage {
    pub(super) fn of(front: &MountedFrontend, upstream: &Upstream) -> Self {
        let (from, to) = (&*front.dialect, &*upstream.dialect);
        let (mut updates, mut answers) = (Vec::new(), Vec::new());
        if let Ok((update, user)) = full_user::everything() {
            updates = dropped_of_update(from, to, &update, None);
            updates.retain(|(_, reason)| *reason == DropReason::Unsupported);
            for attribute in Attribute::ALL {
                let lost = dropped_of_update(from, to, &clearing(*attribute, &user), Some(&user));
                let is_lost = lost.contains(&(*attribute, DropReason::NotClearable));
                if is_lost && !updates.iter().any(|(unsupported, _)| unsupported == attribute) {
                    updates.push((*attribute, DropReason::NotClearable));
                }
            }
            answers = dropped_of_answer(from, to, &user);
            updates.sort_by_key(|(attribute, _)| *attribute);
            answers.sort();
        }
        let prefix = front.prefix.clone();
        Self { front: from.id(), prefix, upstream: to.id(), updates, answers }
    }
}

/// The update that takes away one attribute of the user, if an update can.
fn clearing(attribute: Attribute, user: &User) -> UserUpdate {
    let mut cleared = user.clone();
    match attribute {
        // Half a name alone can go; the other half then is the whole.
        Attribute::GivenName => cleared.name = Name::new(None, None, user.name.family().cloned()),
        Attribute::FamilyName => cleared.name = Name::new(None, user.name.given().cloned(), None),
        Attribute::FullName => {}
        _ => cleared.copy_attribute(attribute, &User::new(user.id.clone())),
    }
    UserUpdate::diff(user, &cleared)
}

/// What of `update`, as far as `from` can say it, `to` drops.
fn dropped_of_update(
    from: &dyn Dialect,
    to: &dyn Dialect,
    update: &UserUpdate,
    current: Option<&User>,
) -> Vec<(Attribute, DropReason)> {
    let context = UpdateContext::EMPTY.with_id(update.id.as_ref()).with_current(current);
    let Ok(said) = from.encode_update(update, &context, &LossPolicy::AllowAll) else {
        return Vec::new();
    };
    let options = UpdateOptions::default()
        .with_loss_policy(LossPolicy::AllowAll)
        .with_target_id(update.id.as_ref())
        .with_current(current);
    let Ok(translation) = Translator::new(from, to).translate_update(&said.body, &options) else {
        return Vec::new();
    };
    dropped(&translation.report)
}

/// What of the answer about `user`, as far as `to` can tell it, `from` drops.
fn dropped_of_answer(from: &dyn Dialect, to: &dyn Dialect, user: &User) -> Vec<Attribute> {
    let told = to.encode_user(user);
    let Ok(translation) = Translator::new(to, from).translate_user(&told.body) else {
        return Vec::new();
    };
    dropped(&translation.report).into_iter().map(|(attribute, _)| attribute).collect()
}

/// Each attribute that was dropped, once.
fn dropped(report: &Report) -> Vec<(Attribute, DropReason)> {
    let mut seen = HashSet::new();
    let dropped = report.rows().iter().filter_map(|row| match row.verdict {
        Verdict::Dropped(reason) => Some((row.subject.attribute()?, reason)),
        _ => None,
    });
    dropped.filter(|(attribute, _)| seen.insert(*attribute)).collect()
}

impl fmt::Display for PairCoverage {
    /// Three lines: the pair, what updates and what answers cannot carry.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { front, prefix, upstream, updates, answers } = self;
        let updates = updates.iter().map(|(attribute, reason)| match reason {
            DropReason::Unsupported => attribute.to_string(),
            reason => format!("{attribute} ({})", reason.as_str()),
        });
        let answers = answers.iter().map(ToString::to_string);
        let list = |names: Vec<String>| {
            if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
        };
        let at = if prefix.is_empty() { String::new() } else { format!(" at {prefix}") };
        writeln!(formatter, "{front}{at} before {upstream} can never carry")?;
        writeln!(formatter, "  in updates: {}", list(updates.collect()))?;
        writeln!(formatter, "  in answers: {}", list(answers.collect()))
    }
}
