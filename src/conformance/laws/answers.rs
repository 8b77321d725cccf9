//! Answers, read and told again by the same dialect.

use crate::conformance::breach::{Finding, Held, ensure};
use crate::conformance::generate;
use crate::conformance::source::Source;
use crate::conformance::statement::{Statement, follows_from};
use crate::conformance::trial::{Trial, tree};
use crate::dialect::DialectExt as _;
use crate::dialect::canonical::Canonical;
use crate::wire::{Node, Pointer, Reading};

/// The name of a member that no vendor documents.
const EXTRA: &str = "x-extra";

/// What may stand where something else is documented, or nothing is.
const ODDITIES: &[&str] = &[
    "null",
    "\"\"",
    "\" \"",
    "\"\\u0007\"",
    "\"<string>\"",
    "7",
    "-1.50",
    "12345678901234567890123",
    "1e400",
    "true",
    "[]",
    "[null,7]",
    "{\"x\":{}}",
];

/// An answer of any content comes back; one that the dialect writes itself says nothing new; what nobody knows stays
/// where it was when something else changes.
pub(super) fn come_back(trial: &Trial<'_>) -> Held {
    comes_back_whatever_it_holds(trial)?;
    says_nothing_new(trial)?;
    keeps_what_nobody_knows(trial)
}

fn comes_back_whatever_it_holds(trial: &Trial<'_>) -> Held {
    let source = &mut trial.source();
    let changes: Vec<Change> = (0..source.below(4)).map(|_| Change::decided_by(source)).collect();
    let original = trial.user_body(source);
    let whole = tree(&original)?;
    let node = changes.iter().fold(whole, |node, change| change.made_to(&node).unwrap_or(node));
    let body = node.to_json().into_bytes();
    let shown = |finding: Finding| finding.showing_body("answer", &body);
    let Ok(read) = trial.dialect.decode_user(&body) else {
        return ensure(!changes.is_empty(), || "an answer of its own is refused".to_owned()).map_err(shown);
    };
    let told = trial.dialect.encode_user(&read.value).body;
    ensure(tree(&told)? == node, || "it comes back as something else".to_owned())
        .map_err(|finding| shown(finding).showing_body("comes back as", &told))?;
    let stored = Canonical::default().encode_user(&read.value).body;
    let restored = Canonical::default().decode_user(&stored);
    let restored = restored.map_err(|error| Finding::new(format!("it cannot be stored: {error}"))).map_err(shown)?;
    let told = trial.dialect.encode_user(&restored.value).body;
    ensure(tree(&told)? == node, || "stored in between, it comes back as something else".to_owned())
        .map_err(|finding| shown(finding).showing_body("comes back as", &told))
}

/// Something else in one place of an answer.
struct Change {
    how: usize,
    place: usize,
    oddity: &'static str,
}

impl Change {
    fn decided_by(source: &mut Source<'_>) -> Self {
        let (how, place) = (source.below(3), source.place_below(usize::MAX));
        Self { how, place, oddity: source.pick(ODDITIES).unwrap_or_default() }
    }

    /// The answer with this changed, if it has such a place.
    fn made_to<'a>(&self, node: &Node<'a>) -> Option<Node<'a>> {
        let places = node.places();
        let place = places.get(self.place.checked_rem(places.len())?)?;
        let odd = || tree(self.oddity.as_bytes()).ok();
        match self.how {
            0 => node.removed(place),
            1 => node.replaced(place, odd()?),
            _ => node.extended(place, EXTRA, odd()?).or_else(|| node.extended(&Pointer::ROOT, EXTRA, odd()?)),
        }
    }
}

fn says_nothing_new(trial: &Trial<'_>) -> Held {
    let user = generate::user(trial.bytes);
    let body = trial.dialect.encode_user(&user).body;
    let check = || {
        let read = trial.decode_own_user(&body)?;
        let held = user.held();
        for subject in read.value.held().iter().filter(|subject| !held.contains(subject)) {
            let may_follow = subject.attribute().is_some_and(|attribute| follows_from(attribute, &held));
            ensure(may_follow, || format!("{subject} is in the answer, and not in the user"))?;
        }
        for (subject, pointer, reading) in read.trace.entries() {
            ensure(reading != Reading::Undocumented, || {
                format!("it writes {pointer}, which it does not know when it reads ({subject})")
            })?;
        }
        Ok(())
    };
    let shown = |finding: Finding| finding.showing("user", Statement::of_user(&user).to_json());
    check().map_err(|finding| shown(finding).showing_body("answer", &body))
}

/// With a member more in every object, and then an element more in a list.
fn keeps_what_nobody_knows(trial: &Trial<'_>) -> Held {
    let source = &mut trial.source();
    let mut steering = Source::new(trial.bytes.get(..8).unwrap_or(trial.bytes));
    let original = trial.user_body(source);
    let mut node = tree(&original)?;
    let mut extras = vec![Pointer::ROOT.child(EXTRA)];
    for place in node.places() {
        if node.at(place.as_str()).is_some_and(|value| value.members().is_some()) {
            extras.push(place.child(EXTRA));
        }
    }
    for extra in &extras {
        let Some((parent, _)) = extra.as_str().rsplit_once('/') else { continue };
        let place = Pointer::parse(parent).unwrap_or_default();
        node = node.extended(&place, EXTRA, Node::text(parent.to_owned())).unwrap_or(node);
    }
    let body = node.to_json().into_bytes();
    let Ok(read) = trial.dialect.decode_user(&body) else { return Ok(()) };
    let grown = generate::grown(&read.value, &mut steering);
    let told = trial.dialect.encode_user(&grown).body;
    let spelled = tree(&told)?;
    for extra in extras {
        ensure(spelled.at(extra.as_str()) == node.at(extra.as_str()), || {
            format!("a list grows by one element, and {extra}, which is none of it, does not come back")
        })
        .map_err(|finding| finding.showing_body("answer", &body).showing_body("comes back as", &told))?;
    }
    Ok(())
}
