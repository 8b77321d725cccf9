//! Serde's derive into borrowed strings, with the members that the job needs and no others.
//!
//! `Cow` and not `&str`, because a string with an escape cannot be deserialized into `&str`. Inside
//! an `Option` serde does not borrow a `Cow` either, so each is a [`Text`]. Otherwise as with owned
//! strings.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::contestant::{Contestant, Outcome};
use crate::target::{MediaSilo, MediaSiloAddress, Upsun, country_code, line};

const NAME: &str = "serde derive, borrowed";

#[derive(Deserialize, Serialize)]
#[serde(transparent)]
struct Text<'m>(#[serde(borrow)] Cow<'m, str>);

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

#[derive(Deserialize)]
struct CtrlHub<'m> {
    #[serde(borrow)]
    data: Data<'m>,
}

#[derive(Deserialize)]
struct Data<'m> {
    #[serde(borrow)]
    attributes: Attributes<'m>,
}

#[derive(Deserialize)]
struct Attributes<'m> {
    #[serde(borrow)]
    profile: Profile<'m>,
}

#[derive(Deserialize)]
struct Profile<'m> {
    #[serde(borrow)]
    address: Option<Address<'m>>,
    #[serde(borrow)]
    contact: Option<Contact<'m>>,
    #[serde(borrow)]
    personal: Option<Personal<'m>>,
}

#[derive(Deserialize)]
struct Address<'m> {
    #[serde(borrow)]
    country_code: Option<Text<'m>>,
    #[serde(borrow)]
    county: Option<Text<'m>>,
    #[serde(borrow)]
    name: Option<Text<'m>>,
    #[serde(borrow)]
    number: Option<Text<'m>>,
    #[serde(borrow)]
    postcode: Option<Text<'m>>,
    #[serde(borrow)]
    street: Option<Text<'m>>,
    #[serde(borrow)]
    town: Option<Text<'m>>,
}

#[derive(Deserialize, Default)]
struct Contact<'m> {
    #[serde(borrow)]
    landline: Option<Text<'m>>,
    #[serde(borrow)]
    mobile: Option<Text<'m>>,
}

#[derive(Deserialize, Default)]
struct Personal<'m> {
    #[serde(borrow)]
    first_name: Option<Text<'m>>,
    #[serde(borrow)]
    last_name: Option<Text<'m>>,
}

pub(crate) fn ctrl_hub_to_mediasilo() -> Contestant {
    Contestant::new(NAME, |body| -> Outcome {
        let message: CtrlHub<'_> = serde_json::from_slice(body)?;
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
struct Created<'m> {
    #[serde(borrow)]
    user_name: Option<Text<'m>>,
    #[serde(borrow)]
    first_name: Option<Text<'m>>,
    #[serde(borrow)]
    last_name: Option<Text<'m>>,
    #[serde(borrow)]
    company: Option<Text<'m>>,
    #[serde(borrow)]
    address: Option<CreatedAddress<'m>>,
}

#[derive(Deserialize)]
struct CreatedAddress<'m> {
    #[serde(borrow)]
    country: Option<Text<'m>>,
}

pub(crate) fn mediasilo_to_upsun() -> Contestant {
    Contestant::new(NAME, |body| -> Outcome {
        let message: Created<'_> = serde_json::from_slice(body)?;
        let country = message.address.and_then(|address| address.country);
        let update = Upsun {
            username: message.user_name,
            first_name: message.first_name,
            last_name: message.last_name,
            company: message.company,
            country: country.as_ref().map(AsRef::as_ref).and_then(country_code),
        };
        Ok(serde_json::to_vec(&update)?)
    })
}
