//! Law 10: updates apply, differ and merge, over lists with equal elements and over what is not
//! representable too.

use idiolect::conformance::generate;
use idiolect::dialect::DialectExt as _;
use idiolect::model::{
    AccountId, Extras, Membership, MembershipChange, MembershipId, Patch, Role, RoleId, Text, User,
    UserUpdate,
};
use proptest::prelude::*;

use crate::support::dialect;

type Merge = fn(UserUpdate, UserUpdate) -> UserUpdate;

/// Holds `merge` to the law, with two updates of one user.
pub(crate) fn hold(
    merge: Merge,
    before: &User,
    [first, second]: [&UserUpdate; 2],
) -> Result<(), TestCaseError> {
    let mut in_turn = before.clone();
    // A part of a value of which the rest is not representable.
    if first.apply(&mut in_turn).is_err() {
        prop_assert_eq!(&in_turn, before);
        return Ok(());
    }
    let mut patched = before.clone();
    let difference = UserUpdate::diff(before, &in_turn);
    difference.apply(&mut patched).unwrap();
    prop_assert_eq!(represented(&patched), represented(&in_turn));
    difference.apply(&mut patched).unwrap();
    prop_assert_eq!(represented(&patched), represented(&in_turn));
    prop_assert_eq!(UserUpdate::diff(&in_turn, &in_turn), UserUpdate::new(in_turn.id.clone()));

    let once = in_turn.clone();
    first.apply(&mut in_turn).unwrap();
    prop_assert_eq!(&in_turn, &once);
    if second.apply(&mut in_turn).is_err() {
        return Ok(());
    }
    let mut at_once = before.clone();
    let merged = merge(first.clone(), second.clone());
    prop_assert!(merged.apply(&mut at_once).is_ok(), "what is applied in turn is refused at once");
    let last = [second, first].map(|update| update.access.memberships.clone());
    let [at_once, in_turn] = [at_once, in_turn].map(|user| named(user, last.clone()));
    prop_assert_eq!(represented(&at_once), represented(&in_turn));
    Ok(())
}

/// The user without other forms of what is represented, and what is not representable.
fn represented(user: &User) -> (User, Vec<String>) {
    let mut bare = user.clone();
    bare.extras = Extras::default();
    let mut unrepresentable: Vec<String> =
        user.unrepresentable().map(|(dialect, one)| format!("{dialect} {one}")).collect();
    unrepresentable.sort();
    (bare, unrepresentable)
}

/// The user with roles and memberships as the last of these updates names them: one that is taken
/// away and put back in one update keeps its id and its description, and loses both in two.
fn named(mut user: User, memberships: [Option<Vec<MembershipChange>>; 2]) -> User {
    for role in user.access.roles.iter_mut().flatten() {
        *role = Role::new(role.id.clone());
    }
    let changes = memberships.into_iter().flatten().next().unwrap_or_default();
    let mut changes = changes.into_iter();
    for membership in user.access.memberships.iter_mut().flatten() {
        let Membership { role, account, id, .. } = membership;
        let is_named = changes.next().is_none_or(|change| change.id.is_some());
        let id = id.take().filter(|_| is_named);
        *membership = Membership::new(MembershipChange::new(role.clone(), account.clone()));
        membership.id = id;
    }
    user
}

