//! An update that changes nothing: nothing is sent, unless the upstream has to decide on a
//! condition.

use ::http::{HeaderMap, header};

use super::exchange::Exchange;
use super::reply::Reply;
use crate::codec::{Provenance, ReadOutcome};
use crate::dialect::Decoded;
use crate::model::{Attribute, User, UserUpdate};
use crate::translation::{Report, Row, Translation, Verdict};

impl Exchange {
    /// The reply to an update that changes nothing: the current user.
    pub(super) fn respond_unchanged(&self, user: User, read: Provenance<ReadOutcome>) -> Reply {
        let (_, encoded, _) = self.received.encode_user(user, self.defaults.as_deref());
        Reply::for_user(self.received.dialect(), self.received.media_type, encoded)
            .with_update_report(Report::join(read, Provenance::default()))
            .marked_unchanged()
    }

    /// An update of one attribute of `user` to the value that it has, so that the upstream decides
    /// on the caller's condition: one that the caller repeats, if it can be written.
    pub(super) fn repeat_one(&self, update: &UserUpdate, user: &User) -> Option<Translation> {
        let everything = UserUpdate::diff(&User::new(user.id.clone()), user);
        [update, &everything].into_iter().find_map(|source| {
            Attribute::ALL.iter().filter(|one| **one != Attribute::Id).find_map(|attribute| {
                let one = source.only(*attribute);
                if one.is_empty() {
                    return None;
                }
                let mut read = Provenance::default();
                read.add(*attribute, ReadOutcome::Read(None));
                let translation = self.translate(&Decoded { value: one, provenance: read }).ok()?;
                let is_preserved = |row: &Row| row.verdict == Verdict::Preserved;
                let row = translation.report.of(*attribute).filter(|row| is_preserved(row));
                row.is_some().then_some(translation)
            })
        })
    }
}

/// Whether the caller's request has a condition, which the upstream decides on.
pub(super) fn has_condition(headers: &HeaderMap) -> bool {
    [header::IF_MATCH, header::IF_NONE_MATCH, header::IF_UNMODIFIED_SINCE]
        .iter()
        .any(|name| headers.contains_key(name))
}
