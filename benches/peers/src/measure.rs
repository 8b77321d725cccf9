//! The times and allocations of all contestants, in rounds of one turn for each.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use crate::job::Job;

/// The number of rounds and calls.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    pub(crate) rounds: usize,
    /// The consecutive calls of each contestant in each round.
    pub(crate) calls: u32,
}

pub(crate) struct Figures {
    pub(crate) name: &'static str,
    /// The median over the rounds, for one call.
    pub(crate) microseconds: f64,
    /// For one call; `None` if they are not counted.
    pub(crate) allocations: Option<u64>,
}

/// # Errors
/// A contestant fails.
pub(crate) fn measure(job: &mut Job, effort: Effort) -> Result<Vec<Figures>, Box<dyn Error>> {
    let count = job.contestants.len();
    let mut times = vec![Vec::with_capacity(effort.rounds); count];
    for round in 0..effort.rounds {
        // The order rotates, so that a contestant does not always follow the same one.
        for at in (0..count).cycle().skip(round % count).take(count) {
            let (Some(contestant), Some(times)) = (job.contestants.get_mut(at), times.get_mut(at))
            else {
                continue;
            };
            let start = Instant::now();
            for _ in 0..effort.calls {
                black_box(contestant.call(black_box(job.input))?);
            }
            times.push(start.elapsed().as_secs_f64() * 1e6 / f64::from(effort.calls));
        }
    }
    let contestants = job.contestants.iter_mut().zip(times);
    Ok(contestants
        .map(|(contestant, times)| Figures {
            name: contestant.name,
            microseconds: median(times),
            allocations: allocations(|| drop(black_box(contestant.call(black_box(job.input))))),
        })
        .collect())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[cfg(feature = "allocations")]
fn allocations(call: impl FnOnce()) -> Option<u64> {
    Some(allocation_counter::measure(call).count_total)
}

#[cfg(not(feature = "allocations"))]
fn allocations(_: impl FnOnce()) -> Option<u64> {
    None
}
