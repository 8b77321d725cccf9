//! Countries, for dialects that know them by their codes alone.

use crate::model::Country;
use crate::wire::{Adaptation, DropReason, Node, Spelling};

/// Says a country by its two-letter code.
///
/// # Errors
/// [`DropReason::OutOfRule`] for a name that is no country's.
pub fn as_country_code(country: &Country) -> Spelling<'_> {
    let adaptation = if country.is_code() { None } else { Some(Adaptation::CountryCode) };
    country.code().map(|code| (Node::text(code), adaptation)).ok_or(DropReason::OutOfRule)
}
