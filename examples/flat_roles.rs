//! GoRules BRMS: one flat JSON object, with roles by id in an update, and with details in a
//! response.
//!
//! ```text
//! cargo run --example flat_roles
//! ```

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use idiolect::dialect::UpdateContext;
use idiolect::model::{Text, User};
use idiolect::{DialectExt as _, FlatRoles};

const UPDATE: &[u8] = include_bytes!("../tests/fixtures/flat_roles/update.json");

/// Two roles; the first and the user have an undocumented member each.
const RESPONSE: &[u8] = br#"{
    "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
    "email": "charlotte@example.com",
    "status": "active",
    "firstName": "Charlotte",
    "lastName": "",
    "lastSeen": "yesterday",
    "roles": [
        {"id": "11111111-0d44-4b50-8888-8dd25736052a", "name": "Author", "description": "Writes rules", "colour": "red"},
        {"id": "22222222-0d44-4b50-8888-8dd25736052a", "name": "Auditor"}
    ]
}"#;

/// The first of these roles, and one that the user does not hold yet.
const NEW_ROLES: &[u8] = br#"{
    "roles": ["11111111-0d44-4b50-8888-8dd25736052a", "33333333-0d44-4b50-8888-8dd25736052a"]
}"#;

const FAULTY: &[u8] = br#"{
    "lastName": null,
    "status": "deleted",
    "roles": ["33333333-0d44-4b50-8888-8dd25736052a", "auditor"],
    "isService": true
}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let flat_roles = FlatRoles::default();
    let endpoint = flat_roles.update_operation();
    println!(
        "GoRules BRMS takes updates by {} {}, as {}.",
        endpoint.method, endpoint.path, endpoint.request_type
    );

    println!("\nThe attributes of its update, and their paths. A list is one attribute:");
    let update = flat_roles.decode_update(UPDATE, &UpdateContext::EMPTY)?;
    for (subject, pointer, _) in update.provenance.entries() {
        println!("  {:12} <- {pointer}", subject.name());
    }

    println!(
        "\nA null, a deleted user and a read-only member are not valid, and neither is the second role, which is not a UUID:"
    );
    if let Err(error) = flat_roles.decode_update(FAULTY, &UpdateContext::EMPTY) {
        for problem in error.problems() {
            println!("  {problem}");
        }
    }

    println!("\nA response contains the details of the roles; an update contains only their ids:");
    let mut user = flat_roles.decode_user(RESPONSE)?.value;
    print_roles(&user);

    println!(
        "\nAn update contains the whole list, and an empty one removes all roles. This one keeps the first role,"
    );
    println!("drops the second, and adds a third:");
    let update = flat_roles.decode_update(NEW_ROLES, &UpdateContext::EMPTY)?.value;
    update.apply(&mut user)?;
    print_roles(&user);

    println!(
        "\nThe response for the changed user. The details of the first role are preserved, including its colour, and"
    );
    println!("so are the empty name and the undocumented member:");
    println!("  {}", String::from_utf8(flat_roles.encode_user(&user).body)?);
    Ok(())
}

fn print_roles(user: &User) {
    for role in user.access.roles.iter().flatten() {
        println!(
            "  {} {}",
            role.id,
            role.name.as_ref().map_or("(details not known)", Text::as_str)
        );
    }
}
