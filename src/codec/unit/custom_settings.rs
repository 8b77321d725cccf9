//! Custom settings: an object with a text for each key. An update removes a setting by `null`.

use crate::codec::Property;
use crate::codec::UpdateContext;
use crate::codec::description::{Description, MemberDescription, Represents, Support};
use crate::codec::schema::{AdditionalMembers, Schema, ValueSchema as _};
use crate::codec::{EmptyMeaning, Field, Object, ObjectWriter};
use crate::json::{Name, Node, Value};
use crate::model::Attribute;
use crate::model::{Code, InvalidValue, SettingChange, SettingKey, User, UserUpdate};
use crate::problem::ReportedField;

/// The member that holds the custom settings.
#[derive(Debug, Clone, Copy)]
pub struct CustomSettings {
    name: Name<'static>,
    is_kept_empty: bool,
}

/// Returns the member that holds the custom settings, an object with a text for each key.
#[must_use]
pub const fn custom_settings(name: &'static str) -> CustomSettings {
    CustomSettings { name: Name::fixed(name), is_kept_empty: false }
}

impl CustomSettings {
    /// Writes an empty object for a user whose last setting was removed.
    #[must_use]
    pub const fn kept_empty(mut self) -> Self {
        self.is_kept_empty = true;
        self
    }
}

impl Property for CustomSettings {
    fn read_update(&self, object: &Object<'_, '_>, update: &mut UserUpdate, _: &UpdateContext<'_>) {
        let read = |(name, field): (&str, Field<'_, '_>)| {
            let value = field.consume()?;
            let key = SettingKey::parse(name).map_err(|fault| field.problem(&fault)).ok()?;
            let setting = match value {
                Value::Null => SettingChange::Clear,
                Value::Text(text) => SettingChange::Set(text.to_owned()),
                _ => {
                    field.problem(&InvalidValue::new(
                        Code::TYPE,
                        "expected a string, or null to remove the setting",
                    ));
                    return None;
                }
            };
            field.record(ReportedField::CustomSetting(key.clone()));
            Some((key, setting))
        };
        update.custom_settings.extend(
            object.member(self.name).object(EmptyMeaning::Reject).members().filter_map(read),
        );
    }

    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        _: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        out.object(self.name, |out| {
            for (key, setting) in &update.custom_settings {
                let node = match setting {
                    SettingChange::Clear => Node::Null,
                    SettingChange::Set(value) => Node::text(value),
                };
                out.attribute(
                    Name::dynamic(key.as_str()),
                    ReportedField::CustomSetting(key.clone()),
                    Ok((node, None)),
                );
            }
        });
    }

    fn describe(&self, description: &mut Description) {
        let settings = |value: Schema| {
            let additional = AdditionalMembers::Of(Box::new(value));
            Schema::object([], additional).with_member_names(SettingKey::schema())
        };
        let represents = Represents::new(Attribute::CustomSettings);
        let in_updates = Schema::any_of([Schema::text(), Schema::null()]);
        let member = MemberDescription::new(self.name.to_cow())
            .holding(represents.in_updates(Support::Exact, true).in_users(Support::Exact))
            .in_updates(settings(in_updates))
            .in_users(settings(Schema::text()));
        description.members.push(member);
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        let read = |(name, field): (&str, Field<'_, '_>)| {
            let value = field.consume()?;
            let Ok(key) = SettingKey::parse(name) else {
                field.record_unreadable(ReportedField::Member(field.pointer().to_string()));
                return None;
            };
            match value {
                Value::Text(text) => {
                    field.record(ReportedField::CustomSetting(key.clone()));
                    Some((key, text.to_owned()))
                }
                Value::Null => None,
                _ => {
                    field.record_unreadable(ReportedField::CustomSetting(key));
                    None
                }
            }
        };
        let settings = object.member(self.name);
        if self.is_kept_empty {
            settings.record_object();
        }
        user.custom_settings.extend(settings.object(EmptyMeaning::Keep).members().filter_map(read));
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        out.object(self.name, |out| {
            for (key, value) in &user.custom_settings {
                out.attribute(
                    Name::dynamic(key.as_str()),
                    ReportedField::CustomSetting(key.clone()),
                    Ok((Node::text(value), None)),
                );
            }
        });
    }
}
