//! [`idiolect_fuzz::bodies`]; without a fuzzer, on the files in the command line.

#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| idiolect_fuzz::bodies::run(input));

#[cfg(not(fuzzing))]
fn main() -> std::io::Result<()> {
    idiolect_fuzz::replay(idiolect_fuzz::bodies::run)
}
