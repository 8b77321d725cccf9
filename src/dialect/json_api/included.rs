//! The resources that stand beside the user. Of these the model has room for organisations; the others stay where they
//! were in an answer that comes back.

use super::JsonApi;
use super::document::ORGANISATIONS;
use super::organisation::{read_details, write_resource};
use crate::model::{Attribute, Organisation, OrganisationDetails, ResourceId};
use crate::wire::{Blank, Field, Object, ObjectWriter};

/// Gives each organisation what is included of it. One that the user refers to nowhere is its organisation all the same.
pub(super) fn read(message: &Object<'_, '_>, organisations: &mut Option<Vec<Organisation>>) {
    let included = message.member("included");
    let found = included.all(|resource| Some(read_resource(&resource, organisations)));
    if found.is_some_and(|found| found.contains(&true)) {
        included.account(Attribute::Organisations);
    }
}

/// Whether it is one of the user's organisations.
fn read_resource(field: &Field<'_, '_>, organisations: &mut Option<Vec<Organisation>>) -> bool {
    let resource = field.object(Blank::Keep);
    let is_organisation = resource.member("type").text(|kind| Ok(kind == ORGANISATIONS)) == Some(true);
    let Some(id) = resource.member("id").text(ResourceId::parse) else { return false };
    let mut details = read_details(&resource);
    details.remainder = field.remainder(JsonApi::ID.as_str(), |out| write_resource(&id, &details, out));
    match organisations.iter_mut().flatten().find(|organisation| organisation.id == id) {
        Some(organisation) => organisation.details = Some(details),
        None if is_organisation => {
            let mut organisation = Organisation::new(id);
            organisation.details = Some(details);
            organisations.get_or_insert_default().push(organisation);
        }
        None => return false,
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
