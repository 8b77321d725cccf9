//! Measures idiolect side by side with the alternatives.
//!
//! ```text
//! cargo run --release --manifest-path benches/peers/Cargo.toml                 # 101 rounds
//! cargo run --release --manifest-path benches/peers/Cargo.toml -- --rounds 11
//! cargo run --manifest-path benches/peers/Cargo.toml -- --test                 # checks that all results are equal
//! ```
//!
//! All contestants get the same bytes, and must produce the same message as idiolect before the
//! measurement. They are in one program and take turns, so that the load of the machine is the same
//! for each. A ratio is relative to idiolect, which alone checks every value, rejects invalid ones,
//! accepts the name of any country, and reports the result of each attribute; a ratio below 1 is
//! the time without all that.
//!
//! Two things affect the measurement. Allocations are counted, which costs a few percent of the
//! time, depending on their number; with `--no-default-features` they are not counted. And
//! `jsonata-core` enables `preserve_order` of `serde_json` for the whole program, so that a
//! `serde_json::Value` stores its members in an index map here.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

mod contestant;
mod derive_borrowed;
mod derive_owned;
mod derive_owned_all;
mod engines;
mod job;
mod machine;
mod measure;
mod ours;
mod table;
mod target;
mod value;

use std::error::Error;

use measure::Effort;

const FULL: Effort = Effort { rounds: 101, calls: 200 };
const SMOKE: Effort = Effort { rounds: 1, calls: 3 };

fn main() -> Result<(), Box<dyn Error>> {
    let effort = effort(std::env::args().skip(1))?;
    println!("{}", machine::description());
    println!(
        "Median of {} rounds of {} calls each; ratios to idiolect.",
        effort.rounds, effort.calls
    );
    let mut jobs = job::all()?;
    for job in &mut jobs {
        job.check()?;
    }
    for job in &mut jobs {
        println!("\n{}, {} bytes", job.title, job.input.len());
        print!("{}", table::table(&measure::measure(job, effort)?)?);
    }
    Ok(())
}

fn effort(mut arguments: impl Iterator<Item = String>) -> Result<Effort, Box<dyn Error>> {
    let mut effort = FULL;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--test" => effort = SMOKE,
            "--rounds" => {
                effort.rounds = arguments.next().ok_or("--rounds needs a number")?.parse()?;
                if effort.rounds == 0 {
                    return Err("--rounds: expected at least 1".into());
                }
            }
            other => {
                return Err(format!("unknown option {other}; expected --test or --rounds").into());
            }
        }
    }
    Ok(effort)
}
