//! Half a name, in a dialect that writes full names.

use idiolect::codec::{Conversion, DropReason, WriteOutcome};
use idiolect::dialect::{DialectExt, LossPolicy, UpdateContext};
use idiolect::model::Name;
use idiolect::model::{ApplyError, Attribute, Patch, User, UserUpdate};
use serde_json::json;

use super::support::lines::writings;
use super::support::users::{read_user, write_user};
use super::support::values::of;
use super::{encode, textus};

fn named(given: Patch<&str>, family: Patch<&str>) -> UserUpdate {
    let patch = |half: Patch<&str>| match half {
        Patch::Keep => Patch::Keep,
        Patch::Clear => Patch::Clear,
        Patch::Set(text) => Patch::Set(of(text)),
    };
    let mut update = UserUpdate::default();
    update.name.given = patch(given);
    update.name.family = patch(family);
    update
}

#[test]
fn halves_of_a_name_are_joined() {
    use Patch::{Clear, Keep, Set};

    let user = |given: Option<&str>, family: Option<&str>| {
        let mut user = User::new(of("wqyODPA"));
        user.name = Name::new(None, given.map(of), family.map(of));
        user
    };
    let (ada, empty, single) =
        (user(Some("Ada"), Some("Byron")), user(None, None), user(Some("Ada"), None));
    let name = |name: &str| Ok(json!({ "name": name }));
    let both = |reason| {
        Err(vec![(Attribute::GivenName.into(), reason), (Attribute::FamilyName.into(), reason)])
    };
    let given = |reason| Err(vec![(Attribute::GivenName.into(), reason)]);
    let family = |reason| Err(vec![(Attribute::FamilyName.into(), reason)]);
    assert_eq!(encode(&named(Set("Mary"), Set("van Dyke")), None), name("Mary van Dyke"));
    assert_eq!(encode(&named(Set("Mary"), Keep), None), given(DropReason::NeedsCurrentUser));
    assert_eq!(encode(&named(Keep, Set("King")), None), family(DropReason::NeedsCurrentUser));
    assert_eq!(encode(&named(Clear, Keep), None), given(DropReason::NeedsCurrentUser));
    assert_eq!(encode(&named(Set("Ada"), Clear), None), name("Ada"));
    assert_eq!(encode(&named(Clear, Set("Byron")), None), name("Byron"));
    assert_eq!(encode(&named(Clear, Clear), None), both(DropReason::NotClearable));
    assert_eq!(encode(&named(Keep, Set("King")), Some(&ada)), name("Ada King"));
    assert_eq!(encode(&named(Set("Augusta"), Keep), Some(&ada)), name("Augusta Byron"));
    assert_eq!(encode(&named(Keep, Clear), Some(&ada)), name("Ada"));
    assert_eq!(encode(&named(Clear, Clear), Some(&ada)), both(DropReason::NotClearable));
    assert_eq!(encode(&named(Clear, Keep), Some(&single)), given(DropReason::NotClearable));
    assert_eq!(encode(&named(Clear, Clear), Some(&empty)), Ok(json!({})));
    assert_eq!(encode(&named(Set("Cher"), Keep), Some(&empty)), name("Cher"));
}

#[test]
fn a_joined_name_is_recorded_as_converted() {
    let update = named(Patch::Set("Ada"), Patch::Set("Byron"));
    let encoded =
        textus().encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject).unwrap();
    let joined = WriteOutcome::Written(Some(Conversion::NamesJoined));
    let provenance: Vec<_> = encoded.provenance.entries().collect();
    let (given, family) = (Attribute::GivenName.into(), Attribute::FamilyName.into());
    assert_eq!(provenance, [(&given, "/name", joined), (&family, "/name", joined)]);
}

#[cfg(all(feature = "upsun", feature = "json-api", feature = "flat-roles", feature = "legacy"))]
#[test]
fn first_and_last_name_go_from_upsun_to_all() {
    use super::support;

    for target in support::ALL {
        let body = br#"{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","first_name":"Mary","last_name":"van Dyke"}"#;
        let translation = support::update("upsun", target, body)
            .unwrap_or_else(|refused| panic!("{target}: {refused:?}"));
        let back = support::dialect(target)
            .decode_update(&translation.body, &UpdateContext::EMPTY)
            .unwrap()
            .value
            .name;
        if target == "textus" {
            assert_eq!(support::json(&translation.body), json!({ "name": "Mary van Dyke" }));
        } else {
            assert_eq!(
                (back.given, back.family),
                (Patch::Set(of("Mary")), Patch::Set(of("van Dyke"))),
                "{target}"
            );
        }
    }
}

#[test]
fn a_full_name_represents_the_halves_only_if_it_is_joined_from_them() {
    let outcomes = |name: Name| {
        let mut user = User::new(of("wqyODPA"));
        user.name = name;
        let mut outcomes = writings(&textus().encode_user(&user).provenance);
        outcomes.retain(|line| line.contains("_name"));
        outcomes
    };
    let (given, family) = (Some(of("Ada")), Some(of("Byron")));
    let own = ["family_name /lastName", "full_name /name", "given_name /firstName"];
    assert_eq!(
        outcomes(Name::new(Some(of("Countess Lovelace")), given.clone(), family.clone())),
        own
    );
    let joined = "(given and family name joined)";
    let both = [
        &format!("family_name /name {joined}"),
        own[1],
        own[2],
        &format!("given_name /name {joined}"),
    ];
    let mut made = outcomes(Name::new(None, given.clone(), family));
    assert!(made.iter().any(|line| line == own[0]));
    made.retain(|line| line != own[0]);
    assert_eq!(made, both);
    assert_eq!(
        outcomes(Name::new(None, given, None)),
        [own[1], own[2], &format!("given_name /name {joined}")]
    );
}

#[test]
fn a_full_name_is_not_joined_from_a_half_that_is_not_representable() {
    for name in ["Ada Lovelace", "Ada Lovelace\t"] {
        let body = json!({"id": "x", "name": name, "firstName": "Ada", "lastName": "Lovelace\t"});
        let user = read_user(&textus(), &body);
        let mut applied = user.clone();
        let error = named(Patch::Set("Eve"), Patch::Keep).apply(&mut applied).unwrap_err();
        let family = Attribute::FamilyName;
        assert!(
            matches!(error, ApplyError::NotRepresentable { attribute, .. } if attribute == family)
        );
        assert_eq!(applied, user);
        named(Patch::Keep, Patch::Set("Byron")).apply(&mut applied).unwrap();
        let expected =
            json!({"id": "x", "name": "Ada Byron", "firstName": "Ada", "lastName": "Byron"});
        assert_eq!(write_user(&textus(), &applied), expected);
    }
}

#[test]
fn an_id_in_an_update_leaves_the_form_of_the_id() {
    let mut user = read_user(&textus(), &json!({"id": "x", "name": "Ada Byron"}));
    let update = UserUpdate::new(of("another"));
    update.apply(&mut user).unwrap();
    assert_eq!(write_user(&textus(), &user), json!({"id": "x", "name": "Ada Byron"}));
}
