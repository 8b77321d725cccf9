//! Patterns use only what ECMA-262, Rust and Python have in common.

use super::cases;

/// Returns what is not common to all three, judged by the characters alone.
fn uncommon(pattern: &str) -> Option<&'static str> {
    let body = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$'));
    let Some(body) = body else { return Some("no anchors") };
    let mut rest = body;
    let mut in_class = false;
    let mut before = ' ';
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        let next = rest.chars().next().unwrap_or(' ');
        match (character, in_class) {
            ('\\', _) => {
                let is_unicode =
                    next == 'u' && rest[1..5].bytes().all(|byte| byte.is_ascii_hexdigit());
                let is_literal = !in_class && matches!(next, '.' | '[' | ']');
                if !is_unicode && !is_literal {
                    return Some("an escape");
                }
                rest = &rest[if is_unicode { 5 } else { 1 }..];
            }
            ('[', true) => return Some("a class within a class"),
            ('[', false) => in_class = true,
            (']', true) => in_class = false,
            // Set operations in Rust, and planned for Python.
            ('-' | '&' | '|' | '~', true) if next == character => return Some("a set operation"),
            (']' | '.' | '$' | '^', false) => return Some("a special character"),
            ('(', false) if next == '?' && !rest.starts_with("?:") => return Some("a group"),
            ('+' | '?', false) if matches!(before, '*' | '+' | '?' | '}') => {
                return Some("a possessive or lazy quantifier");
            }
            (' '..='~', _) => {}
            _ => return Some("a character outside ASCII"),
        }
        before = character;
    }
    None
}

#[test]
fn patterns_have_only_what_is_common() {
    for case in cases() {
        let reason = case.pattern().and_then(uncommon);
        assert_eq!(reason, None, "{}", case.name);
    }
    for pattern in [
        "a", "^a", r"^\d$", r"^\p{L}$", "^a$b$", "^(?=a)$", "^.$", "^a++$", "^[a&&b]$", "^é$",
        r"^\z$",
    ] {
        assert!(uncommon(pattern).is_some(), "{pattern}");
    }
}