/// Responses with values that the model cannot represent.
const ODD_RESPONSES: &[(&str, &str)] = &[
    ("legacy", r#"{"id": "x", "phone": "ask reception", "lastName": "Byron\t", "firstName": "A"}"#),
    ("legacy", r#"{"id": "x", "address": {"address1": "12 High Street", "country": "Narnia"}}"#),
    ("legacy", r#"{"id": "x", "address": {"address1": 7}, "company": " "}"#),
    ("json-api", r#"{"data": {"id": "x", "attributes": {"profile": {"contact": 7}}}}"#),
    ("upsun", r#"{"id": "x", "last_name": "\t", "website": "example", "company": []}"#),
    ("flat-roles", r#"{"id": "x", "roles": [{"name": "Manager"}], "lastName": 7}"#),
    (
        "textus",
        r#"{"id": "/users/x", "name": 7, "settings": {"customSettings": {"a": 7, "b": "c"}}}"#,
    ),
    (
        "textus",
        r#"{"id": "/users/x", "memberships": {"totalItems": 7, "members": [
            {"role": "user", "account": {"id": "/accounts/a"}}]}}"#,
    ),
];

fn odd_user() -> impl Strategy<Value = User> {
    let decoded = |(name, body): &(&str, &str)| dialect(name).decode_user(body.as_bytes());
    proptest::sample::select(ODD_RESPONSES).prop_map(move |one| decoded(&one).unwrap().value)
}

fn membership() -> impl Strategy<Value = MembershipChange> {
    let of = proptest::sample::select(vec!["a", "b"]);
    let id = proptest::option::of(proptest::sample::select(vec!["m1", "m2"]));
    (of.clone(), of, id).prop_map(|(role, account, id)| {
        let account = AccountId::parse(account).unwrap();
        let mut change = MembershipChange::new(Text::parse(role).unwrap(), account);
        change.id = id.map(|id| MembershipId::parse(id).unwrap());
        change
    })
}

fn memberships() -> impl Strategy<Value = Vec<MembershipChange>> {
    proptest::collection::vec(membership(), 0..4).prop_filter("an id is there once", |list| {
        let ids: Vec<_> = list.iter().filter_map(|one| one.id.as_ref()).collect();
        (1..ids.len()).all(|at| !ids[..at].contains(&ids[at]))
    })
}

fn roles() -> impl Strategy<Value = Vec<RoleId>> {
    let role = proptest::sample::select(vec!["a", "b"]).prop_map(|id| RoleId::parse(id).unwrap());
    proptest::collection::vec(role, 0..4)
}

/// A user with lists of equal elements, some of them with descriptions.
fn user_with_lists() -> impl Strategy<Value = User> {
    let described = |number: usize| Text::parse(&format!("number {number}")).ok();
    (roles(), memberships()).prop_map(move |(roles, memberships)| {
        let mut user = generate::user(&[]);
        let roles = roles.into_iter().enumerate().map(|(number, id)| {
            let mut role = Role::new(id);
            role.name = described(number);
            role
        });
        user.access.roles = Some(roles.collect());
        let memberships = memberships.into_iter().enumerate().map(|(number, change)| {
            let mut membership = Membership::new(change);
            membership.account_name = described(number);
            membership
        });
        user.access.memberships = Some(memberships.collect());
        user
    })
}

fn update_of_lists() -> impl Strategy<Value = UserUpdate> {
    (proptest::option::of(roles()), proptest::option::of(memberships())).prop_map(
        |(roles, memberships)| {
            let mut update = UserUpdate::default();
            (update.access.roles, update.access.memberships) = (roles, memberships);
            update
        },
    )
}

/// An update of anything but the password.
pub(crate) fn update() -> impl Strategy<Value = UserUpdate> {
    proptest::collection::vec(any::<u8>(), 0..generate::LENGTH).prop_map(|bytes| {
        let mut update = generate::update(&bytes);
        drop(update.take_password());
        update
    })
}

pub(crate) fn user() -> impl Strategy<Value = User> {
    proptest::collection::vec(any::<u8>(), 0..generate::LENGTH)
        .prop_map(|bytes| generate::user(&bytes))
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn of_any_user(before in user(), one in update(), two in update()) {
        hold(UserUpdate::merge, &before, [&one, &two])?;
    }

    #[test]
    fn of_equal_elements(
        before in user_with_lists(),
        one in update_of_lists(),
        two in update_of_lists(),
    ) {
        hold(UserUpdate::merge, &before, [&one, &two])?;
    }

    #[test]
    fn of_what_is_not_representable(before in odd_user(), one in update(), two in update()) {
        hold(UserUpdate::merge, &before, [&one, &two])?;
    }
}

/// A merge in which what is earlier wins.
fn earlier_wins(first: UserUpdate, second: UserUpdate) -> UserUpdate {
    second.merge(first)
}

/// A merge that appends one list to the other.
fn appends_lists(first: UserUpdate, second: UserUpdate) -> UserUpdate {
    let earlier = first.access.memberships.clone();
    let mut merged = first.merge(second);
    if let (Some(mut all), Some(later)) = (earlier, merged.access.memberships.take()) {
        all.extend(later);
        merged.access.memberships = Some(all);
    }
    merged
}

/// A merge that forgets what is cleared.
fn forgets_clearing(first: UserUpdate, mut second: UserUpdate) -> UserUpdate {
    if second.contact.landline == Patch::Clear {
        second.contact.landline = Patch::Keep;
    }
    first.merge(second)
}

/// A merge that keeps a half of a name beside a later full name.
fn keeps_halves(first: UserUpdate, second: UserUpdate) -> UserUpdate {
    let half = first.name.family.clone();
    let mut merged = first.merge(second);
    if merged.name.family.is_keep() {
        merged.name.family = half;
    }
    merged
}

#[test]
fn a_broken_merge_is_caught() {
    let broken: [(&str, Merge); 4] = [
        ("earlier wins", earlier_wins),
        ("appends lists", appends_lists),
        ("forgets clearing", forgets_clearing),
        ("keeps halves", keeps_halves),
    ];
    for (what, merge) in broken {
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let of_any = (prop_oneof![user(), odd_user()], update(), update());
        let of_lists = (user_with_lists(), update_of_lists(), update_of_lists());
        let any = runner.run(&of_any, |(before, one, two)| hold(merge, &before, [&one, &two]));
        let lists = runner.run(&of_lists, |(before, one, two)| hold(merge, &before, [&one, &two]));
        assert!(any.is_err() || lists.is_err(), "{what}");
    }
}
