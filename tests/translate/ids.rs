//! The ids of the users: those of the target, or those of the source that are mapped to them.

use idiolect::dialect::{DialectExt as _, Error, IdFormat, LossPolicy, UpdateContext};
use idiolect::model::UserId;
use idiolect::{Translation, TranslationError, Translator, UpdateOptions};

use crate::support::ids::{
    HASH_ID, NEAR_UUID, NO_UUIDS, body_naming, ids_of, listed, pointer_of_id, unnamed_body,
};
use crate::support::values::{OTHER_ID, UUID, of};
use crate::support::{ALL, dialect, json};

fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    ALL.into_iter().flat_map(|from| ALL.into_iter().map(move |to| (from, to)))
}

fn takes_any_id(name: &str) -> bool {
    dialect(name).update_operation().ids == IdFormat::Opaque
}

fn translate(
    (from, to): (&str, &str),
    body: &str,
    options: &UpdateOptions<'_>,
) -> Result<Translation, Box<TranslationError>> {
    Translator::new(&*dialect(from), &*dialect(to)).translate_update(body.as_bytes(), options)
}

fn problems(pair: (&str, &str), body: &str, options: &UpdateOptions<'_>) -> Vec<String> {
    let failed = translate(pair, body, options).unwrap_err();
    assert!(matches!(failed.error, Error::Update { .. }), "{pair:?}: {:?}", failed.error);
    listed(&failed.problems)
}

#[test]
fn an_id_of_the_targets_is_accepted() {
    for (from, to) in pairs().filter(|(from, to)| from != to) {
        for text in ids_of(to) {
            let id: UserId = of(text);
            let by_path = UpdateOptions::default().with_source_id(Some(&id));
            for (body, options) in [
                (unnamed_body(from), &by_path),
                (body_naming(from, text), &by_path),
                (body_naming(from, text), &UpdateOptions::default()),
            ] {
                let translation = translate((from, to), &body, options).unwrap();
                assert_eq!(translation.id.as_ref(), Some(&id), "{from} to {to}");
                if to == "json-api" {
                    assert_eq!(json(&translation.body)["data"]["id"], *text);
                }
            }
        }
    }
}

#[test]
fn an_id_that_the_target_cannot_have_is_a_problem_whatever_may_be_lost() {
    for (from, to) in pairs().filter(|(_, to)| !takes_any_id(to)) {
        for (text, loss) in NO_UUIDS
            .into_iter()
            .flat_map(|id| [(id, LossPolicy::Reject), (id, LossPolicy::AllowAll)])
        {
            let id: UserId = of(text);
            let nobody = UpdateOptions::default().with_loss_policy(loss);
            let by_path = nobody.clone().with_source_id(Some(&id));
            let of_body = format!("{} uuid", pointer_of_id(from));
            let (unnamed, naming) = (unnamed_body(from), body_naming(from, text));
            assert_eq!(problems((from, to), &unnamed, &by_path), [" uuid"]);
            assert_eq!(problems((from, to), &naming, &nobody), [of_body.as_str()]);
            assert_eq!(problems((from, to), &naming, &by_path), [" uuid", of_body.as_str()]);
        }
    }
}

#[test]
fn two_ids_are_a_conflict() {
    for (from, to) in pairs() {
        let id: UserId = of(ids_of(to)[0]);
        let by_path = UpdateOptions::default().with_source_id(Some(&id));
        let conflict = format!("{} conflict", pointer_of_id(from));
        let other = body_naming(from, "d81c8ee2-44b3-429f-b944-a33ad7437690");
        let found = translate((from, to), &other, &by_path).unwrap_err();
        assert_eq!(listed(&found.problems), [conflict], "{from} to {to}");
        assert_eq!(found.error.status(), 409);
    }
}

#[test]
fn an_id_that_is_mapped_may_be_any() {
    let theirs: UserId = of(OTHER_ID);
    for (from, to) in pairs().filter(|(from, to)| from != to) {
        for text in [HASH_ID, NEAR_UUID, UUID] {
            let id: UserId = of(text);
            let options =
                UpdateOptions::default().with_source_id(Some(&id)).with_target_id(Some(&theirs));
            let translation = translate((from, to), &body_naming(from, text), &options).unwrap();
            assert_eq!(translation.id.as_ref(), Some(&theirs), "{from} to {to}");
            assert!(!String::from_utf8(translation.body).unwrap().contains(text));
        }
    }
}

/// One dialect on both sides: its own ids, also where they are mapped.
#[test]
fn a_dialect_keeps_its_own_form() {
    let (theirs, wrong): (UserId, UserId) = (of(OTHER_ID), of(HASH_ID));
    for name in ALL.into_iter().filter(|name| !takes_any_id(name)) {
        let options =
            UpdateOptions::default().with_source_id(Some(&wrong)).with_target_id(Some(&theirs));
        let of_body = format!("{} uuid", pointer_of_id(name));
        let body = body_naming(name, HASH_ID);
        assert_eq!(problems((name, name), &body, &options), [" uuid", of_body.as_str()]);
    }
}

#[test]
fn the_context_may_have_the_format_of_the_ids() {
    let id: UserId = of(HASH_ID);
    let own = UpdateContext::EMPTY.with_id(Some(&id));
    for name in ALL {
        let dialect = dialect(name);
        let body = body_naming(name, HASH_ID);
        let decode = |context| dialect.decode_update(body.as_bytes(), &context);
        assert_eq!(decode(own).is_ok(), takes_any_id(name), "{name}");
        let opaque = decode(own.with_id_format(IdFormat::Opaque)).unwrap();
        assert_eq!(opaque.value.id.as_ref(), Some(&id));
        let error = decode(own.with_id_format(IdFormat::Uuid)).unwrap_err();
        let of_body = format!("{} uuid", pointer_of_id(name));
        assert_eq!(listed(error.problems()), [" uuid", of_body.as_str()]);
    }
    // An id that may be dropped, and is.
    let mut options = UpdateOptions::default().with_loss_policy(LossPolicy::AllowAll);
    options.source = own.with_id_format(IdFormat::Opaque);
    let translation = translate(("textus", "upsun"), &unnamed_body("textus"), &options).unwrap();
    assert_eq!(translation.id, None);
}
