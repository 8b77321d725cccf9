//! Users, updates and failures made from any bytes, for these laws and for fuzzing: the same bytes
//! always make the same, and none make an empty one.

use std::collections::BTreeSet;
use std::time::Duration;

use super::entropy::Source;
pub use super::entropy::{ID, PASSWORD};
use crate::model::Name;
use crate::model::{
    Attribute, Code, Feature, Identity, LocalizedTerm, Membership, NameUpdate, Organisation,
    OrganisationDetails, Role, SettingChange, Team, User, UserId, UserUpdate,
};
use crate::problem::{Failure, FailureKind, FailureProblem};

/// As many bytes as decide on everything; more change nothing.
pub const LENGTH: usize = 1300;

/// One of several sequences of bytes that decide that everything is there.
pub(super) fn all(choice: u8) -> [u8; LENGTH] {
    // Of three, of four, and of two, what is there.
    [10 + 12 * (choice % 20); LENGTH]
}

/// An update of [`ID`].
#[must_use]
pub fn update(bytes: &[u8]) -> UserUpdate {
    let source = &mut Source::new(bytes);
    let mut update = UserUpdate::new(id());
    update.name.full = source.maybe(Source::text);
    update.name.given = source.patch(Source::text);
    update.name.family = source.patch(Source::text);
    update.sign_in.username = source.maybe(Source::username);
    update.sign_in.email = source.maybe(Source::email);
    update.sign_in.sso_enabled = source.maybe(|source| Some(source.flag()));
    update.sign_in.sso_id = source.patch(Source::text);
    update.sign_in.password = source.maybe(Source::password);
    update.profile.date_of_birth = source.patch(Source::date);
    update.profile.company = source.patch(Source::text);
    update.profile.website = source.patch(Source::link);
    update.profile.picture = source.patch(Source::link);
    update.profile.preferred_language = source.patch(Source::language);
    update.profile.time_zone = source.patch(Source::time_zone);
    update.address.country = source.patch(Source::country);
    update.address.building = source.patch(Source::text);
    update.address.house_number = source.patch(Source::text);
    update.address.street = source.patch(Source::text);
    update.address.area = source.patch(Source::text);
    update.address.town = source.patch(Source::text);
    update.address.county = source.patch(Source::text);
    update.address.postcode = source.patch(Source::text);
    update.address.what3words = source.patch(Source::three_words);
    update.contact.landline = source.patch(Source::phone);
    update.contact.mobile = source.patch(Source::phone);
    update.work.occupation = source.patch(Source::text);
    update.work.cscs = source.patch(Source::text);
    update.work.eusr = source.patch(Source::text);
    update.work.employment_start = source.patch(Source::date);
    update.access.status = source.maybe(Source::status);
    update.access.user_type = source.maybe(Source::user_type);
    update.access.default_role_template = source.maybe(Source::role_template);
    update.access.roles = source.maybe_list(Source::role);
    update.access.memberships = source.maybe_list(Source::grant);
    update.preferences.notify_by_email = source.maybe(|source| Some(source.flag()));
    update.preferences.notify_by_audio = source.maybe(|source| Some(source.flag()));
    update.preferences.default_messaging_account = source.maybe(Source::account);
    update.preferences.analytics_reports = source.maybe_list(Source::report);
    let setting = |source: &mut Source<'_>| {
        Some((
            source.key()?,
            if source.flag() {
                SettingChange::Clear
            } else {
                SettingChange::Set(source.setting()?)
            },
        ))
    };
    update.custom_settings = source.list(setting).into_iter().collect();
    update
}

/// The user `before` with the changes of `bytes`, as far as an update can make them.
#[must_use]
pub fn changed(before: &User, bytes: &[u8]) -> User {
    let mut user = before.clone();
    apply(update(bytes), &mut user);
    user
}

/// Applies all but the password, as far as `user` can be changed.
pub(super) fn apply(mut update: UserUpdate, user: &mut User) {
    update.sign_in.password = None;
    let _ = update.apply(user);
}

/// A user whose id is not always [`ID`].
#[must_use]
pub fn user(bytes: &[u8]) -> User {
    let source = &mut Source::new(bytes);
    let mut user = User::new(source.user_id().unwrap_or_else(id));
    let (full, given, family) =
        (source.maybe(Source::text), source.maybe(Source::text), source.maybe(Source::text));
    user.name = Name::new(full, given, family);
    user.sign_in.email_verified = source.maybe(|source| Some(source.flag()));
    user.sign_in.has_password = source.maybe(|source| Some(source.flag()));
    user.access.service_account = source.maybe(|source| Some(source.flag()));
    user.access.roles = source.maybe_list(role);
    user.access.memberships = source.maybe_list(membership);
    user.access.organisations = source.maybe_list(organisation);
    user.access.teams = source.maybe_list(|source| Some(Team::new(source.resource()?)));
    user.access.grants = source.maybe_list(Source::text);
    user.access.identities = source.maybe_list(identity);
    user.access.namespace = source.maybe(Source::text);
    user.history.created_at = source.maybe(Source::timestamp);
    user.history.updated_at = source.maybe(Source::timestamp);
    user.history.consented_at = source.maybe(Source::timestamp);
    user.history.consent_method = source.maybe(Source::consent_method);
    user.custom_settings =
        source.list(|source| Some((source.key()?, source.setting()?))).into_iter().collect();
    let mut changed = update(source.rest());
    changed.name = NameUpdate::default();
    changed.access.roles = None;
    changed.access.memberships = None;
    apply(changed, &mut user);
    user
}

