//! Languages that transform JSON. Each expression is compiled once, outside the measurement; each
//! call converts bytes to bytes. An absent member becomes `null`, and values are not checked.

pub(crate) mod jaq;
pub(crate) mod jmespath;
pub(crate) mod jsonata;
pub(crate) mod vrl;
