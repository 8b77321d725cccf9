//! The parts of list elements, each with a typed handle.

use std::fmt::Debug;

use super::element::{
    AnalyticsReport, Feature, Identity, LocalizedTerm, Membership, MembershipChange, Organisation,
    OrganisationDetails, Role, Team,
};
use super::extras::Extras;
use super::id::{AccountId, MembershipId, ResourceId, RoleId};
use super::moment::Timestamp;
use super::recurrence_rule::RecurrenceRule;
use super::text::Text;

/// A value that is decoded part by part.
pub trait Composite: Debug + Send + Sync {
    /// The placeholder before any part is decoded. It is not a valid value.
    #[doc(hidden)]
    fn blank() -> Self;

    /// The extras, if the type has them.
    fn extras(&self) -> Option<&Extras> {
        None
    }

    /// The extras for writing, if the type has them.
    fn extras_mut(&mut self) -> Option<&mut Extras> {
        None
    }
}

/// A handle to one part of an element; all handles are in [`part`].
pub trait Lens: Copy + Debug + Send + Sync + 'static {
    /// The type that contains the part.
    type Of;

    /// The type of the part.
    type Value: 'static;

    /// The part, if present.
    fn get(self, of: &Self::Of) -> Option<&Self::Value>;

    /// Sets the part.
    fn set(self, of: &mut Self::Of, value: Self::Value);
}

macro_rules! parts {
    ($($(#[$meta:meta])* $module:ident: $of:ident { $($field:ident $kind:tt $value:ty as $lens:ident,)* })*) => {
        /// Typed handles to the parts of elements.
        pub mod part {
            $(
                $(#[$meta])*
                pub mod $module {$(
                    #[doc = concat!("The part `", stringify!($field), "`.")]
                    #[derive(Debug, Clone, Copy)]
                    #[expect(clippy::exhaustive_structs, reason = "a handle holds nothing")]
                    pub struct $lens;
                )*}
            )*
        }

        $($(
            impl Lens for part::$module::$lens {
                type Of = $of;
                type Value = $value;

                fn get(self, of: &$of) -> Option<&$value> {
                    parts!(get $kind of.$field)
                }

                fn set(self, of: &mut $of, value: $value) {
                    parts!(set $kind of.$field = value);
                }
            }
        )*)*
    };
    (get : $of:ident.$field:ident) => { Some(&$of.$field) };
    (get ? $of:ident.$field:ident) => { $of.$field.as_ref() };
    (set : $of:ident.$field:ident = $value:ident) => { $of.$field = $value };
    (set ? $of:ident.$field:ident = $value:ident) => { $of.$field = Some($value) };
}

parts! {
    /// Parts of a role.
    role: Role {
        id: RoleId as Id,
        name? Text as Name,
        description? Text as Description,
        context? Text as Context,
        level? Text as Level,
    }
    /// Parts of a membership.
    membership: Membership {
        id? MembershipId as Id,
        role: Text as Role,
        account: AccountId as Account,
        account_name? Text as AccountName,
    }
    /// Parts of a membership in an update.
    membership_grant: MembershipChange {
        id? MembershipId as Id,
        role: Text as Role,
        account: AccountId as Account,
    }
    /// Parts of a report.
    analytics_report: AnalyticsReport {
        account: AccountId as Account,
        schedule: RecurrenceRule as RecurrenceRule,
        time_period: Text as TimePeriod,
        reports: Vec<Text> as Reports,
    }
    /// Parts of an identity.
    identity: Identity {
        id: ResourceId as Id,
        platform? Text as Platform,
    }
    /// Parts of a team.
    team: Team {
        id: ResourceId as Id,
    }
    /// Parts of an organisation.
    organisation: Organisation {
        id: ResourceId as Id,
        details? OrganisationDetails as Details,
    }
    /// Parts of the details of an organisation.
    organisation_details: OrganisationDetails {
        name? Text as Name,
        slug? Text as Slug,
        description? Text as Description,
        sandbox? bool as Sandbox,
        schemes? Vec<LocalizedTerm> as Schemes,
        work_orders? Vec<LocalizedTerm> as WorkOrders,
        operations? Vec<LocalizedTerm> as Operations,
        v3? bool as V3,
        status? Text as Status,
        created_at? Timestamp as CreatedAt,
        updated_at? Timestamp as UpdatedAt,
        features? Vec<Feature> as Features,
        users? Vec<ResourceId> as Users,
        service_accounts? Vec<ResourceId> as ServiceAccounts,
        groups? Vec<ResourceId> as Groups,
        teams? Vec<ResourceId> as Teams,
    }
    /// Parts of a term.
    term: LocalizedTerm {
        singular? Text as Singular,
        plural? Text as Plural,
        language? Text as Language,
    }
    /// Parts of a feature.
    feature: Feature {
        name? Text as Name,
        enabled? bool as Enabled,
        limit? u64 as Limit,
    }
}

macro_rules! composites {
    ($($type:ident: $blank:expr,)*) => {$(
        impl Composite for $type {
            fn blank() -> Self {
                $blank
            }

            fn extras(&self) -> Option<&Extras> {
                Some(&self.extras)
            }

            fn extras_mut(&mut self) -> Option<&mut Extras> {
                Some(&mut self.extras)
            }
        }
    )*};
}

composites! {
    Role: Self::new(RoleId::BLANK),
    Membership: Self::new(MembershipChange::blank()),
    AnalyticsReport: Self::new(AccountId::BLANK, RecurrenceRule::BLANK, Text::BLANK, Vec::new()),
    Identity: Self::new(ResourceId::BLANK),
    Team: Self::new(ResourceId::BLANK),
    Organisation: Self::new(ResourceId::BLANK),
    OrganisationDetails: Self::default(),
    LocalizedTerm: Self::default(),
    Feature: Self::default(),
}

impl Composite for MembershipChange {
    fn blank() -> Self {
        Self::new(Text::BLANK, AccountId::BLANK)
    }
}
