//! The resources that stand beside the user. Of these the model has room for organisations; the others stay where they
//! were in an answer that comes back.

use std::collections::HashMap;

use super::document::ORGANISATIONS;
use super::organisation::{read_details, write_resource};
use crate::model::{Attribute, Organisation, OrganisationDetails, ResourceId};
use crate::wire::{Blank, Field, Object, ObjectWriter};

/// What may be included besides organisations. A type that is none of the vendor's says nothing either way.
const OTHER_TYPES: [&str; 4] = ["users", "teams", "groups", "service-accounts"];

/// Gives each organisation what is included of it. One that the user refers to nowhere is its organisation all the same.
pub(super) fn read(message: &Object<'_, '_>, organisations: &mut Option<Vec<Organisation>>) {
    let included = message.member("included");
    if included.is_absent() {
        return;
    }
    let referred = organisations.as_deref().unwrap_or_default().iter().enumerate();
    // Of two with one id, the first.
    let mut positions: HashMap<String, usize> =
        referred.rev().map(|(position, one)| (one.id.as_str().to_owned(), position)).collect();
    let found = included.all(|resource| Some(read_resource(&resource, organisations, &mut positions)));
    if found.is_some_and(|found| found.contains(&true)) {
        included.account(Attribute::Organisations);
    }
}

/// Whether it is one of the user's organisations.
fn read_resource(
    field: &Field<'_, '_>,
    organisations: &mut Option<Vec<Organisation>>,
    positions: &mut HashMap<String, usize>,
) -> bool {
    let [kind, id] = ["type", "id"].map(|name| field.peek(name));
    let is_organisation = kind == Some(ORGANISATIONS);
    let is_other = kind.is_some_and(|kind| OTHER_TYPES.contains(&kind));
    let known = id.filter(|_| !is_other).and_then(|id| positions.get(id).copied());
    let Some(Ok(id)) = id.map(ResourceId::parse).filter(|_| is_organisation || known.is_some()) else {
        field.tell_unknown();
        return false;
    };
    let resource = field.object(Blank::Keep);
    resource.accept(&["type", "id"]);
    let mut details = read_details(&resource);
    details.remainder = field.remainder(|out| write_resource(&id, &details, out));
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

pub(super) fn write<'u>(organisations: Option<&'u [Organisation]>, out: &mut ObjectWriter<'_, 'u>) {
    let organisations = organisations.into_iter().flatten();
    let included: Vec<_> = organisations.filter_map(|one| Some((&one.id, one.details.as_ref()?))).collect();
    let included = (!included.is_empty()).then_some(included);
    let remainder = |(_, details): &(_, &'u OrganisationDetails)| Some(&details.remainder);
    out.list("included", Attribute::Organisations, included, remainder, |(id, details), out| {
        write_resource(id, details, out);
    });
}
