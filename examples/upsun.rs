//! Upsun: one flat JSON object, without `null`.
//!
//! ```text
//! cargo run --example upsun
//! ```

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use idiolect::dialect::UpdateContext;
use idiolect::model::{Patch, Text, UserUpdate};
use idiolect::{DialectExt as _, Translator, Upsun};

const UPDATE: &[u8] = include_bytes!("../tests/fixtures/upsun/update.json");

const FAULTY: &[u8] = br#"{
    "first_name": null,
    "country": "Great Britain",
    "website": "my home page",
    "email": "charlotte@example.com",
    "nickname": "Charlie"
}"#;

/// Upsun documents seven more members as always present, and `mfa_enabled` nowhere.
const RESPONSE: &[u8] = br#"{
    "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
    "deactivated": false,
    "username": "charlotte.thompson",
    "first_name": "Charlotte",
    "last_name": "Thompson",
    "picture": null,
    "created_at": "2023-11-07T05:31:56.12345Z",
    "mfa_enabled": true
}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let upsun = Upsun::default();
    let endpoint = upsun.update_operation();
    println!(
        "Upsun takes updates by {} {}, as {}.",
        endpoint.method, endpoint.path, endpoint.request_type
    );

    println!("\nThe attributes of its update, and their paths:");
    let update = upsun.decode_update(UPDATE, &UpdateContext::EMPTY)?;
    for (subject, pointer, _) in update.provenance.entries() {
        println!("  {:12} <- {pointer}", subject.name());
    }

    println!(
        "\nIts schema has no null, a country has two letters, an e-mail address is changed by another call, and"
    );
    println!(
        "an unknown member is a problem. All problems are reported at once, each with its pointer:"
    );
    if let Err(error) = upsun.decode_update(FAULTY, &UpdateContext::EMPTY) {
        println!("  {error}, HTTP status {}", error.status());
        for problem in error.problems() {
            println!("  {problem}");
        }
    }

    println!("\nAn empty text clears a name or the company; an absent member changes nothing:");
    let update = upsun.decode_update(br#"{"company": ""}"#, &UpdateContext::EMPTY)?.value;
    println!("  company: {:?}, given name: {:?}", update.profile.company, update.name.given);

    println!(
        "\nA response is decoded even if members are missing. The report lists what is missing:"
    );
    print!("{}", Translator::new(&upsun, &upsun).translate_user(RESPONSE)?.report);

    println!(
        "\nA response decoded, changed by one update, and encoded again. The undocumented member, the null, and the five"
    );
    println!("digits of the second are preserved:");
    let mut user = upsun.decode_user(RESPONSE)?.value;
    let mut change = UserUpdate::default();
    change.profile.company = Patch::Set(Text::parse("Example Ltd")?);
    change.apply(&mut user)?;
    println!("  {}", String::from_utf8(upsun.encode_user(&user).body)?);
    Ok(())
}
