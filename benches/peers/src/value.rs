//! `serde_json::Value`, mapped by hand with `json!`. An absent member becomes `null`.

#![expect(
    clippy::indexing_slicing,
    reason = "indexing a `Value` returns `null` for an absent member"
)]

use serde_json::{Value, json};

use crate::contestant::{Contestant, Outcome};
use crate::target::country_code;

const NAME: &str = "serde_json::Value";

pub(crate) fn ctrl_hub_to_mediasilo() -> Contestant {
    Contestant::new(NAME, |body| -> Outcome {
        let message: Value = serde_json::from_slice(body)?;
        let profile = &message["data"]["attributes"]["profile"];
        let (personal, contact, address) =
            (&profile["personal"], &profile["contact"], &profile["address"]);
        let line = match (address["number"].as_str(), address["street"].as_str()) {
            (Some(number), Some(street)) => Some(format!("{number} {street}")),
            (number, street) => number.or(street).map(str::to_owned),
        };
        let update = json!({
            "firstName": personal["first_name"],
            "lastName": personal["last_name"],
            "phone": contact["landline"],
            "mobile": contact["mobile"],
            "address": {
                "address1": line,
                "address2": address["name"],
                "city": address["town"],
                "province": address["county"],
                "postalCode": address["postcode"],
                "country": address["country_code"],
            },
        });
        Ok(serde_json::to_vec(&update)?)
    })
}

pub(crate) fn mediasilo_to_upsun() -> Contestant {
    Contestant::new(NAME, |body| -> Outcome {
        let message: Value = serde_json::from_slice(body)?;
        let update = json!({
            "username": message["userName"],
            "first_name": message["firstName"],
            "last_name": message["lastName"],
            "company": message["company"],
            "country": message["address"]["country"].as_str().and_then(country_code),
        });
        Ok(serde_json::to_vec(&update)?)
    })
}
