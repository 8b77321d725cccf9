//! One implementation of a job: a name, and a function from one message to another.

use std::error::Error;

/// The message in the other dialect.
pub(crate) type Outcome = Result<Vec<u8>, Box<dyn Error>>;

type Call = dyn FnMut(&[u8]) -> Outcome;

pub(crate) struct Contestant {
    pub(crate) name: &'static str,
    call: Box<Call>,
}

impl Contestant {
    pub(crate) fn new(name: &'static str, call: impl FnMut(&[u8]) -> Outcome + 'static) -> Self {
        Self { name, call: Box::new(call) }
    }

    pub(crate) fn call(&mut self, body: &[u8]) -> Outcome {
        (self.call)(body)
    }
}
