//! Each law catches who breaks it, with the least case.

use idiolect::conformance::generate::{ID, PASSWORD};
use idiolect::conformance::{Conformance, Law, check};

use crate::broken::{Broken, Wrong};

/// What is wrong, the law that is there for it, and a part of what is reported.
const WRONGS: &[(Wrong, Law, &str)] = &[
    (Wrong::DropsWhatItReads, Law::UpdateRoundTrip, "mobile was written at \"/phone\""),
    (Wrong::ClearsAsItSets, Law::TriState, "mobile is cleared, and that is not what is read"),
    (Wrong::RecordsWhatItDoesNotWrite, Law::NoSilentLoss, "email is recorded as written"),
    (Wrong::RecordsAsDroppedWhatItWrites, Law::NoSilentLoss, "email is recorded as dropped"),
    (
        Wrong::WritesNullForAbsent,
        Law::UnmentionedUnchanged,
        "mobile is read, and the message does not contain it",
    ),
    (
        Wrong::InventsInUpdates,
        Law::UnmentionedUnchanged,
        "email is read, and the message does not contain it",
    ),
    (
        Wrong::InventsInResponses,
        Law::UserRoundTrip,
        "mobile is in the response, and not in the user",
    ),
    (Wrong::WritesWhatItDoesNotRead, Law::UserRoundTrip, "it writes /plan"),
    (Wrong::LosesUnknownMembers, Law::UserRoundTrip, "/teams/0/x-extra"),
    (Wrong::RecordsWrongPath, Law::ReportComplete, "mobile is recorded as written at \"/id\""),
    (Wrong::RecordsTwoPaths, Law::ReportComplete, "mobile is recorded as read from /mail too"),
    (Wrong::PanicsOnBadBody, Law::RejectsMalformed, "it panics"),
    (Wrong::PanicsOnBadResponse, Law::RejectsMalformed, "it panics"),
    (Wrong::RejectsAtMissingPath, Law::RejectsMalformed, "a path that it does not have"),
    (
        Wrong::ShowsThePassword,
        Law::NoSecretLeak,
        "an update, elsewhere than where a password belongs,",
    ),
    (Wrong::RepeatsVendorText, Law::NoSecretLeak, "a failure that quotes it"),
    (Wrong::EncodesInRandomOrder, Law::Deterministic, "an update that is written"),
    (Wrong::DecodesDifferently, Law::Deterministic, "an update that is read"),
    (Wrong::AddsOnEachEncoding, Law::PairRoundTrip, "mobile is preserved to"),
    (Wrong::ForgetsKind, Law::FailureRoundTrip, "is read as"),
    (Wrong::ForgetsPaths, Law::FailureRoundTrip, "are read as"),
    (Wrong::PanicsWithCurrentUser, Law::UpdateRoundTrip, "it panics"),
    (Wrong::RecordsOutsideBody, Law::NoSilentLoss, "company is recorded as outside the body"),
    (Wrong::DecodesResponseWrongly, Law::UserRoundTrip, "mobile was written at \"/phone\""),
    (Wrong::RecordsAbsentMembers, Law::UserRoundTrip, "email was written at \"\""),
    (
        Wrong::RejectsUnusualResponse,
        Law::UserRoundTrip,
        "a response that still has its id is rejected",
    ),
    (Wrong::IgnoresUnknownMembers, Law::RejectsMalformed, "is neither rejected nor reported"),
    (Wrong::PanicsOnLongText, Law::RejectsMalformed, "it panics"),
    (
        Wrong::ShowsHalfThePassword,
        Law::NoSecretLeak,
        "an update, elsewhere than where a password belongs,",
    ),
    (Wrong::RecordsNoFailurePath, Law::FailureRoundTrip, "where nothing is"),
    (Wrong::PanicsOnManyProblems, Law::FailureRoundTrip, "it panics"),
    (Wrong::ClearsAbsentMembers, Law::WrittenBack, "sent back as an update, changes mobile"),
    (Wrong::AddsOnEachEncoding, Law::WrittenBack, "at /phone is not the one that was sent"),
    (Wrong::IgnoresReadOnlyMembers, Law::WrittenBack, "/teams/0/id, read-only, is accepted"),
    (Wrong::ErasesUnreadable, Law::UnrepresentableKept, "a partial update writes mobile at /phone"),
    (Wrong::ForgetsUnreadable, Law::UnrepresentableKept, "is neither known nor recorded"),
    (
        Wrong::ForgetsUnreadable,
        Law::UserRoundTrip,
        "what was at /phone is still there after it was replaced",
    ),
];

#[test]
fn each_breach_is_caught_by_its_law() {
    for (wrong, law, reported) in WRONGS {
        let broken = Broken::by(*wrong);
        let laws = Conformance::new(&broken);
        let breach = laws.check_law(*law).expect_err(&format!("{law}: {wrong:?}"));
        assert!(breach.what.contains(reported), "{wrong:?}: {breach}");
        assert_eq!(breach.law, *law);
    }
}

#[test]
fn a_breach_that_shows_a_password_does_not_show_it_itself() {
    for wrong in [Wrong::ShowsThePassword, Wrong::ShowsHalfThePassword] {
        let reported = check(&Broken::by(wrong)).unwrap_err().to_string();
        // Other laws are broken with it, and report what was written.
        assert!(reported.contains(r#""note":"(the password)"#), "{wrong:?}");
        assert!(!reported.to_lowercase().contains(&PASSWORD.to_lowercase()[..15]), "{wrong:?}");
    }
}

#[test]
fn the_least_case_is_reported_and_is_reproducible() {
    let broken = Broken::by(Wrong::DropsWhatItReads);
    let laws = Conformance::new(&broken);
    let breach = laws.check_law(Law::UpdateRoundTrip).unwrap_err();
    let update = format!(r#"{{"version":1,"id":"{ID}","mobile":null}}"#);
    assert_eq!(
        breach.shown,
        [("update", update), ("written as", format!(r#"{{"id":"{ID}","phone":null}}"#))]
    );
    assert_eq!(laws.check_case(Law::UpdateRoundTrip, &breach.bytes), Err(breach));
}

#[test]
fn every_broken_law_is_reported_at_once() {
    let breaches = check(&Broken::by(Wrong::AddsOnEachEncoding)).unwrap_err();
    let laws: Vec<Law> = breaches.as_slice().iter().map(|breach| breach.law).collect();
    assert_eq!(laws, [Law::UpdateRoundTrip, Law::PairRoundTrip, Law::WrittenBack]);
    let reported = breaches.to_string();
    assert_eq!(reported.matches("broken violates the law that ").count(), 3, "{reported}");
    assert_eq!(format!("{breaches:?}"), format!("\n{reported}"));
}

#[test]
fn another_seed_tries_other_cases_and_as_many_as_are_requested() {
    let broken = Broken::by(Wrong::RecordsAsDroppedWhatItWrites);
    let laws = || Conformance::new(&broken);
    let finds = |laws: Conformance<'_>| laws.check_law(Law::NoSilentLoss).is_err();
    assert!(!finds(laws().cases(0)) && finds(laws()));
    // One case has an address, or does not.
    let found = (0..32).filter(|seed| finds(laws().seed(*seed).cases(1))).count();
    assert!((1..32).contains(&found), "{found}");
}
