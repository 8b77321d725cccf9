//! Organisations, as the user refers to them and as they are included.

use super::document::{ORGANISATIONS, TEAMS, read_reference, references, write_reference};
use crate::model::{Attribute, Feature, Organisation, OrganisationDetails, ResourceId, Term, Text, Timestamp};
use crate::wire::{Blank, Field, Object, ObjectWriter};

/// The organisations that the user refers to.
pub(super) fn read(relationships: &Object<'_, '_>) -> Option<Vec<Organisation>> {
    let relationship = relationships.member(ORGANISATIONS).object(Blank::Keep);
    relationship.member("data").list(Attribute::Organisations, Blank::Keep, read_referred)
}

fn read_referred(field: Field<'_, '_>) -> Option<Organisation> {
    let mut organisation = Organisation::new(read_reference(&field)?);
    organisation.remainder =
        field.remainder(|out| write_reference(ORGANISATIONS, &organisation.id, out));
    Some(organisation)
}

/// What an included resource says of an organisation.
pub(super) fn read_details(resource: &Object<'_, '_>) -> OrganisationDetails {
    let mut details = OrganisationDetails::default();
    let attributes = resource.member("attributes").object(Blank::Keep);
    details.name = attributes.member("name").text(Text::parse);
    details.slug = attributes.member("slug").text(Text::parse);
    details.description = attributes.member("description").text(Text::parse);
    details.sandbox = attributes.member("sandbox").boolean();
    let settings = attributes.member("settings").object(Blank::Keep);
    let nomenclature = settings.member("nomenclature").object(Blank::Keep);
    let governance = nomenclature.member("governance").object(Blank::Keep);
    details.schemes = governance.member("schemes").all(|term| Some(read_term(&term)));
    details.work_orders = governance.member("work_orders").all(|term| Some(read_term(&term)));
    details.operations = governance.member("operations").all(|term| Some(read_term(&term)));

    let meta = resource.member("meta").object(Blank::Keep);
    details.v3 = meta.member("v3").boolean();
    details.status = meta.member("status").text(Text::parse);
    details.created_at = meta.member("created_at").text(Timestamp::parse);
    details.updated_at = meta.member("updated_at").text(Timestamp::parse);
    details.features = meta.member("features").all(|feature| Some(read_feature(&feature)));

    let relationships = resource.member("relationships").object(Blank::Keep);
    details.users = references(&relationships, "users");
    details.service_accounts = references(&relationships, "service_accounts");
    details.groups = references(&relationships, "groups");
    details.teams = references(&relationships, "teams");
    details
}

fn read_term(field: &Field<'_, '_>) -> Term {
    let object = field.object(Blank::Keep);
    let mut term = Term::default();
    term.singular = object.member("singular").text(Text::parse);
    term.plural = object.member("plural").text(Text::parse);
    term.language = object.member("language").text(Text::parse);
    term.remainder = field.remainder(|out| write_term(&term, out));
    term
}

fn read_feature(field: &Field<'_, '_>) -> Feature {
    let object = field.object(Blank::Keep);
    let mut feature = Feature::default();
    feature.name = object.member("name").text(Text::parse);
    feature.enabled = object.member("enabled").boolean();
    feature.limit = object.member("limit").number();
    feature.remainder = field.remainder(|out| write_feature(&feature, out));
    feature
}

pub(super) fn write_references<'u>(organisations: Option<&'u [Organisation]>, out: &mut ObjectWriter<'_, 'u>) {
    let write = |organisation: &'u Organisation, out: &mut ObjectWriter<'_, 'u>| {
        write_reference(ORGANISATIONS, &organisation.id, out);
    };
    out.list("data", Attribute::Organisations, organisations, |one| Some(&one.remainder), write);
}

pub(super) fn write_resource<'u>(id: &'u ResourceId, details: &'u OrganisationDetails, out: &mut ObjectWriter<'_, 'u>) {
    let OrganisationDetails {
        name,
        slug,
        description,
        sandbox,
        schemes,
        work_orders,
        operations,
        v3,
        status,
        created_at,
        updated_at,
        features,
        users,
        service_accounts,
        groups,
        teams,
        remainder: _,
    } = details;
    write_reference(ORGANISATIONS, id, out);
    out.object("attributes", |out| {
        out.text("name", name.as_ref());
        out.text("slug", slug.as_ref());
        out.boolean("sandbox", *sandbox);
        out.object("settings", |out| {
            out.object("nomenclature", |out| {
                out.object("governance", |out| {
                    for (name, terms) in
                        [("schemes", schemes), ("work_orders", work_orders), ("operations", operations)]
                    {
                        out.objects(name, terms.as_deref(), |term| Some(&term.remainder), write_term);
                    }
                });
            });
        });
        out.text("description", description.as_ref());
    });
    out.object("meta", |out| {
        out.boolean("v3", *v3);
        out.text("status", status.as_ref());
        out.text("created_at", created_at.as_ref());
        out.text("updated_at", updated_at.as_ref());
        out.objects("features", features.as_deref(), |feature| Some(&feature.remainder), write_feature);
    });
    out.object("relationships", |out| {
        let related = [
            ("users", "users", users),
            ("service_accounts", "service-accounts", service_accounts),
            ("groups", "groups", groups),
            ("teams", TEAMS, teams),
        ];
        for (name, kind, ids) in related {
            out.object(name, |out| {
                out.objects("data", ids.as_deref(), |_| None, |id, out| write_reference(kind, id, out));
            });
        }
    });
}

fn write_term<'u>(term: &'u Term, out: &mut ObjectWriter<'_, 'u>) {
    let Term { singular, plural, language, remainder: _ } = term;
    out.text("singular", singular.as_ref());
    out.text("plural", plural.as_ref());
    out.text("language", language.as_ref());
}

fn write_feature<'u>(feature: &'u Feature, out: &mut ObjectWriter<'_, 'u>) {
    let Feature { name, enabled, limit, remainder: _ } = feature;
    out.text("name", name.as_ref());
    out.boolean("enabled", *enabled);
    out.number("limit", *limit);
}
