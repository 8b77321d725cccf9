//! The name of a person: a full name and its two halves, as one unit.

use super::patch::Patch;
use super::text::Text;

/// A user's name. If there is a half, there is also a full name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Name {
    full: Option<Text>,
    given: Option<Text>,
    family: Option<Text>,
}

impl Name {
    /// Creates a name. Parts that are given together are kept; a full name alone is split at its
    /// last space; halves alone are joined.
    #[must_use]
    pub fn new(full: Option<Text>, given: Option<Text>, family: Option<Text>) -> Self {
        match (full, given, family) {
            (Some(full), None, None) => {
                let (given, family) = split(&full);
                Self { full: Some(full), given, family }
            }
            (full, given, family) => Self::without_splitting(full, given, family),
        }
    }

    /// Creates a name like [`new`](Self::new), but never splits a full name.
    #[must_use]
    pub fn without_splitting(
        full: Option<Text>,
        given: Option<Text>,
        family: Option<Text>,
    ) -> Self {
        let full = full.or_else(|| join(given.as_ref(), family.as_ref()));
        Self { full, given, family }
    }

    /// The whole name.
    #[must_use]
    pub const fn full(&self) -> Option<&Text> {
        self.full.as_ref()
    }

    /// The given (first) name.
    #[must_use]
    pub const fn given(&self) -> Option<&Text> {
        self.given.as_ref()
    }

    /// The family (last) name.
    #[must_use]
    pub const fn family(&self) -> Option<&Text> {
        self.family.as_ref()
    }

    /// Whether the full name is exactly the halves joined by a space.
    #[must_use]
    pub fn is_joined(&self) -> bool {
        self.full == join(self.given(), self.family())
    }
}

/// A change of a user's name. The full name is removed only with both halves, so it cannot be
/// cleared itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct NameUpdate {
    /// The whole name.
    pub full: Option<Text>,
    /// The given (first) name.
    pub given: Patch<Text>,
    /// The family (last) name.
    pub family: Patch<Text>,
}

impl NameUpdate {
    /// The smallest update that turns `before` into `after`: an empty one, or all parts.
    #[must_use]
    pub fn diff(before: &Name, after: &Name) -> Self {
        if before == after {
            return Self::default();
        }
        let half = |half: &Option<Text>| Patch::from_option(half.clone());
        Self { full: after.full.clone(), given: half(&after.given), family: half(&after.family) }
    }

    /// Whether the update leaves the name unchanged.
    #[must_use]
    pub const fn is_keep(&self) -> bool {
        self.full.is_none() && self.given.is_keep() && self.family.is_keep()
    }

    /// Applies the update to `name`.
    pub fn apply(&self, name: &mut Name) {
        if self.is_keep() {
            return;
        }
        let (given, family) = self.halves();
        let given = given.resolve(name.given.take());
        let family = family.resolve(name.family.take());
        *name = Name::without_splitting(self.full.clone(), given, family);
    }

    /// Combines this update and a `later` one.
    #[must_use]
    pub fn merge(self, later: Self) -> Self {
        match (&later.full, later.given.is_keep() && later.family.is_keep()) {
            (None, true) => self,
            (Some(_), true) => later,
            (_, false) => {
                let (given, family) = self.halves();
                Self {
                    full: later.full,
                    given: later.given.or_else_keep(given),
                    family: later.family.or_else_keep(family),
                }
            }
        }
    }

    /// Changes the parts as given.
    #[must_use]
    pub const fn from_parts(full: Option<Text>, given: Patch<Text>, family: Patch<Text>) -> Self {
        Self { full, given, family }
    }

    /// Sets the full name. Of the `current` name, a half with which it still begins or ends stays,
    /// and the rest is the other half; otherwise it is split at its last space.
    #[must_use]
    pub fn from_full(full: Text, current: Option<&Name>) -> Self {
        let halves = current.and_then(|current| split_beside(&full, current));
        match halves {
            Some((given, family)) if split(&full) != (given.clone(), family.clone()) => Self {
                full: Some(full),
                given: Patch::from_option(given),
                family: Patch::from_option(family),
            },
            _ => Self { full: Some(full), ..Self::default() },
        }
    }

    /// The changes of the halves; a full name alone is split into both.
    #[must_use]
    pub fn halves(&self) -> (Patch<Text>, Patch<Text>) {
        match &self.full {
            Some(full) if self.given.is_keep() && self.family.is_keep() => {
                let (given, family) = split(full);
                (Patch::from_option(given), Patch::from_option(family))
            }
            _ => (self.given.clone(), self.family.clone()),
        }
    }

    /// Whether the full name after this update is known: from this update, from both of its halves,
    /// or from the `current` name.
    #[must_use]
    pub fn can_resolve_full(&self, current: Option<&Name>) -> bool {
        let both_halves = !self.given.is_keep() && !self.family.is_keep();
        self.full.is_some() || both_halves || current.is_some()
    }

    /// The full name after this update, if one remains.
    #[must_use]
    pub fn resolve_full(&self, current: Option<&Name>) -> Option<Text> {
        let mut name = current.cloned().unwrap_or_default();
        self.apply(&mut name);
        name.full
    }
}

fn join(given: Option<&Text>, family: Option<&Text>) -> Option<Text> {
    match (given, family) {
        (Some(given), Some(family)) => Text::parse(&format!("{given} {family}")).ok(),
        (half, None) | (None, half) => half.cloned(),
    }
}

/// Splits beside the half of the `current` name with which `full` begins or ends.
fn split_beside(full: &Text, current: &Name) -> Option<(Option<Text>, Option<Text>)> {
    let full = full.as_str().trim();
    let given = current.given().and_then(|given| {
        let rest = full.strip_prefix(given.as_str())?;
        let family = rest.starts_with(char::is_whitespace).then(|| rest.trim_start())?;
        Some((Some(given.clone()), Some(Text::parse(family).ok()?)))
    });
    given.or_else(|| {
        let family = current.family()?;
        let rest = full.strip_suffix(family.as_str())?;
        let given = rest.ends_with(char::is_whitespace).then(|| rest.trim_end())?;
        Some((Some(Text::parse(given).ok()?), Some(family.clone())))
    })
}

/// Splits at the last space: `Mary van Dyke` is `Mary van` and `Dyke`; a single part is a given
/// name.
fn split(full: &Text) -> (Option<Text>, Option<Text>) {
    let full = full.as_str().trim();
    match full.rsplit_once(' ') {
        Some((given, family)) => (Text::parse(given.trim_end()).ok(), Text::parse(family).ok()),
        None => (Text::parse(full).ok(), None),
    }
}
