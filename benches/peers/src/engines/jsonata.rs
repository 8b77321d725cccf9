//! `jsonata-core`: the byte code of its `Expression`, and its default `simd` parser.

use std::error::Error;

use jsonata_core::Expression;
use jsonata_core::value::JValue;

use crate::contestant::{Contestant, Outcome};

pub(crate) fn ctrl_hub_to_mediasilo() -> Result<Contestant, Box<dyn Error>> {
    expression(
        r#"
        data.attributes.profile.{
            "firstName": personal.first_name,
            "lastName": personal.last_name,
            "phone": contact.landline,
            "mobile": contact.mobile,
            "address": {
                "address1": address.number & " " & address.street,
                "address2": address.name,
                "city": address.town,
                "province": address.county,
                "postalCode": address.postcode,
                "country": address.country_code
            }
        }
        "#,
    )
}

pub(crate) fn mediasilo_to_upsun() -> Result<Contestant, Box<dyn Error>> {
    expression(
        r#"
        {
            "username": userName,
            "first_name": firstName,
            "last_name": lastName,
            "company": company,
            "country": address.country = "United Kingdom" ? "GB" : address.country = "United States" ? "US" : null
        }
        "#,
    )
}

fn expression(source: &str) -> Result<Contestant, Box<dyn Error>> {
    let expression = Expression::compile(source)?;
    Ok(Contestant::new("jsonata-core", move |body| -> Outcome {
        let message = JValue::from_json_str(std::str::from_utf8(body)?)?;
        Ok(expression.evaluate(&message)?.to_json_string()?.into_bytes())
    }))
}
