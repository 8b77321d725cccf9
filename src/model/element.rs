//! The elements of a user's lists.

use std::hash::Hash;

use super::extras::Extras;
use super::id::{AccountId, MembershipId, ResourceId, RoleId};
use super::moment::Timestamp;
use super::recurrence_rule::RecurrenceRule;
use super::text::Text;

/// An element of a user's list, and its form in an update.
///
/// A change is matched to an existing element in rounds: first by the element's own id, then by
/// what an update contains. An element is matched once at most.
pub trait Element: Clone + PartialEq {
    /// The form of an element in an update.
    type Change: Clone + PartialEq;
    /// The key by which a change is matched to an existing element.
    type Key: Eq + Hash;

    /// The number of rounds.
    const ROUNDS: usize = 1;

    /// The key of this element in `round`, if it has one then.
    fn key(&self, round: usize) -> Option<Self::Key>;

    /// The key in `round` of the element that `change` refers to.
    fn key_of(change: &Self::Change, round: usize) -> Option<Self::Key>;

    /// The element after the update; `before` is the existing element, if any.
    fn from_change(change: &Self::Change, before: Option<&Self>) -> Self;

    /// The form of this element in an update.
    fn to_change(&self) -> Self::Change;
}

/// A role of a user. An update contains only its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Role {
    /// The role's id.
    pub id: RoleId,
    /// The name.
    pub name: Option<Text>,
    /// The description.
    pub description: Option<Text>,
    /// The context to which it applies.
    pub context: Option<Text>,
    /// The level at which it applies.
    pub level: Option<Text>,
    /// The parts of a response that the model cannot represent.
    pub extras: Extras,
}

impl Role {
    /// Creates a role of which only the id is known.
    #[must_use]
    pub fn new(id: RoleId) -> Self {
        Self {
            id,
            name: None,
            description: None,
            context: None,
            level: None,
            extras: Extras::default(),
        }
    }
}

impl Element for Role {
    type Change = RoleId;
    type Key = RoleId;

    fn key(&self, _: usize) -> Option<RoleId> {
        Some(self.id.clone())
    }

    fn key_of(change: &RoleId, _: usize) -> Option<RoleId> {
        Some(change.clone())
    }

    fn from_change(change: &RoleId, before: Option<&Self>) -> Self {
        before.cloned().unwrap_or_else(|| Self::new(change.clone()))
    }

    fn to_change(&self) -> RoleId {
        self.id.clone()
    }
}

/// The membership of a user in an account, with a role.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Membership {
    /// The membership's own id.
    pub id: Option<MembershipId>,
    /// The role within the account; vendors do not publish the possible values.
    pub role: Text,
    /// The account.
    pub account: AccountId,
    /// The name of the account.
    pub account_name: Option<Text>,
    /// The parts of a response that the model cannot represent.
    pub extras: Extras,
}

impl Membership {
    /// Creates a membership from an update.
    #[must_use]
    pub fn new(change: MembershipChange) -> Self {
        let MembershipChange { id, role, account } = change;
        Self { id, role, account, account_name: None, extras: Extras::default() }
    }
}

/// A membership in an update.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct MembershipChange {
    /// The membership's own id, if the update refers to an existing one.
    pub id: Option<MembershipId>,
    /// The role within the account.
    pub role: Text,
    /// The account.
    pub account: AccountId,
}

impl MembershipChange {
    /// Creates a membership in `account` with the role `role`.
    #[must_use]
    pub const fn new(role: Text, account: AccountId) -> Self {
        Self { id: None, role, account }
    }

    /// Refers to the existing membership with this id.
    #[must_use]
    pub fn with_id(mut self, id: MembershipId) -> Self {
        self.id = Some(id);
        self
    }
}

/// What identifies a membership: its id, its role and account, or its account.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MembershipKey {
    /// Its own id.
    Id(MembershipId),
    /// The role, and the account.
    Grant(Text, AccountId),
    /// The account.
    Account(AccountId),
}

impl Element for Membership {
    type Change = MembershipChange;
    type Key = MembershipKey;

    const ROUNDS: usize = 3;

    fn key(&self, round: usize) -> Option<MembershipKey> {
        let Self { id, role, account, .. } = self;
        match round {
            0 => id.clone().map(MembershipKey::Id),
            1 => Some(MembershipKey::Grant(role.clone(), account.clone())),
            _ => Some(MembershipKey::Account(account.clone())),
        }
    }

    /// A change that names an id refers to no membership with another one.
    fn key_of(change: &MembershipChange, round: usize) -> Option<MembershipKey> {
        let MembershipChange { id, role, account } = change;
        match (round, id) {
            (0, id) => id.clone().map(MembershipKey::Id),
            (_, Some(_)) => None,
            (1, None) => Some(MembershipKey::Grant(role.clone(), account.clone())),
            (_, None) => Some(MembershipKey::Account(account.clone())),
        }
    }

