//! A message together with the id of its user, which is otherwise in the path of a request.

use std::borrow::Cow;
use std::fmt;

use idiolect::dialect::IdFormat;
use idiolect::json::{Limits, Node, Pointer};
use idiolect::model::{Code, InvalidValue, UserId};
use idiolect::problem::Problem;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

const ID: &str = "id";
const TARGET_ID: &str = "target_id";
const BODY: &str = "body";

/// The content of a line.
pub(crate) struct Envelope<'l> {
    pub(crate) id: Option<UserId>,
    pub(crate) target_id: Option<UserId>,
    /// The message, byte for byte: parsed and serialized again, it would hide its syntax problems.
    pub(crate) body: &'l [u8],
    /// The problems of the ids and of the members.
    pub(crate) problems: Vec<Problem>,
}

/// The formats of the ids of users.
#[derive(Clone, Copy)]
pub(crate) struct IdRules {
    /// The format of the source, if it is the dialect of the target too. Otherwise its ids are
    /// those of the target, or any that are mapped to them.
    pub(crate) own: Option<IdFormat>,
    pub(crate) target: IdFormat,
}

impl IdRules {
    fn source(self, target_id: Option<&RawValue>) -> IdFormat {
        let is_mapped = target_id.is_some_and(|value| value.get() != "null");
        self.own.unwrap_or(if is_mapped { IdFormat::Opaque } else { self.target })
    }
}

impl<'l> Envelope<'l> {
    pub(crate) fn open(
        line: &'l [u8],
        limits: &Limits,
        rules: IdRules,
    ) -> Result<Self, Vec<Problem>> {
        if line.len() > limits.bytes {
            return Err(vec![too_large(limits)]);
        }
        let Members(members) =
            serde_json::from_slice(line).map_err(|_| vec![unreadable(line, limits)])?;
        let mut problems = Vec::new();
        let mut found: [Option<&RawValue>; 3] = [None; 3];
        for (name, value) in &members {
            let slots = [ID, TARGET_ID, BODY].into_iter().zip(&mut found);
            match slots.into_iter().find(|(known, _)| known == name) {
                Some((_, slot)) if slot.is_none() => *slot = Some(value),
                Some(_) => problems.push(problem(name, Code::DUPLICATE_MEMBER, "duplicate member")),
                None => problems.push(problem(
                    name,
                    Code::UNKNOWN_MEMBER,
                    "unknown member of an envelope",
                )),
            }
        }
        let [id, target_id, body] = found;
        let source = rules.source(target_id);
        let id = id.and_then(|value| read_id(ID, value, source, &mut problems));
        let target_id =
            target_id.and_then(|value| read_id(TARGET_ID, value, rules.target, &mut problems));
        let Some(body) = body else {
            problems.push(problem(BODY, Code::REQUIRED, "missing required member"));
            return Err(problems);
        };
        Ok(Self { id, target_id, body: body.get().as_bytes(), problems })
    }
}

/// Appends the envelope of `body` to `line`.
pub(crate) fn close(id: Option<&UserId>, body: &[u8], line: &mut Vec<u8>) {
    let id = id.map_or(Node::Null, |id| Node::text(id.as_str()));
    line.extend_from_slice(b"{\"id\":");
    line.extend_from_slice(id.to_json().as_bytes());
    line.extend_from_slice(b",\"body\":");
    line.extend_from_slice(body);
    line.push(b'}');
}

/// A problem of the body, with its pointer in the line.
pub(crate) fn within(problem: &Problem) -> Problem {
    let pointer = Pointer::parse(&format!("/{BODY}{}", problem.pointer())).unwrap_or_default();
    Problem::new(pointer, problem.code().clone(), problem.detail().to_owned())
}

pub(crate) fn id_pointer() -> Pointer {
    Pointer::ROOT.child(ID)
}

pub(crate) fn too_large(limits: &Limits) -> Problem {
    Problem::new(Pointer::ROOT, Code::TOO_LARGE, format!("expected at most {} bytes", limits.bytes))
}

/// Why a line is not a valid envelope. For a syntax error, the parser of bodies reports more
/// details.
fn unreadable(line: &[u8], limits: &Limits) -> Problem {
    let not_an_object = || {
        Problem::new(
            Pointer::ROOT,
            Code::TYPE,
            "expected an object with the members `id` and `body`",
        )
    };
    idiolect::json::parse(line, limits).err().map_or_else(not_an_object, Problem::from)
}

fn problem(name: &str, code: Code, detail: &'static str) -> Problem {
    Problem::new(Pointer::ROOT.child(name), code, detail)
}

fn read_id(
    name: &str,
    value: &RawValue,
    rule: IdFormat,
    problems: &mut Vec<Problem>,
) -> Option<UserId> {
    let checked = match serde_json::from_str::<Option<String>>(value.get()) {
        Ok(None) => return None,
        Ok(Some(text)) => UserId::parse(&text).and_then(|id| rule.check(&text).map(|()| id)),
        Err(_) => Err(InvalidValue::new(Code::TYPE, "expected a string or null")),
    };
    checked
        .map_err(|invalid| problems.push(problem(name, invalid.code().clone(), invalid.detail())))
        .ok()
}

/// The members of an object in their order, each value as it is in the text.
struct Members<'l>(Vec<(Cow<'l, str>, &'l RawValue)>);

impl<'l> Deserialize<'l> for Members<'l> {
    fn deserialize<D: Deserializer<'l>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'l> Visitor<'l> for MembersVisitor {
    type Value = Members<'l>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'l>>(self, mut members: A) -> Result<Members<'l>, A::Error> {
        let mut read = Vec::new();
        while let Some(member) = members.next_entry()? {
            read.push(member);
        }
        Ok(Members(read))
    }
}
