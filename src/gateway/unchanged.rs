//! An update that changes nothing: nothing is sent, unless the upstream has to decide on a
//! condition.

use ::http::{HeaderMap, header};

use super::exchange::Exchange;
use super::reply::Reply;
use crate::codec::{Provenance, ReadOutcome};
use crate::dialect::{Decoded, DialectExt as _};
use crate::json::{Limits, Pointer, parse};
use crate::model::{Attribute, User, UserUpdate};
use crate::translation::{Report, Translation};

impl Exchange {
    /// The reply to an update that changes nothing: the current user.
    pub(super) fn respond_unchanged(&self, user: User, read: Provenance<ReadOutcome>) -> Reply {
        let (_, encoded, _) = self.received.encode_user(user, self.defaults.as_deref());
        Reply::for_user(self.received.dialect(), self.received.media_type, encoded)
            .with_update_report(Report::join(read, Provenance::default()))
            .marked_unchanged()
    }

    /// An update of one attribute of `user` to the value that it has, so that the upstream decides
    /// on the caller's condition: one that the upstream would respond as it is written.
    pub(super) fn repeat_one(
        &self,
        user: &User,
        read: &Provenance<ReadOutcome>,
    ) -> Option<Translation> {
        let everything = UserUpdate::diff(&User::new(user.id.clone()), user);
        let response = self.gateway.upstream().encode_user(user).body;
        let response = parse(&response, &Limits::NONE).ok()?;
        let attributes = everything.changed_attributes();
        attributes.iter().filter(|one| *one != Attribute::Id).find_map(|attribute| {
            let mut only = Provenance::default();
            only.add(attribute, ReadOutcome::Read(None));
            let one = Decoded { value: everything.only(attribute), provenance: only };
            let mut translation = self.translate(&one).ok()?;
            let body = parse(&translation.body, &Limits::NONE).ok()?;
            let targets = &translation.report.of(attribute)?.targets;
            let is_shown = |target: &Pointer| {
                let written = body.at(target.as_str());
                let is_value = written
                    .is_some_and(|value| value.members().is_none() && value.elements().is_none());
                is_value && written == response.at(target.as_str())
            };
            if targets.is_empty() || !targets.iter().all(is_shown) {
                return None;
            }
            // The caller's update changes nothing, and is what is reported.
            translation.report = Report::join(read.clone(), Provenance::default());
            Some(translation)
        })
    }
}

/// Whether the caller's request has a condition, which the upstream decides on.
pub(super) fn has_condition(headers: &HeaderMap) -> bool {
    [header::IF_MATCH, header::IF_NONE_MATCH, header::IF_UNMODIFIED_SINCE]
        .iter()
        .any(|name| headers.contains_key(name))
}
