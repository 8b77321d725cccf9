//! [`idiolect_fuzz::pair_round_trip`]; without a fuzzer, on the files in the command line.

#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| idiolect_fuzz::pair_round_trip::run(input));

#[cfg(not(fuzzing))]
fn main() -> std::io::Result<()> {
    idiolect_fuzz::replay(idiolect_fuzz::pair_round_trip::run)
}
