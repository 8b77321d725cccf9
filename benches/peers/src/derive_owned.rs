//! Serde's derive into owned strings, with the members that the job needs and no others.
//!
//! The usual quick implementation for a known message. Every group and member may be absent, and
//! absent members are omitted. `null` means absent, and values are not checked.

use serde::Deserialize;

use crate::contestant::{Contestant, Outcome};
use crate::target::{MediaSilo, MediaSiloAddress, Upsun, country_code, line};

const NAME: &str = "serde derive, owned";

#[derive(Deserialize)]
struct CtrlHub {
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    attributes: Attributes,
}

#[derive(Deserialize)]
struct Attributes {
    profile: Profile,
}

#[derive(Deserialize)]
struct Profile {
    address: Option<Address>,
    contact: Option<Contact>,
    personal: Option<Personal>,
}

#[derive(Deserialize)]
struct Address {
    country_code: Option<String>,
    county: Option<String>,
    name: Option<String>,
    number: Option<String>,
    postcode: Option<String>,
    street: Option<String>,
    town: Option<String>,
}

#[derive(Deserialize, Default)]
struct Contact {
    landline: Option<String>,
    mobile: Option<String>,
}

#[derive(Deserialize, Default)]
struct Personal {
    first_name: Option<String>,
    last_name: Option<String>,
}

pub(crate) fn ctrl_hub_to_mediasilo() -> Contestant {
    Contestant::new(NAME, |body| -> Outcome {
        let message: CtrlHub = serde_json::from_slice(body)?;
        let profile = message.data.attributes.profile;
        let personal = profile.personal.unwrap_or_default();
        let contact = profile.contact.unwrap_or_default();
        let update = MediaSilo {
            first_name: personal.first_name,
            last_name: personal.last_name,
            phone: contact.landline,
            mobile: contact.mobile,
            address: profile.address.map(|address| MediaSiloAddress {
                address1: line(address.number, address.street),
                address2: address.name,
                city: address.town,
                province: address.county,
                postal_code: address.postcode,
                country: address.country_code,
            }),
        };
        Ok(serde_json::to_vec(&update)?)
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Created {
    user_name: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    company: Option<String>,
    address: Option<CreatedAddress>,
}

#[derive(Deserialize)]
struct CreatedAddress {
    country: Option<String>,
}

pub(crate) fn mediasilo_to_upsun() -> Contestant {
    Contestant::new(NAME, |body| -> Outcome {
        let message: Created = serde_json::from_slice(body)?;
        let country = message.address.and_then(|address| address.country);
        let update = Upsun {
            username: message.user_name,
            first_name: message.first_name,
            last_name: message.last_name,
            company: message.company,
            country: country.as_deref().and_then(country_code),
        };
        Ok(serde_json::to_vec(&update)?)
    })
}