    fn from_change(change: &MembershipChange, before: Option<&Self>) -> Self {
        let Some(before) = before else { return Self::new(change.clone()) };
        let MembershipChange { id, role, account } = change;
        let account_name = before.account_name.clone().filter(|_| before.account == *account);
        Self {
            id: id.clone().or_else(|| before.id.clone()),
            role: role.clone(),
            account: account.clone(),
            account_name,
            extras: before.extras.clone(),
        }
    }

    fn to_change(&self) -> MembershipChange {
        let Self { id, role, account, .. } = self;
        MembershipChange { id: id.clone(), role: role.clone(), account: account.clone() }
    }
}

/// A report that a user receives by e-mail at regular times.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AnalyticsReport {
    /// The account that the report describes.
    pub account: AccountId,
    /// The schedule by which it is sent.
    pub schedule: RecurrenceRule,
    /// The time period that it covers; vendors do not publish the possible values.
    pub time_period: Text,
    /// The reports in it; vendors do not publish the possible values.
    pub reports: Vec<Text>,
    /// The parts of a response that the model cannot represent.
    pub extras: Extras,
}

impl AnalyticsReport {
    /// Creates a report on `account`, sent by `schedule`.
    #[must_use]
    pub fn new(
        account: AccountId,
        schedule: RecurrenceRule,
        time_period: Text,
        reports: Vec<Text>,
    ) -> Self {
        Self { account, schedule, time_period, reports, extras: Extras::default() }
    }
}

impl Element for AnalyticsReport {
    type Change = Self;
    type Key = Self;

    fn key(&self, _: usize) -> Option<Self> {
        Some(self.to_change())
    }

    fn key_of(change: &Self, _: usize) -> Option<Self> {
        Some(change.to_change())
    }

    fn from_change(change: &Self, before: Option<&Self>) -> Self {
        before.unwrap_or(change).clone()
    }

    fn to_change(&self) -> Self {
        Self { extras: Extras::default(), ..self.clone() }
    }
}

/// An account of the user at an identity provider.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Identity {
    /// The identity's id.
    pub id: ResourceId,
    /// The identity provider.
    pub platform: Option<Text>,
    /// The parts of a response that the model cannot represent.
    pub extras: Extras,
}

impl Identity {
    /// Creates an identity of which only the id is known.
    #[must_use]
    pub fn new(id: ResourceId) -> Self {
        Self { id, platform: None, extras: Extras::default() }
    }
}

/// A team that a user belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Team {
    /// The team's id.
    pub id: ResourceId,
    /// The parts of the reference in a response that the model cannot represent.
    pub extras: Extras,
}

impl Team {
    /// Creates a team of which only the id is known.
    #[must_use]
    pub fn new(id: ResourceId) -> Self {
        Self { id, extras: Extras::default() }
    }
}

/// An organisation that a user belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Organisation {
    /// The organisation's id.
    pub id: ResourceId,
    /// The details, if the response included them.
    pub details: Option<OrganisationDetails>,
    /// The parts of the reference in a response that the model cannot represent.
    pub extras: Extras,
}

impl Organisation {
    /// Creates an organisation of which only the id is known.
    #[must_use]
    pub fn new(id: ResourceId) -> Self {
        Self { id, details: None, extras: Extras::default() }
    }
}

/// The details of an organisation in a response.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct OrganisationDetails {
    /// The name.
    pub name: Option<Text>,
    /// The name in URLs.
    pub slug: Option<Text>,
    /// The description.
    pub description: Option<Text>,
    /// Whether it is a sandbox.
    pub sandbox: Option<bool>,
    /// The names for its schemes.
    pub schemes: Option<Vec<LocalizedTerm>>,
    /// The names for its work orders.
    pub work_orders: Option<Vec<LocalizedTerm>>,
    /// The names for its operations.
    pub operations: Option<Vec<LocalizedTerm>>,
    /// Whether it uses the third version of the service.
    pub v3: Option<bool>,
    /// The status.
    pub status: Option<Text>,
    /// The time of its creation.
    pub created_at: Option<Timestamp>,
    /// The time of its last change.
    pub updated_at: Option<Timestamp>,
    /// The features, enabled or not.
    pub features: Option<Vec<Feature>>,
    /// The users in it.
    pub users: Option<Vec<ResourceId>>,
    /// The service accounts in it.
    pub service_accounts: Option<Vec<ResourceId>>,
    /// The groups in it.
    pub groups: Option<Vec<ResourceId>>,
    /// The teams in it.
    pub teams: Option<Vec<ResourceId>>,
    /// The parts of a response that the model cannot represent.
    pub extras: Extras,
}

/// An organisation's own term for something.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct LocalizedTerm {
    /// The singular form.
    pub singular: Option<Text>,
    /// The plural form.
    pub plural: Option<Text>,
    /// The language of both forms.
    pub language: Option<Text>,
    /// The parts of a response that the model cannot represent.
    pub extras: Extras,
}

/// A feature that an organisation may have enabled.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct Feature {
    /// The name.
    pub name: Option<Text>,
    /// Whether it is enabled.
    pub enabled: Option<bool>,
    /// The quantity that is permitted.
    pub limit: Option<u64>,
    /// The parts of a response that the model cannot represent.
    pub extras: Extras,
}
