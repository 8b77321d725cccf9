//! Custom settings: an object with a text for each key, where an update may also have null.

use std::collections::BTreeMap;

use crate::model::{Code, Fault, Setting, SettingKey, Subject};
use crate::wire::{Blank, Field, Name, Node, ObjectWriter, Value};

/// Reads what an update does to each key: a text sets it, null takes it away.
#[must_use]
pub fn read_update(field: &Field<'_, '_>) -> BTreeMap<SettingKey, Setting> {
    let settings = field.object(Blank::Refuse);
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
    settings.members().filter_map(read).collect()
}

/// Reads the texts of an answer.
#[must_use]
pub fn read_user(field: &Field<'_, '_>) -> BTreeMap<SettingKey, String> {
    let settings = field.object(Blank::Keep);
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
    settings.members().filter_map(read).collect()
}

/// Writes what an update does to each key.
pub fn write_update<'u>(
    name: &'static str,
    settings: &'u BTreeMap<SettingKey, Setting>,
    out: &mut ObjectWriter<'_, 'u>,
) {
    out.object(name, |out| {
        for (key, setting) in settings {
            let node = match setting {
                Setting::Clear => Node::Null,
                Setting::Set(value) => Node::text(value),
            };
            out.say(Name::dynamic(key.as_str()), Subject::Setting(key.clone()), Ok((node, None)));
        }
    });
}

/// Writes the texts of a user.
pub fn write_user<'u>(name: &'static str, settings: &'u BTreeMap<SettingKey, String>, out: &mut ObjectWriter<'_, 'u>) {
    out.object(name, |out| {
        for (key, value) in settings {
            out.say(
                Name::dynamic(key.as_str()),
                Subject::Setting(key.clone()),
                Ok((Node::text(value), None)),
            );
        }
    });
}
