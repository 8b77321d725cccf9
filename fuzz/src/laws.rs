//! Any case of any law, for any dialect.

use idiolect::conformance::{Conformance, Law};

use crate::dialects::all;

/// The first byte selects a dialect, the second a law, and the others are the case.
pub fn run(input: &[u8]) {
    let [dialect, law, case @ ..] = input else { return };
    let dialect = &all()[usize::from(*dialect) % all().len()];
    let law = Law::ALL[usize::from(*law) % Law::ALL.len()];
    Conformance::new(&**dialect).check_case(law, case).unwrap();
}
