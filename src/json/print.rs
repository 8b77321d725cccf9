//! Writes a tree as text: compact JSON, byte for byte the same on every platform.

use super::node::{Member, Node, Number};
use super::unescaped::plain_length;

impl Node<'_> {
    /// Appends the value's JSON to `text`.
    pub fn print(&self, text: &mut String) {
        text.reserve(self.estimated_length());
        self.append(text);
    }

    pub(crate) fn append(&self, text: &mut String) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(true) => text.push_str("true"),
            Self::Bool(false) => text.push_str("false"),
            Self::Number(Number::Unsigned(number)) => text.push_str(&number.to_string()),
            Self::Number(Number::Negative(number)) => text.push_str(&number.to_string()),
            Self::Number(Number::Verbatim(number)) => text.push_str(number),
            Self::Text(string) => print_string(string, text),
            Self::Unrepresentable(json) => text.push_str(json),
            Self::Array(elements) => {
                let mut before = '[';
                for element in elements {
                    text.push(before);
                    element.append(text);
                    before = ',';
                }
                text.push_str(if before == '[' { "[]" } else { "]" });
            }
            Self::Object(members) => {
                let mut before = '{';
                for member in members {
                    text.push(before);
                    if member.is_verbatim {
                        text.push_str(&member.name);
                    } else {
                        print_string(&member.name, text);
                    }
                    text.push(':');
                    member.value.append(text);
                    before = ',';
                }
                text.push_str(if before == '{' { "{}" } else { "}" });
            }
        }
    }

    /// The value's JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = String::new();
        self.print(&mut text);
        text
    }
}

impl Node<'_> {
    /// The length of the value's JSON if numbers are short and nothing is escaped.
    fn estimated_length(&self) -> usize {
        const NUMBER: usize = 10;
        const COMMA: usize = 1;
        match self {
            Self::Null | Self::Bool(_) => "false".len(),
            Self::Number(_) => NUMBER,
            Self::Text(text) => text.len() + "\"\"".len(),
            Self::Unrepresentable(json) => json.len(),
            Self::Array(elements) => {
                "[]".len()
                    + elements.iter().map(|one| one.estimated_length() + COMMA).sum::<usize>()
            }
            Self::Object(members) => {
                let length = |member: &Member<'_>| {
                    member.name.len() + "\"\":".len() + member.value.estimated_length() + COMMA
                };
                "{}".len() + members.iter().map(length).sum::<usize>()
            }
        }
    }
}

/// Appends a string. RFC 8259, section 7: escapes only what must be escaped.
pub(crate) fn print_string(string: &str, text: &mut String) {
    text.push('"');
    let plain = plain_length(string.as_bytes());
    if plain == string.len() {
        text.push_str(string);
    } else {
        print_escaped(string, plain, text);
    }
    text.push('"');
}

/// Appends a string whose first `plain` bytes need no escapes.
#[cold]
fn print_escaped(string: &str, plain: usize, text: &mut String) {
    let (mut before, mut rest) = string.split_at(plain);
    loop {
        text.push_str(before);
        let mut characters = rest.chars();
        match characters.next() {
            None => return,
            Some('"') => text.push_str("\\\""),
            Some('\\') => text.push_str("\\\\"),
            Some('\n') => text.push_str("\\n"),
            Some('\r') => text.push_str("\\r"),
            Some('\t') => text.push_str("\\t"),
            Some(control) => {
                text.push_str("\\u00");
                text.push(if control < '\x10' { '0' } else { '1' });
                text.extend(char::from_digit(u32::from(control) % 16, 16));
            }
        }
        let after = characters.as_str();
        (before, rest) = after.split_at(plain_length(after.as_bytes()));
    }
}
