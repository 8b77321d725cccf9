//! The parts of a message that the model cannot represent, preserved for the same dialect.

use std::collections::HashSet;
use std::fmt;

use super::attribute_set::AttributeSet;
use super::attributes::Attribute;
use super::id::SettingKey;

/// The parts of a response that the model cannot represent, or the unknown members of an update,
/// verbatim, by dialect.
/// The texts are opaque here: only the `codec` layer reads them, and only for the same dialect.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Extras {
    entries: Vec<Extra>,
}

/// One difference between a message and what its dialect would write for the same user or update,
/// with the attributes that it belongs to.
///
/// A name with an unpaired surrogate cannot be in a pointer. Members with such names are one entry
/// at the object around them, whose `original` is an object of only these members.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Extra {
    /// The id of the dialect.
    pub dialect: String,
    /// The RFC 6901 pointer in the message.
    pub pointer: String,
    /// The JSON in the message, if any.
    pub original: Option<String>,
    /// The JSON that the dialect writes for the same user, if any.
    pub encoded: Option<String>,
    kind: ExtraKind,
    attributes: AttributeSet,
    setting: Option<SettingKey>,
}

/// What an extra is to the attributes that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum ExtraKind {
    /// An undocumented member, or a known value in another form.
    #[default]
    Additional,
    /// A value that the model cannot represent. Those of the attributes that the user does not have
    /// are not absent.
    Unrepresentable,
    /// A list of which the known elements are only a part.
    Incomplete,
}

impl ExtraKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[Self::Additional, Self::Unrepresentable, Self::Incomplete];

    /// The name of the kind.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Additional => "additional",
            Self::Unrepresentable => "unrepresentable",
            Self::Incomplete => "incomplete",
        }
    }
}

impl Extra {
    /// The difference at `pointer` between the `original` response and the JSON `encoded` for the
    /// same user.
    #[must_use]
    pub const fn new(
        dialect: String,
        pointer: String,
        original: Option<String>,
        encoded: Option<String>,
    ) -> Self {
        Self {
            dialect,
            pointer,
            original,
            encoded,
            kind: ExtraKind::Additional,
            attributes: AttributeSet::EMPTY,
            setting: None,
        }
    }

    /// Documents that it belongs to `attribute`.
    #[must_use]
    pub const fn of_attribute(mut self, attribute: Attribute, kind: ExtraKind) -> Self {
        self.add_attribute(attribute, kind);
        self
    }

    /// Documents that it belongs to the custom setting `key`.
    #[must_use]
    pub fn of_setting(mut self, key: SettingKey, kind: ExtraKind) -> Self {
        self.add_attribute(Attribute::CustomSettings, kind);
        self.setting = Some(key);
        self
    }

    pub(crate) const fn add_attribute(&mut self, attribute: Attribute, kind: ExtraKind) {
        self.attributes.insert(attribute);
        if matches!(self.kind, ExtraKind::Additional) {
            self.kind = kind;
        }
    }

    pub(crate) fn add_setting(&mut self, key: &SettingKey, kind: ExtraKind) {
        self.add_attribute(Attribute::CustomSettings, kind);
        self.setting = Some(key.clone());
    }

    /// What it is to its attributes.
    #[must_use]
    pub const fn kind(&self) -> ExtraKind {
        self.kind
    }

    /// The attributes that it belongs to; none for an undocumented member.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> {
        self.attributes.iter()
    }

    /// The custom setting that it belongs to.
    #[must_use]
    pub const fn setting(&self) -> Option<&SettingKey> {
        self.setting.as_ref()
    }

    /// Whether it holds no JSON, and only documents what is known of its attributes.
    pub(crate) const fn is_note(&self) -> bool {
        self.original.is_none() && self.encoded.is_none()
    }

    /// Removes `attribute`, whose value has been replaced. Returns whether it is still of use: as a
    /// note of other attributes that are not representable.
    fn keeps_others(&mut self, attribute: Attribute) -> bool {
        if !self.attributes.contains(attribute) {
            return true;
        }
        self.attributes.remove(attribute);
        (self.original, self.encoded) = (None, None);
        self.kind != ExtraKind::Additional && !self.attributes.is_empty()
    }

    pub(crate) const fn attribute_set(&self) -> AttributeSet {
        self.attributes
    }
}

impl fmt::Debug for Extra {
    /// Writes the path only: the content of an undocumented member may be a secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dialect, pointer, .. } = self;
        write!(formatter, "Extra({dialect} {pointer})")
    }
}

impl Extras {
    /// Whether there are no extras.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Appends the entries of `other`.
    #[must_use]
    pub fn chain(mut self, other: Self) -> Self {
        self.entries.extend(other.entries);
        self
    }

    /// All entries, in the order of the response.
    pub fn entries(&self) -> impl Iterator<Item = &Extra> {
        self.entries.iter()
    }

    /// The entries that no entry of `later` replaces, and those of `later`.
    #[must_use]
    pub(crate) fn merge(mut self, later: Self) -> Self {
        if !self.is_empty() && !later.is_empty() {
            let key = |entry: &Extra| (entry.dialect.clone(), entry.pointer.clone());
            let replaced: HashSet<_> = later.entries().map(key).collect();
            self.entries.retain(|entry| !replaced.contains(&key(entry)));
        }
        self.chain(later)
    }

    /// The entries that do not belong to an element of these lists.
    #[must_use]
    pub(super) fn without_lists(mut self, lists: AttributeSet) -> Self {
        self.entries.retain(|entry| entry.attributes.intersection(lists).is_empty());
        self
    }

    /// The entries of one dialect.
    pub fn for_dialect<'a>(&'a self, dialect: &'a str) -> impl Iterator<Item = &'a Extra> {
        self.entries.iter().filter(move |entry| entry.dialect == dialect)
    }

    /// Removes what belongs to `attribute`, whose value has been replaced. What it shares with
    /// others that are not representable is only a note of them afterwards.
    #[inline]
    pub(crate) fn discard(&mut self, attribute: Attribute) {
        if !self.entries.is_empty() {
            self.discard_in_entries(attribute);
        }
    }

    #[cold]
    fn discard_in_entries(&mut self, attribute: Attribute) {
        self.entries.retain_mut(|entry| entry.keeps_others(attribute));
    }

    /// Removes what belongs to the custom settings that `is_replaced`, and what stands in place of
    /// all of them.
    pub(crate) fn discard_settings(&mut self, is_replaced: impl Fn(&SettingKey) -> bool) {
        self.entries.retain_mut(|entry| match &entry.setting {
            Some(key) => !is_replaced(key),
            None => entry.keeps_others(Attribute::CustomSettings),
        });
    }

    /// Removes the entries for which `is_kept` returns `false`.
    pub(crate) fn retain(&mut self, is_kept: impl FnMut(&Extra) -> bool) {
        self.entries.retain(is_kept);
    }

    pub(crate) fn entries_mut(&mut self) -> impl Iterator<Item = &mut Extra> {
        self.entries.iter_mut()
    }

    pub(crate) fn into_entries(self) -> impl Iterator<Item = Extra> {
        self.entries.into_iter()
    }

    pub(crate) fn push(&mut self, entry: Extra) {
        self.entries.push(entry);
    }
}

impl FromIterator<Extra> for Extras {
    fn from_iter<I: IntoIterator<Item = Extra>>(entries: I) -> Self {
        Self { entries: entries.into_iter().collect() }
    }
}
