//! [`idiolect_fuzz::pair_round_trip`]; not under a fuzzer, on the files that are named.

#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| idiolect_fuzz::pair_round_trip::run(input));

#[cfg(not(fuzzing))]
fn main() -> std::io::Result<()> {
    idiolect_fuzz::replay(idiolect_fuzz::pair_round_trip::run)
}
