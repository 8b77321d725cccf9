//! Rows as data: the members of both messages, the attributes they hold, and their schemas.

use std::borrow::Cow;

use super::property::Message;
use super::schema::{AdditionalMembers, MemberSchema, Schema};
use crate::json::Pointer;
use crate::model::Attribute;

/// The members of one object, in both messages.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Description {
    /// The members, in the order of the rows.
    pub members: Vec<MemberDescription>,
    /// Whether only paths are wanted: a row may then leave the schemas out.
    is_for_paths: bool,
    /// Whether the user ids in updates are those of another service.
    has_opaque_ids: bool,
}

/// One member of an object.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[expect(clippy::struct_excessive_bools, reason = "each is an independent fact")]
pub struct MemberDescription {
    /// The name.
    pub name: Cow<'static, str>,
    /// The attributes that the member itself holds. An object's are in `within`.
    pub attributes: Vec<Represents>,
    /// The schema in updates, if they have the member.
    pub update: Option<Schema>,
    /// The schema in users, if they have the member.
    pub user: Option<Schema>,
    /// The members of the object, if the member is an object of rows.
    pub within: Option<Description>,
    /// Whether every update has the member.
    pub is_required_in_updates: bool,
    /// Whether every user has the member.
    pub is_required_in_users: bool,
    /// Whether an update can only repeat the value of the current user.
    pub is_read_only: bool,
    /// Whether `null` in place of the object is accepted in updates.
    pub accepts_null: bool,
}

/// How a member holds one attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Represents {
    /// The attribute.
    pub attribute: Attribute,
    /// The support in updates.
    pub update: Support,
    /// The support in users.
    pub user: Support,
    /// Whether an update can clear the attribute.
    pub is_clearable: bool,
    /// Whether the attribute is also read from the member, not only written to it.
    pub is_read: bool,
}

/// How well a message can represent an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Support {
    /// Not at all.
    None,
    /// Exactly, for every value.
    Exact,
    /// Exactly for some values, converted for others.
    Converted,
    /// Only with the current user, or with the attributes that share the member.
    NeedsCurrentUser,
}

impl Represents {
    /// The attribute, supported in neither message.
    #[must_use]
    pub const fn new(attribute: Attribute) -> Self {
        Self {
            attribute,
            update: Support::None,
            user: Support::None,
            is_clearable: false,
            is_read: true,
        }
    }

    /// Sets the support in updates.
    #[must_use]
    pub const fn in_updates(mut self, support: Support, is_clearable: bool) -> Self {
        self.update = support;
        self.is_clearable = is_clearable;
        self
    }

    /// Sets the support in users.
    #[must_use]
    pub const fn in_users(mut self, support: Support) -> Self {
        self.user = support;
        self
    }

    /// Marks the attribute as written to the member and never read from it.
    #[must_use]
    pub const fn never_read(mut self) -> Self {
        self.is_read = false;
        self
    }

    /// Returns the support in one of the messages.
    #[must_use]
    pub const fn support(&self, message: Message) -> Support {
        match message {
            Message::Update => self.update,
            Message::User => self.user,
        }
    }
}

impl MemberDescription {
    /// A member that is in neither message yet.
    #[must_use]
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name: name.into(),
            attributes: Vec::new(),
            update: None,
            user: None,
            within: None,
            is_required_in_updates: false,
            is_required_in_users: false,
            is_read_only: false,
            accepts_null: false,
        }
    }

    /// Adds an attribute that the member holds.
    #[must_use]
    pub fn holding(mut self, represents: Represents) -> Self {
        self.attributes.push(represents);
        self
    }

    /// Adds the member to updates, with this schema.
    #[must_use]
    pub fn in_updates(mut self, schema: Schema) -> Self {
        self.update = Some(schema);
        self
    }

    /// Adds the member to users, with this schema.
    #[must_use]
    pub fn in_users(mut self, schema: Schema) -> Self {
        self.user = Some(schema);
        self
    }

    /// Sets whether every user has the member.
    #[must_use]
    pub const fn required_in_users(mut self, is_required: bool) -> Self {
        self.is_required_in_users = is_required;
        self
    }

    /// Adds the member to updates as read-only: they can only repeat the value of the current user.
    /// Without a current user only `null` is accepted.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.is_read_only = true;
        let schema = self.user.clone().unwrap_or_else(Schema::any);
        let either = Schema::any_of([schema, Schema::null()]);
        self.update = Some(either.read_only().with_rule("read-only"));
        self
    }

    fn schema(&self, message: Message) -> Option<Schema> {
        let Some(within) = &self.within else {
            return match message {
                Message::Update => self.update.clone(),
                Message::User => self.user.clone(),
            };
        };
        if within.is_empty_in(message) {
            return None;
        }
        let schema = within.schema(message);
        let is_nullable = message == Message::Update && self.accepts_null;
        Some(if is_nullable { Schema::any_of([schema, Schema::null()]) } else { schema })
    }

    /// Whether messages of this kind must have the member, itself or for a member within it.
    fn is_required(&self, message: Message) -> bool {
        match message {
            Message::Update => self.is_required_in_updates,
            Message::User => {
                let within = self.within.iter().flat_map(|within| &within.members);
                self.is_required_in_users || within.into_iter().any(|one| one.is_required(message))
            }
        }
    }
}

