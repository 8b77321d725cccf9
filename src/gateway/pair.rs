//! What a front and an upstream can never carry between each other, found by having them try.

use std::collections::HashSet;
use std::fmt;

use super::front::Mounted;
use super::upstream::Upstream;
use crate::dialect::{Context, Dialect, DialectExt, DialectId, LossPolicy, sample};
use crate::model::{Attribute, User, UserUpdate};
use crate::translation::{Report, Translator, UpdateOptions, Verdict};
use crate::wire::DropReason;

/// What one front and the upstream can never carry, whatever the message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pair {
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

impl Pair {
    pub(super) fn of(front: &Mounted, upstream: &Upstream) -> Self {
        let (from, to) = (&*front.dialect, &*upstream.dialect);
        let (mut updates, mut answers) = (Vec::new(), Vec::new());
        if let Ok((update, user)) = sample::everything() {
            updates = dropped_of_update(from, to, &update, DropReason::Unsupported);
            let clearing = UserUpdate::diff(&user, &User::new(user.id.clone()));
            updates.extend(dropped_of_update(from, to, &clearing, DropReason::NotClearable));
            let mut seen = HashSet::new();
            updates.retain(|(attribute, _)| seen.insert(*attribute));
            answers = dropped_of_answer(from, to, &user);
        }
        let prefix = front.prefix.clone();
        Self { front: from.id(), prefix, upstream: to.id(), updates, answers }
    }
}

/// What of `update`, as far as `from` can say it, `to` drops for this reason.
fn dropped_of_update(
    from: &dyn Dialect,
    to: &dyn Dialect,
    update: &UserUpdate,
    reason: DropReason,
) -> Vec<(Attribute, DropReason)> {
    let context = Context::UNKNOWN.with_id(update.id.as_ref());
    let Ok(said) = from.encode_update(update, &context, &LossPolicy::AllowAll) else { return Vec::new() };
    let options = UpdateOptions::default().loss(LossPolicy::AllowAll).target_id(update.id.as_ref());
    let Ok(translation) = Translator::new(from, to).update(&said.body, &options) else { return Vec::new() };
    let is_dropped = |verdict| verdict == Verdict::Dropped(reason);
    dropped(&translation.report, is_dropped).into_iter().map(|attribute| (attribute, reason)).collect()
}

/// What of the answer about `user`, as far as `to` can tell it, `from` drops.
fn dropped_of_answer(from: &dyn Dialect, to: &dyn Dialect, user: &User) -> Vec<Attribute> {
    let told = to.encode_user(user);
    let Ok(translation) = Translator::new(to, from).user(&told.body) else { return Vec::new() };
    dropped(&translation.report, |verdict| matches!(verdict, Verdict::Dropped(_)))
}

fn dropped(report: &Report, is_dropped: impl Fn(Verdict) -> bool) -> Vec<Attribute> {
    let mut attributes: Vec<Attribute> = Vec::new();
    for row in report.rows().iter().filter(|row| is_dropped(row.verdict)) {
        if let Some(attribute) = row.subject.attribute().filter(|attribute| !attributes.contains(attribute)) {
            attributes.push(attribute);
        }
    }
    attributes
}

impl fmt::Display for Pair {
    /// Three lines: the pair, what updates and what answers cannot carry.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { front, prefix: _, upstream, updates, answers } = self;
        let updates = updates.iter().map(|(attribute, reason)| match reason {
            DropReason::Unsupported => attribute.to_string(),
            reason => format!("{attribute} ({})", reason.as_str()),
        });
        let answers = answers.iter().map(ToString::to_string);
        let list = |names: Vec<String>| if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
        writeln!(formatter, "{front} before {upstream} can never carry")?;
        writeln!(formatter, "  in updates: {}", list(updates.collect()))?;
        writeln!(formatter, "  in answers: {}", list(answers.collect()))
    }
}
