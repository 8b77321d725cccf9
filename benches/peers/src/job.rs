//! The jobs, their contestants, and the check that all results are equal.

use std::error::Error;

use serde_json::Value;

use crate::contestant::Contestant;
use crate::{derive_borrowed, derive_owned, derive_owned_all, engines, ours, value};

const CTRL_HUB: &[u8] = include_bytes!("../../../tests/fixtures/json_api/update.json");
/// Based on the vendor's sample of creating a user, plus the `status` of an update.
const MEDIASILO: &[u8] = include_bytes!("../../../tests/fixtures/legacy/update.json");

// The published figures are those of these messages.
const _: () = assert!(CTRL_HUB.len() == 1_048 && MEDIASILO.len() == 575);

pub(crate) struct Job {
    pub(crate) title: &'static str,
    pub(crate) input: &'static [u8],
    /// The first is the reference for the others.
    pub(crate) contestants: Vec<Contestant>,
}

pub(crate) fn all() -> Result<[Job; 2], Box<dyn Error>> {
    let [translated, read] = ours::ctrl_hub_to_mediasilo();
    let ctrl_hub_to_mediasilo = Job {
        title: "Ctrl Hub's update to MediaSilo's",
        input: CTRL_HUB,
        contestants: vec![
            translated,
            read,
            derive_owned::ctrl_hub_to_mediasilo(),
            derive_owned_all::ctrl_hub_to_mediasilo(),
            derive_borrowed::ctrl_hub_to_mediasilo(),
            value::ctrl_hub_to_mediasilo(),
            engines::vrl::ctrl_hub_to_mediasilo()?,
            engines::jaq::ctrl_hub_to_mediasilo()?,
            engines::jsonata::ctrl_hub_to_mediasilo()?,
            engines::jmespath::ctrl_hub_to_mediasilo()?,
        ],
    };
    let [translated, read] = ours::mediasilo_to_upsun();
    let mediasilo_to_upsun = Job {
        title: "MediaSilo's update to Upsun's",
        input: MEDIASILO,
        contestants: vec![
            translated,
            read,
            derive_owned::mediasilo_to_upsun(),
            derive_owned_all::mediasilo_to_upsun(),
            derive_borrowed::mediasilo_to_upsun(),
            value::mediasilo_to_upsun(),
            engines::vrl::mediasilo_to_upsun()?,
            engines::jaq::mediasilo_to_upsun()?,
            engines::jsonata::mediasilo_to_upsun()?,
            engines::jmespath::mediasilo_to_upsun()?,
        ],
    };
    Ok([ctrl_hub_to_mediasilo, mediasilo_to_upsun])
}

impl Job {
    /// # Errors
    /// A contestant fails, or its message differs from the first one's, apart from the order of
    /// members. The error lists the members, not the message, which could contain a password.
    pub(crate) fn check(&mut self) -> Result<(), Box<dyn Error>> {
        let mut expected: Option<Value> = None;
        for contestant in &mut self.contestants {
            let name = contestant.name;
            let body = contestant
                .call(self.input)
                .map_err(|problem| format!("{}: {name}: {problem}", self.title))?;
            let actual: Value = serde_json::from_slice(&body)?;
            let expected = expected.get_or_insert_with(|| actual.clone());
            if actual != *expected {
                let members = differing(expected, &actual).join(", ");
                return Err(
                    format!("{}: {name} differs from idiolect in {members}", self.title).into()
                );
            }
        }
        Ok(())
    }
}

fn differing(one: &Value, other: &Value) -> Vec<String> {
    let (Some(one), Some(other)) = (one.as_object(), other.as_object()) else {
        return vec!["the whole message".to_owned()];
    };
    let missing = other.keys().filter(|name| !one.contains_key(*name));
    let names = one.keys().filter(|name| one.get(*name) != other.get(*name)).chain(missing);
    names.cloned().collect()
}