impl Description {
    /// An empty description that needs no schemas.
    pub(crate) const fn for_paths() -> Self {
        Self { members: Vec::new(), is_for_paths: true, has_opaque_ids: false }
    }

    /// An empty description, in which any user ids are valid in updates, or those of the dialect.
    pub(crate) const fn with_ids(has_opaque_ids: bool) -> Self {
        Self { members: Vec::new(), is_for_paths: false, has_opaque_ids }
    }

    /// An empty description of the members of one of its objects.
    pub(super) const fn of_object(&self) -> Self {
        Self { members: Vec::new(), ..*self }
    }

    pub(super) const fn is_for_paths(&self) -> bool {
        self.is_for_paths
    }

    pub(super) const fn has_opaque_ids(&self) -> bool {
        self.has_opaque_ids
    }

    /// The schema of one of the messages.
    #[must_use]
    pub fn schema(&self, message: Message) -> Schema {
        let member = |one: &MemberDescription| {
            let schema = one.schema(message)?;
            Some(match (one.is_required(message), message) {
                (true, _) => MemberSchema::required(one.name.clone(), schema),
                (false, Message::Update) => MemberSchema::optional(one.name.clone(), schema),
                // Vendors respond `null` for what is not set.
                (false, Message::User) => MemberSchema::optional(
                    one.name.clone(),
                    Schema::any_of([schema, Schema::null()]),
                ),
            })
        };
        let mut members: Vec<MemberSchema> = Vec::new();
        for member in self.members.iter().filter_map(member) {
            // Of rows that share a name, the first that is in the message describes it.
            if !members.iter().any(|one| one.name() == member.name()) {
                members.push(member);
            }
        }
        let additional = match message {
            Message::Update => AdditionalMembers::Forbidden,
            Message::User => AdditionalMembers::Allowed,
        };
        Schema::object(members, additional)
    }

    /// Removes the members from updates.
    pub(crate) fn keep_users_only(&mut self) {
        for member in &mut self.members {
            member.update = None;
            if let Some(within) = &mut member.within {
                within.keep_users_only();
            }
        }
    }

    /// Removes the members from users, and their attributes, which other members hold.
    pub(crate) fn keep_updates_only(&mut self) {
        for member in &mut self.members {
            member.user = None;
            member.attributes.clear();
            member.is_required_in_users = false;
            if let Some(within) = &mut member.within {
                within.keep_updates_only();
            }
        }
    }

    /// Adds a rule to the values of updates that no keyword expresses.
    pub(crate) fn add_rule_to_updates(&mut self, rule: &str) {
        for member in &mut self.members {
            member.update = member.update.take().map(|schema| schema.with_rule(rule.to_owned()));
            if let Some(within) = &mut member.within {
                within.add_rule_to_updates(rule);
            }
        }
    }

    fn is_empty_in(&self, message: Message) -> bool {
        !self.members.iter().any(|one| one.schema(message).is_some())
    }

    /// Returns each member that holds attributes, at any depth, with its path.
    #[must_use]
    pub fn paths(&self) -> Vec<(Pointer, &MemberDescription)> {
        let mut paths = Vec::new();
        let mut root = Pointer::ROOT;
        self.visit(&mut root, &mut |path, member| paths.push((path.clone(), member)));
        paths
    }

    /// Calls `visit` with each member that holds attributes, at any depth, and its path.
    pub(crate) fn visit<'d>(
        &'d self,
        path: &mut Pointer,
        visit: &mut impl FnMut(&Pointer, &'d MemberDescription),
    ) {
        for member in &self.members {
            let around = path.push(&member.name);
            if let Some(within) = &member.within {
                within.visit(path, visit);
            }
            if !member.attributes.is_empty() {
                visit(path, member);
            }
            path.truncate(around);
        }
    }
}
