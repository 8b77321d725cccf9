//! How much memory a translation allocates, which depends on no machine.

#![cfg(all(feature = "json-api", feature = "legacy"))]
#![allow(clippy::unwrap_used, reason = "a test may")]

use idiolect::dialect::{LossPolicy, json_api::JsonApi, legacy::Legacy};
use idiolect::{Translation, Translator, UpdateOptions};

const BODY: &[u8] = include_bytes!("fixtures/json_api/update.json");

fn translate() -> Translation {
    let options = UpdateOptions::default().with_loss_policy(LossPolicy::AllowAll);
    Translator::new(&JsonApi::default(), &Legacy::default())
        .translate_update(BODY, &options)
        .unwrap()
}

#[test]
fn an_update_is_translated_with_fewer_allocations_than_it_has_attributes() {
    const ATTRIBUTES: usize = 20;
    // What is only made once in a process is not counted.
    let read = translate()
        .report
        .rows()
        .iter()
        .filter(|row| row.targets.len() + row.sources.len() > 0)
        .count();
    assert!(read >= ATTRIBUTES, "{read} attributes are accounted for");
    let counted = allocation_counter::measure(|| drop(translate()));
    assert!(counted.count_total < ATTRIBUTES as u64, "{} allocations", counted.count_total);
}

#[test]
fn one_buffer_does_for_many() {
    let (from, to) = (JsonApi::default(), Legacy::default());
    let translator = Translator::new(&from, &to);
    let options = UpdateOptions::default().with_loss_policy(LossPolicy::AllowAll);
    let mut bodies = String::from("before\n");
    let (id, report) = translator.translate_update_into(BODY, &options, &mut bodies).unwrap();
    let whole = translate();
    assert_eq!((id, report), (whole.id, whole.report));
    assert_eq!(bodies.strip_prefix("before\n").unwrap().as_bytes(), whole.body);
    let before = bodies.clone();
    assert!(
        translator.translate_update_into(BODY, &UpdateOptions::default(), &mut bodies).is_err(),
        "there is a loss"
    );
    assert!(translator.translate_update_into(b"{", &options, &mut bodies).is_err());
    assert_eq!(bodies, before);
}

#[test]
fn nothing_is_left_behind() {
    translate();
    let counted = allocation_counter::measure(|| drop(translate()));
    assert_eq!(counted.count_current, 0);
    assert_eq!(counted.bytes_current, 0);
}
