//! Organisations: the user refers to them in `relationships`, and a response contains them in
//! `included`.
//!
//! Of the included resources the model can hold organisations only; all others are kept as extras
//! and written back unchanged.

use std::collections::HashMap;

use crate::codec::schema::{AdditionalMembers, MemberSchema, Schema};
use crate::codec::value::{boolean, text, text_value, timestamp, whole_number};
use crate::codec::{Description, MemberDescription, Represents, Support};
use crate::codec::{EmptyMeaning, Field, Object, ObjectWriter};
use crate::codec::{
    Message, Parts, Property, part, part_constant, part_group, part_list, part_references,
    read_parts, write_parts,
};
use crate::json::{Name, Value};
use crate::model::{
    Attribute, Composite as _, Feature, LocalizedTerm, Organisation, OrganisationDetails,
    ResourceId, User, part,
};

const ORGANISATIONS: &str = "organisations";

/// The other types of included resources. A resource of a type that is not listed is an
/// organisation if the user refers to it.
const OTHER_TYPES: [&str; 4] = ["users", "teams", "groups", "service-accounts"];

/// An organisation that the user refers to.
pub(super) const REFERENCE: Parts<Organisation> = &[
    &part_constant("type", ORGANISATIONS),
    &part("id", part::organisation::Id, text_value()).required(),
];

const DETAILS: Parts<OrganisationDetails> = &[
    &part_group(
        "attributes",
        &[
            &part("name", part::organisation_details::Name, text()),
            &part("slug", part::organisation_details::Slug, text()),
            &part("sandbox", part::organisation_details::Sandbox, boolean()),
            &part_group(
                "settings",
                &[&part_group("nomenclature", &[&part_group("governance", GOVERNANCE)])],
            ),
            &part("description", part::organisation_details::Description, text()),
        ],
    ),
    &part_group(
        "meta",
        &[
            &part("v3", part::organisation_details::V3, boolean()),
            &part("status", part::organisation_details::Status, text()),
            &part("created_at", part::organisation_details::CreatedAt, timestamp()),
            &part("updated_at", part::organisation_details::UpdatedAt, timestamp()),
            &part_list("features", part::organisation_details::Features, FEATURE),
        ],
    ),
    &part_group(
        "relationships",
        &[
            &part_group(
                "users",
                &[&part_references("data", part::organisation_details::Users, "users")],
            ),
            &part_group(
                "service_accounts",
                &[&part_references(
                    "data",
                    part::organisation_details::ServiceAccounts,
                    "service-accounts",
                )],
            ),
            &part_group(
                "groups",
                &[&part_references("data", part::organisation_details::Groups, "groups")],
            ),
            &part_group(
                "teams",
                &[&part_references("data", part::organisation_details::Teams, "teams")],
            ),
        ],
    ),
];

const GOVERNANCE: Parts<OrganisationDetails> = &[
    &part_list("schemes", part::organisation_details::Schemes, TERM),
    &part_list("work_orders", part::organisation_details::WorkOrders, TERM),
    &part_list("operations", part::organisation_details::Operations, TERM),
];

const TERM: Parts<LocalizedTerm> = &[
    &part("singular", part::term::Singular, text()),
    &part("plural", part::term::Plural, text()),
    &part("language", part::term::Language, text()),
];

const FEATURE: Parts<Feature> = &[
    &part("name", part::feature::Name, text()),
    &part("enabled", part::feature::Enabled, boolean()),
    &part("limit", part::feature::Limit, whole_number()),
];

/// The member that holds the resources beside the user.
#[derive(Debug, Clone, Copy)]
pub(super) struct Included;

const INCLUDED: Name<'static> = Name::fixed("included");

impl Property for Included {
    fn reads_last(&self) -> bool {
        true
    }

    fn describe(&self, description: &mut Description) {
        let mut members = vec![
            MemberSchema::required("type", Schema::text()),
            MemberSchema::required("id", Schema::text()),
        ];
        for part in DETAILS {
            part.describe(Message::User, &mut members);
        }
        let resource = Schema::object(members, AdditionalMembers::Allowed);
        let represents = Represents::new(Attribute::Organisations).in_users(Support::Exact);
        let member = MemberDescription::new(INCLUDED.to_cow())
            .holding(represents)
            .in_users(Schema::array(resource));
        description.members.push(member.read_only());
    }

    /// Adds the included details to each organisation. An included organisation that the user does
    /// not refer to is one of the user's organisations nevertheless.
    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        let included = object.member(INCLUDED);
        if included.is_absent() {
            return;
        }
        let organisations = &mut user.access.organisations;
        let referred = organisations.as_deref().unwrap_or_default().iter().enumerate();
        // Of two with the same id, the first.
        let mut positions: HashMap<String, usize> =
            referred.rev().map(|(position, one)| (one.id.as_str().to_owned(), position)).collect();
        let found =
            included.all(|resource| Some(read_resource(&resource, organisations, &mut positions)));
        match found {
            Some(found) if found.contains(&true) => included.record(Attribute::Organisations),
            Some(_) => {}
            None if matches!(included.consume(), Some(Value::Null | Value::Text(""))) => {}
            None => included.record_unreadable(Attribute::Organisations),
        }
    }

    fn read_rest(&self, object: &Object<'_, '_>, message: Message) {
        object.read_only(message, &[INCLUDED.as_str()]);
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        let organisations = user.access.organisations.iter().flatten();
        let included: Vec<_> =
            organisations.filter_map(|one| Some((&one.id, one.details.as_ref()?))).collect();
        let included = (!included.is_empty()).then_some(included);
        let extras = |(_, details): &(_, &'u OrganisationDetails)| Some(&details.extras);
        out.list(INCLUDED, Attribute::Organisations, included, extras, |(id, details), out| {
            write_resource(id, details, out);
        });
    }
}

/// Reads one resource. Returns whether it is one of the user's organisations.
fn read_resource(
    field: &Field<'_, '_>,
    organisations: &mut Option<Vec<Organisation>>,
    positions: &mut HashMap<String, usize>,
) -> bool {
    let [kind, id] = ["type", "id"].map(|name| field.peek_text(name));
    let is_organisation = kind == Some(ORGANISATIONS);
    let is_other = kind.is_some_and(|kind| OTHER_TYPES.contains(&kind));
    let known = id.filter(|_| !is_other).and_then(|id| positions.get(id).copied());
    let Some(Ok(id)) = id.map(ResourceId::parse).filter(|_| is_organisation || known.is_some())
    else {
        field.record_unknown();
        return false;
    };
    let resource = field.object(EmptyMeaning::Keep);
    resource.ignore(&["type", "id"]);
    let mut details = OrganisationDetails::blank();
    read_parts(DETAILS, &resource, &mut details, Message::User);
    details.extras = field.extras(|out| write_resource(&id, &details, out));
    let organisations = organisations.get_or_insert_default();
    if let Some(organisation) = known.and_then(|position| organisations.get_mut(position)) {
        organisation.details = Some(details);
    } else {
        positions.insert(id.as_str().to_owned(), organisations.len());
        let mut organisation = Organisation::new(id);
        organisation.details = Some(details);
        organisations.push(organisation);
    }
    true
}

fn write_resource<'u>(
    id: &'u ResourceId,
    details: &'u OrganisationDetails,
    out: &mut ObjectWriter<'_, 'u>,
) {
    out.literal_text("type", ORGANISATIONS);
    out.literal_text("id", id.as_str());
    write_parts(DETAILS, details, Message::User, out);
}
