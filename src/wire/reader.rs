//! Reads a tree into values: collects every problem, remembers what was read from where, and finds what nobody read.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::node::{Member, Node, Touch};
use super::object::Object;
use super::pointer::{Path, Pointer};
use super::problem::Problem;
use super::trace::{Adaptation, Reading, Trace};
use crate::model::{Code, Fault, Subject};

/// How strictly a message is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Strictness {
    /// A caller's message: whatever is wrong with it is a problem, an unknown member included.
    Strict,
    /// A caller's message of which unknown members are only told.
    StrictButForUnknown,
    /// A vendor's answer: what cannot be read is told, and no problem.
    Tolerant,
}

/// A parsed text that an attribute is made of, and how it was changed on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parsed<T> {
    /// The value.
    pub value: T,
    /// What of the text the value does not hold.
    pub adaptation: Option<Adaptation>,
}

impl<T> Parsed<T> {
    /// A value that is not all the text says.
    #[must_use]
    pub const fn adapted(value: T, adaptation: Adaptation) -> Self {
        Self { value, adaptation: Some(adaptation) }
    }
}

impl<T> From<T> for Parsed<T> {
    fn from(value: T) -> Self {
        Self { value, adaptation: None }
    }
}

/// A message being read.
///
/// A dialect goes through it with [`Object`] and [`Field`](super::Field); both tell what they find to the reader.
#[derive(Debug)]
pub struct Reader<'r> {
    root: &'r Node<'r>,
    strictness: Strictness,
    current: Option<&'r Node<'r>>,
    findings: RefCell<Findings>,
}

#[derive(Debug, Default)]
struct Findings {
    problems: Vec<Problem>,
    trace: Trace<Reading>,
    /// The elements of arrays that were looked into, by address; a member knows that of itself.
    opened: HashSet<*const ()>,
}

impl<'r> Reader<'r> {
    /// A reader of the message `root`.
    ///
    /// `current` is the current user as an answer of the same dialect tells of it, where that is known: a member that
    /// an update cannot write may still repeat what stands there.
    #[must_use]
    pub fn new(root: &'r Node<'r>, strictness: Strictness, current: Option<&'r Node<'r>>) -> Self {
        Self { root, strictness, current, findings: RefCell::default() }
    }

    /// The message as an object; if it is none, that is a problem and the object is empty.
    #[must_use]
    pub fn object(&self) -> Object<'_, 'r> {
        if self.root.members().is_none() {
            self.refuse(&Path::Root, &Fault::new(Code::TYPE, "a JSON object is expected"));
        }
        Object::root(self, self.root)
    }

    /// The message, whatever it is.
    #[must_use]
    pub const fn node(&self) -> &'r Node<'r> {
        self.root
    }

    /// Ends the reading: what was found, or all that is wrong.
    ///
    /// # Errors
    /// Every problem, those with unknown and repeated members included.
    pub fn finish(self) -> Result<Trace<Reading>, Vec<Problem>> {
        self.look_for_leftovers(self.root, &Path::Root, Touch::Opened);
        let Findings { mut problems, trace, .. } = self.findings.into_inner();
        if problems.is_empty() {
            return Ok(trace);
        }
        let mut order = HashMap::new();
        number_places(self.root, &Path::Root, &mut order);
        problems.sort_by_key(|problem| order.get(problem.existing()).copied());
        Err(problems)
    }

    pub(super) const fn is_strict(&self) -> bool {
        !matches!(self.strictness, Strictness::Tolerant)
    }

    pub(super) fn current_at(&self, path: &Path<'_>) -> Option<&'r Node<'r>> {
        self.current?.at(path.pointer().as_str())
    }

    pub(super) fn read(&self, subject: impl Into<Subject>, path: &Path<'_>, adaptation: Option<Adaptation>) {
        self.findings.borrow_mut().trace.push(subject.into(), path, Reading::Read(adaptation));
    }

    /// What an answer has at `path` is no value of `subject`.
    pub(super) fn unreadable(&self, subject: impl Into<Subject>, path: &Path<'_>) {
        self.findings.borrow_mut().trace.push(subject.into(), path, Reading::Unreadable);
    }

    pub(super) fn undocumented(&self, path: &Path<'_>) {
        let subject = Subject::Member(path.pointer().as_str().to_owned());
        self.findings.borrow_mut().trace.push(subject, path, Reading::Undocumented);
    }

    pub(super) fn open_element(&self, element: &Node<'_>) {
        self.findings.borrow_mut().opened.insert(std::ptr::from_ref(element).cast());
    }

    pub(super) fn refuse(&self, path: &Path<'_>, fault: &Fault) {
        self.report(Problem::from_fault(path.pointer(), fault));
    }

    pub(super) fn report(&self, problem: Problem) {
        self.findings.borrow_mut().problems.push(problem);
    }

    fn look_for_leftovers(&self, node: &Node<'_>, path: &Path<'_>, touch: Touch) {
        match node {
            Node::Object(members) => members.iter().for_each(|member| self.check_member(member, path, touch)),
            Node::Array(elements) => elements.iter().enumerate().for_each(|(index, element)| {
                let is_opened = self.findings.borrow().opened.contains(&std::ptr::from_ref(element).cast());
                let touch = if is_opened { touch } else { Touch::Taken };
                self.look_for_leftovers(element, &Path::Element(path, index), touch);
            }),
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) => {}
        }
    }

    fn check_member(&self, member: &Member<'_>, parent: &Path<'_>, parent_touch: Touch) {
        let path = Path::Member(parent, &member.name);
        if member.is_repeated {
            match self.strictness {
                Strictness::Tolerant => self.undocumented(&path),
                Strictness::Strict | Strictness::StrictButForUnknown => self.refuse(
                    &path,
                    &Fault::new(Code::DUPLICATE_MEMBER, "one member of this name is expected, and there are several"),
                ),
            }
            return;
        }
        let touch = member.touch.get();
        if touch == Touch::None && matches!(parent_touch, Touch::Opened | Touch::OpenedLoosely) {
            if self.strictness == Strictness::Strict && parent_touch == Touch::Opened {
                let fault = Fault::new(Code::UNKNOWN_MEMBER, "the format has no member of this name here");
                self.refuse(&path, &fault);
            } else {
                self.undocumented(&path);
            }
        }
        self.look_for_leftovers(&member.value, &path, touch);
    }
}

/// Numbers every place of a message in the order in which its sender wrote them.
fn number_places(node: &Node<'_>, path: &Path<'_>, order: &mut HashMap<Pointer, usize>) {
    let number = order.len();
    order.entry(path.pointer()).or_insert(number);
    match node {
        Node::Object(members) => {
            for member in members {
                number_places(&member.value, &Path::Member(path, &member.name), order);
            }
        }
        Node::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                number_places(element, &Path::Element(path, index), order);
            }
        }
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) => {}
    }
}
