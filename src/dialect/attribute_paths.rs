//! The path of each attribute in a dialect's messages, by its rows.

use super::traits::Dialect;
use crate::codec::{Description, MemberDescription, Message, Support};
use crate::json::Pointer;
use crate::model::{Attribute, SettingKey};
use crate::problem::ReportedField;

/// The paths of one dialect, by attribute.
#[derive(Debug, Default)]
pub(crate) struct AttributePaths {
    in_updates: Vec<AttributePath>,
    in_users: Vec<AttributePath>,
}

/// One path of one attribute.
#[derive(Debug)]
struct AttributePath {
    attribute: Attribute,
    path: String,
    /// Whether the member holds the attribute itself, and not only what is derived from it.
    is_exact: bool,
}

impl AttributePaths {
    pub(crate) fn of<D: Dialect + ?Sized>(dialect: &D) -> Self {
        let mut description = Description::for_paths();
        dialect.properties().describe(&mut description);
        let mut paths = Self::default();
        let mut root = Pointer::ROOT;
        description.visit(&mut root, &mut |path, member| paths.add(path, member));
        paths
    }

    fn add(&mut self, path: &Pointer, member: &MemberDescription) {
        for represents in &member.attributes {
            let path_in = |message| {
                let support = represents.support(message);
                (support != Support::None).then(|| AttributePath {
                    attribute: represents.attribute,
                    path: path.as_str().to_owned(),
                    is_exact: support == Support::Exact,
                })
            };
            self.in_updates.extend(path_in(Message::Update));
            self.in_users.extend(path_in(Message::User));
        }
    }

    /// The paths of `field` in an update.
    pub(super) fn of_field(&self, field: &ReportedField) -> Vec<String> {
        let Some(attribute) = field.attribute() else { return Vec::new() };
        let paths = self.in_updates.iter().filter(|one| one.attribute == attribute);
        let key = match field {
            ReportedField::CustomSetting(key) => Some(key),
            _ => None,
        };
        let path = |one: &AttributePath| match key {
            Some(key) => {
                let settings = Pointer::parse(&one.path).unwrap_or_default();
                settings.child(key.as_str()).to_string()
            }
            None => one.path.clone(),
        };
        paths.map(path).collect()
    }

    /// Whether a user has a member for `field`.
    pub(crate) fn has_user_path(&self, field: &ReportedField) -> bool {
        self.in_users.iter().any(|one| Some(one.attribute) == field.attribute())
    }

    /// Whether an update has a member for `field`.
    pub(super) fn has_update_path(&self, field: &ReportedField) -> bool {
        self.in_updates.iter().any(|one| Some(one.attribute) == field.attribute())
    }

    /// Whether an update has a member for `attribute` at `place`, below it, or around it.
    pub(super) fn has_update_path_near(&self, attribute: Attribute, place: &str) -> bool {
        let mut paths = self.in_updates.iter().filter(|one| one.attribute == attribute);
        paths.any(|one| is_within(&one.path, place) || is_within(place, &one.path))
    }

    /// The attributes that have a member at `place` in a user, or below it.
    pub(super) fn below_in_users(&self, place: &str) -> Vec<Attribute> {
        let is_below = |one: &&AttributePath| is_within(&one.path, place);
        self.in_users.iter().filter(is_below).map(|one| one.attribute).collect()
    }

    /// The fields at `pointer`, or of which it is a part: several, if one member holds several.
    pub(super) fn fields_at(&self, pointer: &str) -> Vec<ReportedField> {
        let covers = |one: &&AttributePath| is_within(pointer, &one.path);
        let mut found: Vec<&AttributePath> = self.in_updates.iter().filter(covers).collect();
        if found.is_empty() {
            found = self.in_users.iter().filter(covers).collect();
        }
        if found.iter().any(|one| one.is_exact) {
            found.retain(|one| one.is_exact);
        }
        found.into_iter().map(|one| one.field_at(pointer)).collect()
    }
}

impl AttributePath {
    fn field_at(&self, pointer: &str) -> ReportedField {
        let below = pointer.strip_prefix(self.path.as_str()).and_then(Pointer::parse);
        let key = below.and_then(|below| below.segments().next());
        match (self.attribute, key.map(|key| SettingKey::parse(&key))) {
            (Attribute::CustomSettings, Some(Ok(key))) => ReportedField::CustomSetting(key),
            (attribute, _) => attribute.into(),
        }
    }
}

/// Whether the pointer `one` leads to what `other` leads to, or into it.
fn is_within(one: &str, other: &str) -> bool {
    one.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
