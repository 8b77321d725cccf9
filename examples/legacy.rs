//! MediaSilo: camelCase in which `null` changes nothing, and a password with rules.
//!
//! ```text
//! cargo run --example legacy
//! ```

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use idiolect::codec;
use idiolect::dialect::UpdateContext;
use idiolect::json::{Document, Limits};
use idiolect::model::{Patch, Text, UserUpdate};
use idiolect::{DialectExt as _, Legacy, LossPolicy};

const UPDATE: &[u8] = include_bytes!("../tests/fixtures/legacy/update.json");
const RESPONSE: &[u8] = include_bytes!("../tests/fixtures/legacy/user.json");

const BLANKS: &[u8] =
    br#"{"firstName": null, "company": "", "address": {"city": "", "country": null}}"#;

const WEAK: &[u8] = br#"{"userName": "ada.byron", "password": "ada.byron", "email": ""}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let legacy = Legacy::default();
    let endpoint = legacy.update_operation();
    println!(
        "MediaSilo takes updates by {} {}, as {}.",
        endpoint.method, endpoint.path, endpoint.request_type
    );

    println!(
        "\nThe attributes of its update, and their paths. House number and street share `address1`, so both are read from it:"
    );
    let update = legacy.decode_update(UPDATE, &UpdateContext::EMPTY)?;
    for (subject, pointer, _) in update.provenance.entries() {
        println!("  {:21} <- {pointer}", subject.name());
    }

    println!("\nThe password is visible only to the dialect that has to send it:");
    println!("  {:?}", update.value.sign_in);
    let body =
        legacy.encode_update(&update.value, &UpdateContext::EMPTY, &LossPolicy::Reject)?.body;
    let sent =
        idiolect::json::parse(&body, &Limits::DEFAULT).map_err(|problem| problem.to_string())?;
    println!("  the body contains it: {}", sent.member("password").is_some());

    println!(
        "\nA null changes nothing, because the vendor's own client sends it for unchanged members; an empty text clears:"
    );
    let update = legacy.decode_update(BLANKS, &UpdateContext::EMPTY)?.value;
    println!("  given name: {:?}, company: {:?}", update.name.given, update.profile.company);
    println!("  town: {:?}, country: {:?}", update.address.town, update.address.country);

    println!(
        "\nEvery rule that a password breaks is reported, without the password. An e-mail address cannot be cleared:"
    );
    if let Err(error) = legacy.decode_update(WEAK, &UpdateContext::EMPTY) {
        for problem in error.problems() {
            println!("  {problem}");
        }
    }

    println!("\nMembers that are not part of the model are preserved for this dialect only:");
    let mut user = legacy.decode_user(RESPONSE)?.value;
    for entry in user.extras.for_dialect(Legacy::ID.as_str()) {
        println!("  {}: {}", entry.pointer, entry.original.as_deref().unwrap_or("nothing"));
    }

    println!(
        "\nSo a response decoded, changed by one update, and encoded again differs in one member:"
    );
    let mut change = UserUpdate::default();
    change.profile.company = Patch::Set(Text::parse("Analytical Engines")?);
    change.apply(&mut user)?;
    print_differences(RESPONSE, &legacy.encode_user(&user).body)
}

fn print_differences(before: &[u8], after: &[u8]) -> Result<(), Box<dyn Error>> {
    let before =
        Document::parse(before, &Limits::DEFAULT).map_err(|problem| problem.to_string())?;
    let after =
        idiolect::json::parse(after, &Limits::DEFAULT).map_err(|problem| problem.to_string())?;
    for entry in codec::extras_of(Legacy::ID.as_str(), before.value(), &after).entries() {
        let was = entry.original.as_deref().unwrap_or("nothing");
        println!(
            "  {}: {was} is now {}",
            entry.pointer,
            entry.encoded.as_deref().unwrap_or("nothing")
        );
    }
    Ok(())
}
