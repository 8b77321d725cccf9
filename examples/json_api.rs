//! Ctrl Hub: a JSON:API document, in which a null group clears everything in it.
//!
//! ```text
//! cargo run --example json_api
//! ```

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use idiolect::codec;
use idiolect::dialect::UpdateContext;
use idiolect::json::{Document, Limits};
use idiolect::model::{Patch, Text, UserUpdate};
use idiolect::{DialectExt as _, JsonApi, LossPolicy};

const UPDATE: &[u8] = include_bytes!("../tests/fixtures/json_api/update.json");
const RESPONSE: &[u8] = include_bytes!("../tests/fixtures/json_api/user.json");

const CLEARING: &[u8] = br#"{
    "data": {
        "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
        "type": "users",
        "attributes": {
            "profile": {
                "contact": null,
                "work": {"occupation": ""},
                "personal": {"dob": "1985-06-15T18:30:00Z"}
            }
        }
    }
}"#;

const FAULTY: &[u8] = br#"{
    "data": {
        "type": "people",
        "attributes": {
            "email": "charlotte@example.com",
            "profile": {"personal": {"dob": "15 June 1985"}, "address": null, "contact": "none"}
        }
    }
}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let json_api = JsonApi::default();
    let endpoint = json_api.update_operation();
    println!(
        "Ctrl Hub takes updates by {} {}, as {}.",
        endpoint.method, endpoint.path, endpoint.request_type
    );

    println!("\nThe attributes of its update, and their paths:");
    let update = json_api.decode_update(UPDATE, &UpdateContext::EMPTY)?;
    for (subject, pointer, _) in update.provenance.entries() {
        println!("  {:18} <- {pointer}", subject.name());
    }

    println!(
        "\nA null group clears everything in it, an empty text clears one value, and an absent member changes nothing:"
    );
    let update = json_api.decode_update(CLEARING, &UpdateContext::EMPTY)?;
    println!(
        "  landline: {:?}, mobile: {:?}",
        update.value.contact.landline, update.value.contact.mobile
    );
    println!(
        "  occupation: {:?}, CSCS: {:?}",
        update.value.work.occupation, update.value.work.cscs
    );

    println!(
        "\nA date has a time, which is not part of it; the provenance records a time other than midnight:"
    );
    println!("  date of birth: {:?}", update.value.profile.date_of_birth);
    for (subject, pointer, reading) in
        update.provenance.entries().filter(|(_, pointer, _)| pointer.ends_with("/dob"))
    {
        println!("  {} <- {pointer}: {reading:?}", subject.name());
    }

    println!(
        "\nThe same update encoded again. Empty texts clear, and the time of a date is midnight:"
    );
    let written =
        json_api.encode_update(&update.value, &UpdateContext::EMPTY, &LossPolicy::Reject)?;
    println!("  {}", String::from_utf8(written.body)?);

    println!("\nAll problems are reported at once, with pointers into the document:");
    if let Err(error) = json_api.decode_update(FAULTY, &UpdateContext::EMPTY) {
        for problem in error.problems() {
            println!("  {problem}");
        }
    }

    println!(
        "\nA response decoded, changed by one update, and encoded again differs in one member. The included"
    );
    println!(
        "organisation, the placeholders of the vendor's own example, and everything else are preserved:"
    );
    let mut user = json_api.decode_user(RESPONSE)?.value;
    let mut change = UserUpdate::default();
    change.work.occupation = Patch::Set(Text::parse("Engineer")?);
    change.apply(&mut user)?;
    print_differences(RESPONSE, &json_api.encode_user(&user).body)
}

fn print_differences(before: &[u8], after: &[u8]) -> Result<(), Box<dyn Error>> {
    let before =
        Document::parse(before, &Limits::DEFAULT).map_err(|problem| problem.to_string())?;
    let after =
        idiolect::json::parse(after, &Limits::DEFAULT).map_err(|problem| problem.to_string())?;
    for entry in codec::extras_of(JsonApi::ID.as_str(), before.value(), &after).entries() {
        let was = entry.original.as_deref().unwrap_or("nothing");
        println!(
            "  {}: {was} is now {}",
            entry.pointer,
            entry.encoded.as_deref().unwrap_or("nothing")
        );
    }
    Ok(())
}
