//! The elements of lists, each by the names of the model.

use super::extras::EXTRAS;
use crate::codec::parts_schema;
use crate::codec::schema::MemberSchema;
use crate::codec::value::{
    TextCodec, boolean, recurrence_rule, text, text_value, timestamp, whole_number,
};
use crate::codec::{EmptyMeaning, Object, ObjectWriter};
use crate::codec::{
    Message, Part, Parts, Texts, part, part_list, part_read_only, part_texts, read_parts, texts_of,
    write_parts,
};
use crate::json::Name;
use crate::model::{
    AnalyticsReport, Composite as _, Feature, Identity, LocalizedTerm, Membership,
    MembershipChange, Organisation, OrganisationDetails, Role, RoleId, Team, Text, part,
};

/// The elements of `roles`.
pub(super) struct Roles;

impl Roles {
    pub(super) const CHANGES: Texts<TextCodec<RoleId>> = texts_of(TextCodec::new());
    pub(super) const ELEMENTS: Parts<Role> = &[
        &part("id", part::role::Id, text_value()).required(),
        &part("name", part::role::Name, text()),
        &part("description", part::role::Description, text()),
        &part("context", part::role::Context, text()),
        &part("level", part::role::Level, text()),
        &EXTRAS,
    ];
}

/// The elements of `memberships`.
pub(super) struct Memberships;

impl Memberships {
    pub(super) const CHANGES: Parts<MembershipChange> = &[
        &part("id", part::membership_grant::Id, text_value()),
        &part("role", part::membership_grant::Role, text()).required(),
        &part("account", part::membership_grant::Account, text_value()).required(),
        &part_read_only(&["account_name", "remainder"]),
    ];
    pub(super) const ELEMENTS: Parts<Membership> = &[
        &part("id", part::membership::Id, text_value()),
        &part("role", part::membership::Role, text()).required(),
        &part("account", part::membership::Account, text_value()).required(),
        &part("account_name", part::membership::AccountName, text()),
        &EXTRAS,
    ];
}

/// The elements of `analytics_reports`.
pub(super) struct AnalyticsReports;

impl AnalyticsReports {
    pub(super) const CHANGES: Parts<AnalyticsReport> = Self::ELEMENTS;
    pub(super) const ELEMENTS: Parts<AnalyticsReport> = &[
        &part("account", part::analytics_report::Account, text_value()).required(),
        &part("schedule", part::analytics_report::RecurrenceRule, recurrence_rule()).required(),
        &part("time_period", part::analytics_report::TimePeriod, text()).required(),
        &part_texts("reports", part::analytics_report::Reports, text()).required(),
        &EXTRAS,
    ];
}

/// The elements of `grants`.
pub(super) struct Grants;

impl Grants {
    pub(super) const ELEMENTS: Texts<TextCodec<Text>> = texts_of(TextCodec::new());
}

/// The elements of `identities`.
pub(super) struct Identities;

impl Identities {
    pub(super) const ELEMENTS: Parts<Identity> = &[
        &part("id", part::identity::Id, text_value()).required(),
        &part("platform", part::identity::Platform, text()),
        &EXTRAS,
    ];
}

/// The elements of `teams`.
pub(super) struct Teams;

impl Teams {
    pub(super) const ELEMENTS: Parts<Team> =
        &[&part("id", part::team::Id, text_value()).required(), &EXTRAS];
}

/// The elements of `organisations`.
pub(super) struct Organisations;

impl Organisations {
    pub(super) const ELEMENTS: Parts<Organisation> =
        &[&part("id", part::organisation::Id, text_value()).required(), &Details, &EXTRAS];
}

/// The part `details` of an organisation, present where a response included them.
#[derive(Debug)]
struct Details;

const DETAILS: Name<'static> = Name::fixed("details");

impl Part<Organisation> for Details {
    fn read(
        &self,
        object: &Object<'_, '_>,
        organisation: &mut Organisation,
        message: Message,
    ) -> bool {
        let field = object.member(DETAILS);
        if !field.is_absent() {
            let mut details = OrganisationDetails::blank();
            read_parts(
                ORGANISATION_DETAILS,
                &field.object(EmptyMeaning::Keep),
                &mut details,
                message,
            );
            organisation.details = Some(details);
        }
        true
    }

    fn describe(&self, message: Message, members: &mut Vec<MemberSchema>) {
        let schema = parts_schema(ORGANISATION_DETAILS, message);
        members.push(MemberSchema::optional(DETAILS.to_cow(), schema));
    }

    fn write<'u>(
        &'u self,
        organisation: &'u Organisation,
        message: Message,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        if let Some(details) = &organisation.details {
            out.object_or_empty(DETAILS, |out| {
                write_parts(ORGANISATION_DETAILS, details, message, out);
            });
        }
    }
}

const ORGANISATION_DETAILS: Parts<OrganisationDetails> = &[
    &part("name", part::organisation_details::Name, text()),
    &part("slug", part::organisation_details::Slug, text()),
    &part("description", part::organisation_details::Description, text()),
    &part("sandbox", part::organisation_details::Sandbox, boolean()),
    &part_list("schemes", part::organisation_details::Schemes, TERM),
    &part_list("work_orders", part::organisation_details::WorkOrders, TERM),
    &part_list("operations", part::organisation_details::Operations, TERM),
    &part("v3", part::organisation_details::V3, boolean()),
    &part("status", part::organisation_details::Status, text()),
    &part("created_at", part::organisation_details::CreatedAt, timestamp()),
    &part("updated_at", part::organisation_details::UpdatedAt, timestamp()),
    &part_list("features", part::organisation_details::Features, FEATURE),
    &part_texts("users", part::organisation_details::Users, text_value()),
    &part_texts("service_accounts", part::organisation_details::ServiceAccounts, text_value()),
    &part_texts("groups", part::organisation_details::Groups, text_value()),
    &part_texts("teams", part::organisation_details::Teams, text_value()),
    &EXTRAS,
];

const TERM: Parts<LocalizedTerm> = &[
    &part("singular", part::term::Singular, text()),
    &part("plural", part::term::Plural, text()),
    &part("language", part::term::Language, text()),
    &EXTRAS,
];

const FEATURE: Parts<Feature> = &[
    &part("name", part::feature::Name, text()),
    &part("enabled", part::feature::Enabled, boolean()),
    &part("limit", part::feature::Limit, whole_number()),
    &EXTRAS,
];
