//! Texts to try: valid ones, nearly valid ones, and short ones of awkward characters.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::string::string_regex;
use proptest::test_runner::TestRunner;

use super::Case;

/// Characters that some rule or regular expression engine treats specially.
const AWKWARD: &str = concat!(
    "\n\r\t\0\u{b}\u{1c}\u{7f}\u{85}\u{a0}\u{ad}\u{130}\u{131}\u{17f}\u{212a}\u{b7}\u{1680}",
    "\u{180e}\u{2000}\u{200a}\u{200b}\u{200d}\u{2028}\u{2029}\u{202e}\u{202f}\u{205f}\u{3000}",
    "\u{3002}\u{feff}\u{ff0e}\u{ff11}\u{661}éße\u{301}日🦀\u{10ffff} \
     \"'\\/@.,:;-_+*#%?=&!$^|~`",
    "<>(){}[]aAzZfFgGkKxXtTsSmMoO012345679",
);

/// Returns `count` texts of each kind, always the same.
pub(super) fn texts(case: &Case, count: usize) -> Vec<String> {
    let samples = || select(case.samples).prop_map(str::to_owned);
    let own: Vec<char> = case.samples.concat().chars().chain(AWKWARD.chars()).collect();
    let short = prop::collection::vec(select(own.clone()), 0..7);
    let ways = [
        mutated(samples(), own.clone()).boxed(),
        matching(case).boxed(),
        mutated(matching(case), own).boxed(),
        short.prop_map(String::from_iter).boxed(),
        any::<String>().boxed(),
    ];
    let runner = &mut TestRunner::deterministic();
    let mut texts: Vec<String> = case.samples.iter().map(|sample| (*sample).to_owned()).collect();
    for way in ways {
        texts.extend((0..count).map(|_| way.new_tree(runner).unwrap().current()));
    }
    texts
}

/// Generates texts that match the pattern of `case`, with few repetitions.
fn matching(case: &Case) -> impl Strategy<Value = String> + use<> {
    let pattern = case.pattern().unwrap_or("^[^\u{0}]+$");
    let pattern = pattern.trim_start_matches('^').trim_end_matches('$');
    // A replacement within a character class does not add characters to it.
    let few =
        [(")*", "){0,2}"), ("]*", "]{0,4}"), (")+", "){1,2}"), ("]+", "]{1,4}"), ("0*", "0{0,2}")];
    let pattern = few.iter().fold(pattern.to_owned(), |all, (many, few)| all.replace(many, few));
    string_regex(&pattern).unwrap()
}

/// One to three changes of one character each.
fn mutated(
    texts: impl Strategy<Value = String>,
    alphabet: Vec<char>,
) -> impl Strategy<Value = String> {
    let change = (0..5_u8, any::<Index>(), select(alphabet));
    (texts, prop::collection::vec(change, 1..4)).prop_map(|(text, changes)| {
        let mut text: Vec<char> = text.chars().collect();
        for (kind, at, character) in changes {
            let at = at.index(text.len() + 1);
            match (kind, text.get(at).copied()) {
                (0, Some(_)) => drop(text.remove(at)),
                (1, Some(_)) => text[at] = character,
                (2, Some(same)) => text.insert(at, same),
                (3, Some(letter)) if letter.is_ascii_lowercase() => text[at].make_ascii_uppercase(),
                (3, Some(_)) => text[at].make_ascii_lowercase(),
                _ => text.insert(at, character),
            }
        }
        text.into_iter().collect()
    })
}
