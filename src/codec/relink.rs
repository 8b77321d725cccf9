//! Links in the extras of a response: changed to another path.

use super::extras::parse_kept;
use crate::json::Node;
use crate::model::{Extra, Extras};

/// Returns the extras with the links of `dialect` to the path `from`, or below it, changed to `to`.
pub(crate) fn relinked(extras: &Extras, dialect: &str, from: &str, to: &str) -> Extras {
    let relink = |entry: &Extra| match &entry.original {
        Some(original) if entry.dialect == dialect => {
            let mut relinked = entry.clone();
            relinked.original = Some(relink(original, from, to));
            relinked
        }
        _ => entry.clone(),
    };
    extras.entries().map(relink).collect()
}

/// Replaces the path `from` in the texts of a JSON value, wherever it ends at a segment boundary.
fn relink(json: &str, from: &str, to: &str) -> String {
    match parse_kept(json) {
        Some(mut node) => {
            relink_texts(&mut node, from, to);
            node.to_json()
        }
        None => json.to_owned(),
    }
}

fn relink_texts(node: &mut Node<'_>, from: &str, to: &str) {
    match node {
        Node::Text(text) if text.contains(from) => *text = relinked_text(text, from, to).into(),
        Node::Array(elements) => {
            for element in elements {
                relink_texts(element, from, to);
            }
        }
        Node::Object(members) => {
            for member in members {
                relink_texts(&mut member.value, from, to);
            }
        }
        _ => {}
    }
}

fn relinked_text(text: &str, from: &str, to: &str) -> String {
    let mut relinked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(from) {
        let is_whole = behind.is_empty() || behind.starts_with(['/', '?', '#']);
        relinked.push_str(before);
        relinked.push_str(if is_whole { to } else { from });
        rest = behind;
    }
    relinked + rest
}

#[cfg(test)]
mod tests {
    use super::relink;

    #[test]
    fn links_are_replaced_at_segment_boundaries() {
        let relinked = |json| relink(json, "/users/a", "/users/b");
        assert_eq!(relinked(r#""/users/a""#), r#""/users/b""#);
        let links = concat!(
            r#"{"self":"https://example.com/users/a","#,
            r#""all":["/users/a/memberships","/users/a?x#y","/users/a#y"]}"#,
        );
        assert_eq!(relinked(links), links.replace("/a", "/b"));
        for other in [r#""/users/ab""#, r#""/users/a.b""#, r#""users""#, r#"{"/users/a":7}"#, "7"] {
            assert_eq!(relinked(other), other);
        }
    }
}
