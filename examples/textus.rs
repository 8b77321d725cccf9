//! TextUs: JSON-LD with one `name`, two spellings of some settings, and settings of the user's own.
//!
//! ```text
//! cargo run --example textus
//! ```

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use idiolect::dialect::UpdateContext;
use idiolect::model::{Patch, Text, UserUpdate};
use idiolect::{DialectExt as _, LossPolicy, TextUs};

const OWN_PROFILE: &[u8] = include_bytes!("../tests/fixtures/textus/update_4_own_profile.json");
const NO_MEMBERSHIPS: &[u8] =
    include_bytes!("../tests/fixtures/textus/update_3_remove_membership.json");
const REMOVE_CUSTOM: &[u8] = include_bytes!("../tests/fixtures/textus/update_7_remove_custom.json");
const RESPONSE: &[u8] = include_bytes!("../tests/fixtures/textus/user_5_create_custom.json");

const CONTRADICTION: &[u8] = br#"{
    "notifications": {"email": true},
    "settings": {"notifications": {"email": false}},
    "name": null,
    "memberships": [{"role": "user"}]
}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let textus = TextUs::default();
    let endpoint = textus.update_operation();
    println!(
        "TextUs takes updates by {} {}, as {}.",
        endpoint.method, endpoint.path, endpoint.request_type
    );

    println!(
        "\nThe attributes of its update, and their paths. Some settings may be beside `settings`, too, or in both places:"
    );
    let update = textus.decode_update(OWN_PROFILE, &UpdateContext::EMPTY)?;
    for (subject, pointer, _) in update.provenance.entries() {
        println!("  {:25} <- {pointer}", subject.name());
    }
    println!("\nEncoded again they are in one place, and the account is the IRI of its bare name:");
    let written =
        textus.encode_update(&update.value, &UpdateContext::EMPTY, &LossPolicy::Reject)?;
    println!("  {}", String::from_utf8(written.body)?);

    println!(
        "\nDifferent values in two places are a problem, and so is a null where it deletes nothing:"
    );
    if let Err(error) = textus.decode_update(CONTRADICTION, &UpdateContext::EMPTY) {
        for problem in error.problems() {
            println!("  {problem}");
        }
    }

    println!("\nAn empty list removes all memberships; an absent one would change nothing:");
    let update = textus.decode_update(NO_MEMBERSHIPS, &UpdateContext::EMPTY)?.value;
    println!("  memberships: {:?}", update.access.memberships);

    println!("\nA null removes the custom setting of that key, and no other:");
    let mut user = textus.decode_user(RESPONSE)?.value;
    println!("  before: {:?}", user.custom_settings);
    let update = textus.decode_update(REMOVE_CUSTOM, &UpdateContext::EMPTY)?.value;
    println!("  update: {:?}", update.custom_settings);
    update.apply(&mut user)?;
    println!("  after: {:?}", user.custom_settings);

    println!("\nTextUs has one name. A part of it can be encoded only with the current user:");
    let mut change = UserUpdate::default();
    change.name.given = Patch::Set(Text::parse("Carlos")?);
    if let Err(error) = textus.encode_update(&change, &UpdateContext::EMPTY, &LossPolicy::Reject) {
        println!("  {error}: {}", error.source().map(ToString::to_string).unwrap_or_default());
    }
    let context = UpdateContext::EMPTY.with_current(Some(&user));
    let written = textus.encode_update(&change, &context, &LossPolicy::Reject)?;
    println!("  with the current user: {}", String::from_utf8(written.body)?);

    println!(
        "\nThe response for the user after both changes. What is not part of the model, such as the null and the"
    );
    println!("address of the memberships, is preserved:");
    change.apply(&mut user)?;
    println!("  {}", String::from_utf8(textus.encode_user(&user).body)?);
    Ok(())
}
