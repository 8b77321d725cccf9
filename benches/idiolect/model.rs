//! The operations on decoded users and updates: apply, diff, merge.

use divan::{Bencher, black_box, black_box_drop};
use idiolect::model::{User, UserUpdate};

use crate::fixtures::{Fixture, fixtures};

/// The vendor's update, applied to the vendor's user.
#[divan::bench(args = fixtures())]
fn apply(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    let (mut update, user) = (fixture.update(), fixture.user());
    drop(update.take_password());
    bencher.with_inputs(|| user.clone()).bench_refs(|user| black_box(&update).apply(user).is_ok());
}

/// The changes of the vendor's update to the vendor's user.
#[divan::bench(args = fixtures())]
fn diff(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    let (before, after) = before_and_after(fixture);
    bencher.bench(|| black_box_drop(UserUpdate::diff(black_box(&before), black_box(&after))));
}

/// All attributes of the vendor's user.
#[divan::bench(args = fixtures())]
fn diff_from_nothing(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    let after = fixture.user();
    let before = User::new(after.id.clone());
    bencher.bench(|| black_box_drop(UserUpdate::diff(black_box(&before), black_box(&after))));
}

#[divan::bench(args = fixtures())]
fn diff_of_the_same(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    let (before, after) = (fixture.user(), fixture.user());
    bencher.bench(|| black_box_drop(UserUpdate::diff(black_box(&before), black_box(&after))));
}

/// All attributes of the vendor's user, followed by the vendor's update.
#[divan::bench(args = fixtures())]
fn merge(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    let (user, later) = (fixture.user(), fixture.update());
    let everything = UserUpdate::diff(&User::new(user.id.clone()), &user);
    bencher
        .with_inputs(|| (everything.clone(), later.clone()))
        .bench_values(|(earlier, later)| black_box_drop(earlier.merge(later)));
}

fn before_and_after(fixture: &Fixture) -> (User, User) {
    let before = fixture.user();
    let mut after = before.clone();
    let mut update = fixture.update();
    drop(update.take_password());
    update.apply(&mut after).expect("an update without a password");
    (before, after)
}