/// A user of whom a list holds one more element than `before`.
pub(super) fn grown(before: &User, source: &mut Source<'_>) -> User {
    fn push<T>(list: &mut Option<Vec<T>>, element: Option<T>) {
        list.get_or_insert_default().extend(element);
    }
    let mut user = before.clone();
    match source.below(6) {
        0 => push(&mut user.access.roles, role(source)),
        1 => push(&mut user.access.memberships, membership(source)),
        2 => push(&mut user.access.organisations, organisation(source)),
        3 => push(&mut user.access.teams, source.resource().map(Team::new)),
        4 => push(&mut user.access.identities, identity(source)),
        _ => push(&mut user.preferences.analytics_reports, source.report()),
    }
    user
}

/// A failure of [`ID`]'s update that names attributes, each once.
#[must_use]
pub fn failure(bytes: &[u8]) -> Failure {
    let source = &mut Source::new(bytes);
    let mut failure = Failure::new(source.pick(FailureKind::ALL).unwrap_or(FailureKind::Invalid));
    failure.retry_after =
        source.maybe(|source| Some(Duration::from_secs(source.below(100) as u64)));
    failure.trace_id = source.maybe(|source| source.pick(&["trace-1", "4711"]).map(str::to_owned));
    let named: BTreeSet<Attribute> =
        (0..source.below(6)).filter_map(|_| source.pick(Attribute::ALL)).collect();
    failure.problems = named
        .into_iter()
        .map(|attribute| FailureProblem {
            subject: Some(attribute.into()),
            ..FailureProblem::new(Code::NOT_ALLOWED, "this is not allowed".into())
        })
        .collect();
    failure
}

#[expect(
    clippy::expect_used,
    reason = "the text is right above, and every test of this module parses it"
)]
pub(super) fn id() -> UserId {
    UserId::parse(ID).expect("an id")
}

fn role(source: &mut Source<'_>) -> Option<Role> {
    let mut role = Role::new(source.role()?);
    role.name = source.maybe(Source::text);
    role.description = source.maybe(Source::text);
    role.context = source.maybe(Source::text);
    role.level = source.maybe(Source::text);
    Some(role)
}

fn membership(source: &mut Source<'_>) -> Option<Membership> {
    let mut membership = Membership::new(source.grant()?);
    membership.id = source.maybe(Source::membership_id);
    membership.account_name = source.maybe(Source::text);
    Some(membership)
}

fn identity(source: &mut Source<'_>) -> Option<Identity> {
    let mut identity = Identity::new(source.resource()?);
    identity.platform = source.maybe(Source::text);
    Some(identity)
}

fn organisation(source: &mut Source<'_>) -> Option<Organisation> {
    let mut organisation = Organisation::new(source.resource()?);
    organisation.details = source.maybe(details);
    Some(organisation)
}

fn details(source: &mut Source<'_>) -> Option<OrganisationDetails> {
    let term = |source: &mut Source<'_>| {
        Some(LocalizedTerm { singular: source.maybe(Source::text), ..LocalizedTerm::default() })
    };
    let limit = |source: &mut Source<'_>| source.maybe(|source| Some(source.below(200) as u64));
    let feature =
        |source: &mut Source<'_>| Some(Feature { limit: limit(source), ..Feature::default() });
    Some(OrganisationDetails {
        name: source.maybe(Source::text),
        slug: source.maybe(Source::text),
        sandbox: source.maybe(|source| Some(source.flag())),
        schemes: source.maybe_list(term),
        features: source.maybe_list(feature),
        created_at: source.maybe(Source::timestamp),
        users: source.maybe_list(Source::resource),
        ..OrganisationDetails::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_decide_on_everything() {
        for choice in 0..20 {
            let all = all(choice);
            everything_is_there(&update(&all), &user(&all));
        }
        assert_eq!(update(&[]), UserUpdate::new(id()));
        assert_eq!(user(&[]), User::new(id()));
    }

    fn everything_is_there(update: &UserUpdate, user: &User) {
        for attribute in Attribute::ALL {
            let is_stated = update
                .changed_fields()
                .iter()
                .any(|subject| subject.attribute() == Some(*attribute));
            let is_held =
                user.present_fields().iter().any(|subject| subject.attribute() == Some(*attribute));
            assert!(is_stated || is_held, "{attribute}");
        }
    }
}
