//! Custom settings: an object with a text for each key, of which an update removes one by `null`.

use crate::model::{Code, Fault, Setting, SettingKey, Subject, User, UserUpdate};
use crate::property::context::Context;
use crate::property::members::Property;
use crate::wire::{Blank, Field, Name, Node, Object, ObjectWriter, Value};

/// The member that holds the custom settings.
#[derive(Debug, Clone, Copy)]
pub struct CustomSettings {
    name: Name<'static>,
}

/// The member that holds the custom settings, an object with a text for each key.
#[must_use]
pub const fn custom_settings(name: &'static str) -> CustomSettings {
    CustomSettings { name: Name::fixed(name) }
}

impl Property for CustomSettings {
    fn read_update(&self, object: &Object<'_, '_>, update: &mut UserUpdate, _: &Context<'_>) {
        let read = |(name, field): (&str, Field<'_, '_>)| {
            let value = field.take()?;
            let key = SettingKey::parse(name).map_err(|fault| field.refuse(&fault)).ok()?;
            let setting = match value {
                Value::Null => Setting::Clear,
                Value::Text(text) => Setting::Set(text.to_owned()),
                _ => {
                    field.refuse(&Fault::new(Code::TYPE, "a string, or null to take the setting away, is expected"));
                    return None;
                }
            };
            field.account(Subject::Setting(key.clone()));
            Some((key, setting))
        };
        update.custom_settings.extend(object.member(self.name).object(Blank::Refuse).members().filter_map(read));
    }

    fn write_update<'u>(&'u self, update: &'u UserUpdate, _: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
        out.object(self.name, |out| {
            for (key, setting) in &update.custom_settings {
                let node = match setting {
                    Setting::Clear => Node::Null,
                    Setting::Set(value) => Node::text(value),
                };
                out.say(Name::dynamic(key.as_str()), Subject::Setting(key.clone()), Ok((node, None)));
            }
        });
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        let read = |(name, field): (&str, Field<'_, '_>)| {
            let value = field.take()?;
            let Ok(key) = SettingKey::parse(name) else {
                field.misread(Subject::Member(field.pointer().to_string()));
                return None;
            };
            match value {
                Value::Text(text) => {
                    field.account(Subject::Setting(key.clone()));
                    Some((key, text.to_owned()))
                }
                Value::Null => None,
                _ => {
                    field.misread(Subject::Setting(key));
                    None
                }
            }
        };
        user.custom_settings.extend(object.member(self.name).object(Blank::Keep).members().filter_map(read));
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        out.object(self.name, |out| {
            for (key, value) in &user.custom_settings {
                out.say(Name::dynamic(key.as_str()), Subject::Setting(key.clone()), Ok((Node::text(value), None)));
            }
        });
    }
}
