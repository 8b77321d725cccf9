//! Serde's derive into owned strings, with every member of the message.
//!
//! Otherwise as with the needed members only: absent members are omitted, `null` means absent, and
//! values are not checked.

use serde::Deserialize;

use crate::contestant::{Contestant, Outcome};
use crate::target::{MediaSilo, MediaSiloAddress, Upsun, country_code, line};

const NAME: &str = "serde derive, owned, all attributes";

#[derive(Deserialize)]
struct CtrlHub {
    data: Data,
}

#[expect(dead_code, reason = "typed because the message has it")]
#[derive(Deserialize)]
struct Data {
    id: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    attributes: Attributes,
}

#[derive(Deserialize)]
struct Attributes {
    profile: Profile,
}

#[expect(dead_code, reason = "typed because the message has it")]
#[derive(Deserialize)]
struct Profile {
    address: Option<Address>,
    contact: Option<Contact>,
    personal: Option<Personal>,
    settings: Option<Settings>,
    work: Option<Work>,
}

#[expect(dead_code, reason = "typed because the message has it")]
#[derive(Deserialize)]
struct Address {
    area: Option<String>,
    country_code: Option<String>,
    county: Option<String>,
    name: Option<String>,
    number: Option<String>,
    postcode: Option<String>,
    street: Option<String>,
    town: Option<String>,
    what3words: Option<String>,
}

#[derive(Deserialize, Default)]
struct Contact {
    landline: Option<String>,
    mobile: Option<String>,
}

#[expect(dead_code, reason = "typed because the message has it")]
#[derive(Deserialize, Default)]
struct Personal {
    dob: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
}

#[expect(dead_code, reason = "typed because the message has it")]
#[derive(Deserialize)]
struct Settings {
    preferred_language: Option<String>,
    timezone: Option<String>,
}

#[expect(dead_code, reason = "typed because the message has it")]
#[derive(Deserialize)]
struct Work {
    cscs: Option<String>,
    eusr: Option<String>,
    occupation: Option<String>,
    start_date: Option<String>,
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

#[expect(dead_code, reason = "typed because the message has it")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Created {
    user_name: Option<String>,
    password: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    company: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    mobile: Option<String>,
    address: Option<CreatedAddress>,
    status: Option<String>,
    sso: Option<bool>,
    sso_id: Option<String>,
    default_role_template_id: Option<String>,
}

#[expect(dead_code, reason = "typed because the message has it")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreatedAddress {
    address1: Option<String>,
    address2: Option<String>,
    city: Option<String>,
    province: Option<String>,
    postal_code: Option<String>,
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
