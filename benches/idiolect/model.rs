//! What is done with users and updates that have been read: applied, told apart, joined.

use divan::{Bencher, black_box, black_box_drop};
use idiolect::model::{User, UserUpdate};

use crate::fixtures::{Speaker, fixtures};

/// The vendor's update, on the vendor's user.
#[divan::bench(args = fixtures())]
fn apply(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    let (update, user) = (speaker.update(), speaker.user());
    bencher.with_inputs(|| user.clone()).bench_refs(|user| black_box(&update).apply(user));
}

/// What the vendor's update has done to the vendor's user.
#[divan::bench(args = fixtures())]
fn diff(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    let (before, after) = before_and_after(speaker);
    bencher.bench(|| black_box_drop(UserUpdate::diff(black_box(&before), black_box(&after))));
}

/// All that the vendor's user has.
#[divan::bench(args = fixtures())]
fn diff_from_nothing(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    let after = speaker.user();
    let before = User::new(after.id.clone());
    bencher.bench(|| black_box_drop(UserUpdate::diff(black_box(&before), black_box(&after))));
}

#[divan::bench(args = fixtures())]
fn diff_of_the_same(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    let (before, after) = (speaker.user(), speaker.user());
    bencher.bench(|| black_box_drop(UserUpdate::diff(black_box(&before), black_box(&after))));
}

/// All that the vendor's user has, and then the vendor's update.
#[divan::bench(args = fixtures())]
fn merge(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    let (user, later) = (speaker.user(), speaker.update());
    let everything = UserUpdate::diff(&User::new(user.id.clone()), &user);
    bencher
        .with_inputs(|| (everything.clone(), later.clone()))
        .bench_values(|(earlier, later)| black_box_drop(earlier.merge(later)));
}

fn before_and_after(speaker: &Speaker) -> (User, User) {
    let before = speaker.user();
    let mut after = before.clone();
    speaker.update().apply(&mut after);
    (before, after)
}
