//! Each law catches who breaks it, with the least case.

use idiolect::conformance::generate::{ID, PASSWORD};
use idiolect::conformance::{Conformance, Law, check};

use crate::broken::{Broken, Wrong};

/// What is wrong, the law that is there for it, and a part of what is told.
const WRONGS: &[(Wrong, Law, &str)] = &[
    (Wrong::DropsWhatItReads, Law::ReadsBack, "mobile was written at \"/phone\""),
    (Wrong::ClearsAsItSets, Law::KeepClearSet, "mobile is cleared, and that is not what is read"),
    (Wrong::TellsWhatItDoesNotWrite, Law::DropsAloud, "email is told as written"),
    (Wrong::TellsAsDroppedWhatItWrites, Law::DropsAloud, "email is told as dropped"),
    (Wrong::WritesNullForAbsent, Law::KeepsTheRest, "mobile is read, and nobody said it"),
    (Wrong::InventsInUpdates, Law::KeepsTheRest, "email is read, and nobody said it"),
    (Wrong::InventsInAnswers, Law::AnswersComeBack, "mobile is in the answer, and not in the user"),
    (Wrong::WritesWhatItDoesNotRead, Law::AnswersComeBack, "it writes /plan"),
    (Wrong::LosesWhatNobodyKnows, Law::AnswersComeBack, "/teams/0/x-extra"),
    (Wrong::WritesElsewhere, Law::Accounts, "mobile is told as written at \"/id\""),
    (Wrong::TellsTwoPlacesForOne, Law::Accounts, "mobile is told as read from /mail too"),
    (Wrong::PanicsOnABadBody, Law::Refuses, "it panics"),
    (Wrong::PanicsOnABadAnswer, Law::Refuses, "it panics"),
    (Wrong::RefusesWhereNothingIs, Law::Refuses, "which it does not have"),
    (Wrong::ShowsThePassword, Law::KeepsSecrets, "an update, elsewhere than where a password belongs,"),
    (Wrong::RepeatsWhatAVendorQuotes, Law::KeepsSecrets, "a refusal that quotes it"),
    (Wrong::IsInAnotherOrderEachTime, Law::IsDeterministic, "an update that is written"),
    (Wrong::ReadsOtherwiseEachTime, Law::IsDeterministic, "an update that is read"),
    (Wrong::AddsSomethingEachTime, Law::ThereAndBack, "mobile is carried to"),
    (Wrong::ForgetsTheKind, Law::FailuresComeBack, "is read as"),
    (Wrong::ForgetsThePlaces, Law::FailuresComeBack, "are read as"),
    (Wrong::PanicsBesideACurrentUser, Law::ReadsBack, "it panics"),
    (Wrong::TellsAsAddressed, Law::DropsAloud, "company is told as said in the path"),
    (Wrong::ReadsAnAnswerOtherwise, Law::AnswersComeBack, "mobile was written at \"/phone\""),
    (Wrong::TellsWhatAnAnswerLacks, Law::AnswersComeBack, "email was written at \"\""),
    (Wrong::RefusesAnOddAnswer, Law::AnswersComeBack, "an answer that still has its id is refused"),
    (Wrong::SwallowsWhatNobodyKnows, Law::Refuses, "is neither refused nor told of"),
    (Wrong::PanicsOnALongText, Law::Refuses, "it panics"),
    (Wrong::ShowsHalfThePassword, Law::KeepsSecrets, "an update, elsewhere than where a password belongs,"),
    (Wrong::TellsAFailureNowhere, Law::FailuresComeBack, "where nothing is"),
    (Wrong::PanicsOnManyProblems, Law::FailuresComeBack, "it panics"),
];

#[test]
fn each_breach_is_caught_by_its_law() {
    for (wrong, law, told) in WRONGS {
        let broken = Broken::by(*wrong);
        let laws = Conformance::of(&broken);
        let breach = laws.check_law(*law).expect_err(&format!("{law}: {wrong:?}"));
        assert!(breach.what.contains(told), "{wrong:?}: {breach}");
        assert_eq!(breach.law, *law);
        assert!(!format!("{breach} {breach:?}").contains(PASSWORD), "{wrong:?} shows the password");
    }
}

#[test]
fn the_least_case_is_told_and_comes_again() {
    let broken = Broken::by(Wrong::DropsWhatItReads);
    let laws = Conformance::of(&broken);
    let breach = laws.check_law(Law::ReadsBack).unwrap_err();
    let update = format!(r#"{{"version":1,"id":"{ID}","mobile":null}}"#);
    assert_eq!(breach.shown, [("update", update), ("written as", format!(r#"{{"id":"{ID}","phone":null}}"#))]);
    assert_eq!(laws.hold(Law::ReadsBack, &breach.bytes), Err(breach));
}

#[test]
fn every_broken_law_is_told_at_once() {
    let breaches = check(&Broken::by(Wrong::AddsSomethingEachTime)).unwrap_err();
    let laws: Vec<Law> = breaches.as_slice().iter().map(|breach| breach.law).collect();
    assert_eq!(laws, [Law::ReadsBack, Law::ThereAndBack]);
    let told = breaches.to_string();
    assert_eq!(told.matches("broken breaks the law that ").count(), 2, "{told}");
    assert_eq!(format!("{breaches:?}"), format!("\n{told}"));
}

#[test]
fn another_seed_tries_other_cases() {
    let broken = Broken::by(Wrong::DropsWhatItReads);
    assert_eq!(Conformance::of(&broken).cases(0).check_law(Law::ReadsBack), Ok(()));
    let first = |seed| Conformance::of(&broken).seed(seed).cases(64).check_law(Law::ReadsBack).is_err();
    assert!(first(1) && first(2));
}
