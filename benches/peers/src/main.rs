//! Measures idiolect side by side with what people would use instead.
//!
//! ```text
//! cargo run --release --manifest-path benches/peers/Cargo.toml                 # 101 rounds
//! cargo run --release --manifest-path benches/peers/Cargo.toml -- --rounds 11
//! cargo run --manifest-path benches/peers/Cargo.toml -- --test                 # that all still say the same
//! ```
//!
//! All contestants get the same bytes, and must say the same as idiolect before anything is
//! measured. They are in one program and take turns, so that a busy machine is as busy for each of
//! them. A ratio is to idiolect, which alone checks every value, refuses what is wrong, reads any
//! country's name, and tells what became of each attribute; a ratio below 1 is the time of not
//! doing so.
//!
//! Two things touch what is measured. Allocations are counted, which costs a few percent of the
//! time, and most where they are many; with `--no-default-features` they are not. And
//! `jsonata-core` turns on `serde_json`'s `preserve_order` for the whole program, so that a
//! `serde_json::Value` keeps its members in an index map here.

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
    println!("Median of {} rounds of {} calls each; ratios to idiolect.", effort.rounds, effort.calls);
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
                    return Err("--rounds needs at least one".into());
                }
            }
            other => return Err(format!("`{other}` is neither --test nor --rounds").into()),
        }
    }
    Ok(effort)
}
