//! Languages that rewrite JSON. Each expression is compiled once, outside what is measured; each
//! call goes from bytes to bytes. What is absent comes out as `null`, and no value is checked.

pub(crate) mod jaq;
pub(crate) mod jmespath;
pub(crate) mod jsonata;
pub(crate) mod vrl;
