//! The Vector Remap Language, with its core alone: neither job needs its standard library.

use std::error::Error;

use ::vrl::compiler::runtime::Runtime;
use ::vrl::compiler::state::RuntimeState;
use ::vrl::compiler::{TargetValue, TimeZone, compile};
use ::vrl::value::{Secrets, Value};

use crate::contestant::{Contestant, Outcome};

pub(crate) fn ctrl_hub_to_mediasilo() -> Result<Contestant, Box<dyn Error>> {
    program(
        r#"
        . = {
            "firstName": .data.attributes.profile.personal.first_name,
            "lastName": .data.attributes.profile.personal.last_name,
            "phone": .data.attributes.profile.contact.landline,
            "mobile": .data.attributes.profile.contact.mobile,
            "address": {
                "address1": (.data.attributes.profile.address.number + " " +
                    .data.attributes.profile.address.street) ?? null,
                "address2": .data.attributes.profile.address.name,
                "city": .data.attributes.profile.address.town,
                "province": .data.attributes.profile.address.county,
                "postalCode": .data.attributes.profile.address.postcode,
                "country": .data.attributes.profile.address.country_code,
            },
        }
        "#,
    )
}

pub(crate) fn mediasilo_to_upsun() -> Result<Contestant, Box<dyn Error>> {
    program(
        r#"
        country = null
        if .address.country == "United Kingdom" {
            country = "GB"
        } else if .address.country == "United States" {
            country = "US"
        }
        . = {
            "username": .userName,
            "first_name": .firstName,
            "last_name": .lastName,
            "company": .company,
            "country": country,
        }
        "#,
    )
}

fn program(source: &str) -> Result<Contestant, Box<dyn Error>> {
    let program = compile(source, &[]).map_err(|problems| format!("vrl: {problems:?}"))?.program;
    let mut runtime = Runtime::new(RuntimeState::default());
    let zone = TimeZone::default();
    Ok(Contestant::new("vrl", move |body| -> Outcome {
        let mut target = TargetValue {
            value: serde_json::from_slice(body)?,
            metadata: Value::Null,
            secrets: Secrets::default(),
        };
        runtime.resolve(&mut target, &program, &zone)?;
        runtime.clear();
        Ok(serde_json::to_vec(&target.value)?)
    }))
}
