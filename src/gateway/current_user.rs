//! What an exchange knows of the current user, and when it matters.

use crate::codec::{Conversion, DropReason};
use crate::dialect::{AttributePaths, Dialect, Error};
use crate::model::{Attribute, AttributeSet, Code, User, UserUpdate};
use crate::problem::{Failure, ReportedField};
use crate::translation::{Report, TranslationError, Verdict};

/// When an exchange asks the application for the current user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum UserLookup {
    /// Where it can matter: a problem that a repetition of the current user would explain, a value
    /// that is cleared, a list that is replaced, a value that is converted, or a password.
    #[default]
    WhereItMatters,
    /// Only where the update cannot be decoded or encoded without it. What was not checked is
    /// listed by [`Reply::unchecked`](super::Reply::unchecked).
    WhereItIsNeeded,
}

/// The current user, as far as it is known.
pub(super) enum CurrentUser {
    /// The application has not been requested to fetch it.
    NotRequested,
    /// There is none, or the application cannot provide it.
    Unavailable,
    /// The application could not fetch it.
    Failed(Box<Failure>),
    Known(Box<User>),
}

impl CurrentUser {
    pub(super) fn user(&self) -> Option<&User> {
        match self {
            Self::Known(user) => Some(user),
            Self::NotRequested | Self::Unavailable | Self::Failed(_) => None,
        }
    }

    /// The failure of the application to fetch it.
    pub(super) fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            Self::NotRequested | Self::Unavailable | Self::Known(_) => None,
        }
    }

    pub(super) const fn is_not_requested(&self) -> bool {
        matches!(self, Self::NotRequested)
    }
}

/// Whether a problem may be a repetition of the current user, of whom the frontend `is_verbatim` if
/// it shows also what it does not document.
pub(super) fn may_be_repetition(error: &Error, is_verbatim: bool) -> bool {
    error.problems().iter().any(|problem| {
        let code = problem.code();
        let is_of_message = [
            Code::SYNTAX,
            Code::TOO_LARGE,
            Code::TOO_DEEP,
            Code::DUPLICATE_MEMBER,
            Code::TOO_MANY_MEMBERS,
            Code::VERSION,
        ]
        .contains(code);
        let is_of_path = *code == Code::CONFLICT && problem.pointer().as_str().ends_with("/id");
        let is_of_password = code.as_str().starts_with("password");
        let is_shown = is_verbatim || *code != Code::UNKNOWN_MEMBER;
        let is_root = problem.pointer().as_str().is_empty();
        !is_of_message && !is_of_password && !is_of_path && !is_root && is_shown
    })
}

/// What a caller may have read otherwise than the user is.
pub(super) struct Shown<'s> {
    /// The attributes that the caller's dialect may convert; none where the upstream has the same
    /// dialect.
    pub(super) converted: AttributeSet,
    /// The source of values that the caller's dialect requires.
    pub(super) defaults: Option<&'s User>,
}

impl Shown<'_> {
    fn may_differ(&self, field: &ReportedField) -> bool {
        field.attribute().is_some_and(|attribute| {
            let is_default = |user: &User| user.present_attributes().contains(attribute);
            self.converted.contains(attribute) || self.defaults.is_some_and(is_default)
        })
    }
}

/// The fields of an update of which the current user may have a value that makes a difference:
/// those that are cleared, replaced as a list, or converted on either way, and a password without a
/// user name.
pub(super) fn fields_to_check(
    update: &UserUpdate,
    report: &Report,
    shown: &Shown<'_>,
) -> Vec<ReportedField> {
    let is_other = |field: &ReportedField| {
        *field != ReportedField::Attribute(Attribute::Id)
            && (update.replaces_original(field) || shown.may_differ(field))
    };
    let mut fields: Vec<ReportedField> =
        update.changed_fields().into_iter().filter(is_other).collect();
    if update.sign_in.password.is_some() && update.sign_in.username.is_none() {
        fields.push(Attribute::Password.into());
    }
    for row in report {
        let is_converted = matches!(
            row.verdict,
            Verdict::Converted(conversion) if conversion != Conversion::TargetId
        );
        if is_converted && !fields.contains(&row.subject) {
            fields.push(row.subject.clone());
        }
    }
    fields
}

/// Whether the current user might resolve every loss: the value can be encoded with its help, or
/// the user turns out to have that value already, or nothing that is cleared.
pub(super) fn may_resolve(
    translation: &TranslationError,
    update: &UserUpdate,
    upstream: &dyn Dialect,
) -> bool {
    let Error::Loss(loss) = &translation.error else { return false };
    let paths = AttributePaths::of(upstream);
    let may = |reason, subject| {
        reason == DropReason::NeedsCurrentUser
            || paths.has_user_path(subject)
            || update.replaces_original(subject)
    };
    loss.losses().iter().all(|(subject, reason)| may(*reason, subject))
}
