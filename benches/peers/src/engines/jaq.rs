//! jaq, which is jq in Rust.

use std::error::Error;

use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars, data, unwrap_valr};
use jaq_json::{Val, read, write};

use crate::contestant::{Contestant, Outcome};

pub(crate) fn ctrl_hub_to_mediasilo() -> Result<Contestant, Box<dyn Error>> {
    filter(
        r#"
        .data.attributes.profile | {
            firstName: .personal.first_name,
            lastName: .personal.last_name,
            phone: .contact.landline,
            mobile: .contact.mobile,
            address: (.address | {
                address1: (.number + " " + .street),
                address2: .name,
                city: .town,
                province: .county,
                postalCode: .postcode,
                country: .country_code,
            }),
        }
        "#,
    )
}

pub(crate) fn mediasilo_to_upsun() -> Result<Contestant, Box<dyn Error>> {
    filter(
        r#"
        {
            username: .userName,
            first_name: .firstName,
            last_name: .lastName,
            company: .company,
            country: (.address.country |
                if . == "United Kingdom" then "GB" elif . == "United States" then "US" else null end),
        }
        "#,
    )
}

fn filter(code: &str) -> Result<Contestant, Box<dyn Error>> {
    let definitions = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
    let functions = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
    let arena = Arena::default();
    let modules = Loader::new(definitions)
        .load(&arena, File { code, path: () })
        .map_err(|problems| format!("jaq: {problems:?}"))?;
    let filter = Compiler::default()
        .with_funs(functions)
        .compile(modules)
        .map_err(|problems| format!("jaq: {problems:?}"))?;
    let layout = write::Pp::<String>::default();
    Ok(Contestant::new("jaq", move |body| -> Outcome {
        let message = read::parse_single(body)?;
        let context = Ctx::<data::JustLut<Val>>::new(&filter.lut, Vars::new([]));
        let update =
            filter.id.run((context, message)).map(unwrap_valr).next().ok_or("jaq: no output")?;
        let update = update.map_err(|problem| problem.to_string())?;
        let mut out = Vec::new();
        write::write(&mut out, &layout, 0, &update)?;
        Ok(out)
    }))
}
