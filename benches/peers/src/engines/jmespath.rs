//! `jmespath`, whose language has no conditional: `&&` and `||` stand in for one.

use std::error::Error;

use ::jmespath::{Context, DEFAULT_RUNTIME, Rcvar, Variable, compile, interpret};

use crate::contestant::{Contestant, Outcome};

pub(crate) fn ctrl_hub_to_mediasilo() -> Result<Contestant, Box<dyn Error>> {
    expression(
        "
        data.attributes.profile.{
            firstName: personal.first_name,
            lastName: personal.last_name,
            phone: contact.landline,
            mobile: contact.mobile,
            address: address.{
                address1: join(' ', [number, street]),
                address2: name,
                city: town,
                province: county,
                postalCode: postcode,
                country: country_code
            }
        }
        ",
    )
}

pub(crate) fn mediasilo_to_upsun() -> Result<Contestant, Box<dyn Error>> {
    expression(
        "
        {
            username: userName,
            first_name: firstName,
            last_name: lastName,
            company: company,
            country: (address.country == 'United Kingdom' && 'GB') || (address.country == 'United States' && 'US') || null
        }
        ",
    )
}

/// Runs the expression with `interpret`: `search` would first serialize the parsed message again.
fn expression(source: &str) -> Result<Contestant, Box<dyn Error>> {
    let expression = compile(source)?;
    Ok(Contestant::new("jmespath", move |body| -> Outcome {
        let message: Rcvar = Rcvar::new(serde_json::from_slice::<Variable>(body)?);
        let mut context = Context::new(expression.as_str(), &DEFAULT_RUNTIME);
        let update = interpret(&message, expression.as_ast(), &mut context)?;
        Ok(serde_json::to_vec(&*update)?)
    }))
}
