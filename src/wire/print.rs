//! Tree to text: the shortest JSON, the same to the byte wherever it is built.

use super::node::{Member, Node, Number};

impl Node<'_> {
    /// Appends the value's JSON to `text`.
    pub fn print(&self, text: &mut String) {
        text.reserve(self.usual_length());
        self.append(text);
    }

    fn append(&self, text: &mut String) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(true) => text.push_str("true"),
            Self::Bool(false) => text.push_str("false"),
            Self::Number(Number::Unsigned(number)) => text.push_str(&number.to_string()),
            Self::Number(Number::Negative(number)) => text.push_str(&number.to_string()),
            Self::Number(Number::Written(number)) => text.push_str(number),
            Self::Text(string) => print_string(string, text),
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
                    print_string(&member.name, text);
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
    /// How long the value's JSON is, where numbers are short and nothing is escaped.
    fn usual_length(&self) -> usize {
        const NUMBER: usize = 10;
        const COMMA: usize = 1;
        match self {
            Self::Null | Self::Bool(_) => "false".len(),
            Self::Number(_) => NUMBER,
            Self::Text(text) => text.len() + "\"\"".len(),
            Self::Array(elements) => "[]".len() + elements.iter().map(|one| one.usual_length() + COMMA).sum::<usize>(),
            Self::Object(members) => {
                let length =
                    |member: &Member<'_>| member.name.len() + "\"\":".len() + member.value.usual_length() + COMMA;
                "{}".len() + members.iter().map(length).sum::<usize>()
            }
        }
    }
}

/// RFC 8259, section 7: what must be escaped is, and nothing else.
fn print_string(string: &str, text: &mut String) {
    text.push('"');
    let mut rest = string;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
        let (plain, after) = rest.split_at(at);
        text.push_str(plain);
        let mut characters = after.chars();
        match characters.next() {
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
            None => {}
        }
        rest = characters.as_str();
    }
    text.push_str(rest);
    text.push('"');
}
