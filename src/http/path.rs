//! The paths of users.

use crate::dialect::percent;
use crate::model::UserId;

const ID: &str = "{id}";

/// A path with one placeholder for an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template {
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    Literal(String),
    /// The text before and after the id in its segment.
    Id(String, String),
}

impl Template {
    /// Parses a path that contains `{id}` exactly once.
    pub(crate) fn parse(path: &str) -> Option<Self> {
        let segments: Vec<Segment> = path
            .strip_prefix('/')?
            .split('/')
            .map(|segment| match segment.split_once(ID) {
                Some((before, after)) => Segment::Id(before.to_owned(), after.to_owned()),
                None => Segment::Literal(segment.to_owned()),
            })
            .collect();
        (path.matches(ID).count() == 1).then_some(Self { segments })
    }

    /// The id in `path`, still percent-encoded; `None` if the path does not match.
    pub(crate) fn find<'p>(&self, path: &'p str) -> Option<&'p str> {
        let mut found = None;
        let mut parts = path.strip_prefix('/')?.split('/');
        for segment in &self.segments {
            let part = parts.next()?;
            match segment {
                Segment::Literal(text) if text == part => {}
                Segment::Literal(_) => return None,
                Segment::Id(before, after) => {
                    let id = part.strip_prefix(before.as_str())?.strip_suffix(after.as_str())?;
                    found = Some(id).filter(|id| !id.is_empty());
                }
            }
        }
        if parts.next().is_some() { None } else { found }
    }

    /// Whether some path matches both templates.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let overlap = |(one, other): (&Segment, &Segment)| match (one, other) {
            (Segment::Literal(one), Segment::Literal(other)) => one == other,
            (Segment::Literal(text), Segment::Id(before, after))
            | (Segment::Id(before, after), Segment::Literal(text)) => {
                text.len() > before.len() + after.len()
                    && text.starts_with(before)
                    && text.ends_with(after)
            }
            (Segment::Id(before, after), Segment::Id(other_before, other_after)) => {
                (before.starts_with(other_before.as_str())
                    || other_before.starts_with(before.as_str()))
                    && (after.ends_with(other_after.as_str())
                        || other_after.ends_with(after.as_str()))
            }
        };
        self.segments.len() == other.segments.len()
            && self.segments.iter().zip(&other.segments).all(overlap)
    }
}

/// Decodes the id in a path segment; `None` if it is not a valid id.
pub(crate) fn decode_id(segment: &str) -> Option<UserId> {
    let text = percent::decode(segment).filter(|text| !matches!(text.as_str(), "." | ".."))?;
    UserId::parse(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::{Template, decode_id};

    fn template(path: &str) -> Template {
        Template::parse(path).unwrap()
    }

    #[test]
    fn the_id_is_found_in_matching_paths_only() {
        let users = template("/v3/users/{id}");
        assert_eq!(users.find("/v3/users/7"), Some("7"));
        assert_eq!(users.find("/v3/users/a%2Fb"), Some("a%2Fb"));
        for path in [
            "",
            "/",
            "/v3/users",
            "/v3/users/",
            "/v3/users/7/",
            "/v3/users/7/8",
            "//v3/users/7",
            "/V3/users/7",
        ] {
            assert_eq!(users.find(path), None, "{path}");
        }
        assert_eq!(template("/users/id={id};v1").find("/users/id=7;v1"), Some("7"));
        assert_eq!(template("/{id}/profile").find("/7/profile"), Some("7"));
    }

    #[test]
    fn a_template_has_exactly_one_id() {
        for path in ["/users", "users/{id}", "/users/{id}/{id}", "/users/{id}{id}"] {
            assert_eq!(Template::parse(path), None, "{path}");
        }
    }

    #[test]
    fn templates_overlap_if_a_path_matches_both() {
        let users = template("/users/{id}");
        for overlapping in ["/users/{id}", "/{id}/me", "/users/{id}.json", "/users/x-{id}"] {
            assert!(users.overlaps(&template(overlapping)), "{overlapping}");
            assert!(template(overlapping).overlaps(&users), "{overlapping}");
        }
        for apart in ["/user/{id}", "/v3/users/{id}", "/{id}/", "/{id}"] {
            let overlaps = users.overlaps(&template(apart));
            // An empty segment is not a valid id.
            assert!(!overlaps, "{apart}");
        }
        assert!(!template("/users/a{id}").overlaps(&template("/users/b{id}")));
    }

    #[test]
    fn an_id_is_decoded_once_and_checked() {
        let decoded = |segment| decode_id(segment).map(|id| id.as_str().to_owned());
        assert_eq!(decoded("a%2Fb%20%C3%A9").as_deref(), Some("a/b \u{e9}"));
        assert_eq!(decoded("a%252e").as_deref(), Some("a%2e"));
        for segment in ["%2E%2e", "..", ".", "%FF", "%0D%0Ax", "%00"] {
            assert_eq!(decoded(segment), None, "{segment}");
        }
    }
}
