//! The figures of a job as an aligned table.

use std::fmt::{self, Write};

use crate::measure::Figures;

/// Formats the table; the ratios are relative to the first figures.
///
/// # Errors
/// None in practice: writing to a `String` does not fail.
pub(crate) fn table(figures: &[Figures]) -> Result<String, fmt::Error> {
    let own = figures.first().map_or(f64::NAN, |first| first.microseconds);
    let width = figures.iter().map(|figures| figures.name.len()).max().unwrap_or_default();
    let mut text = format!(
        "{:<width$}  {:>9}  {:>7}  {:>11}\n",
        "contestant", "median µs", "ratio", "allocations"
    );
    for Figures { name, microseconds, allocations } in figures {
        let ratio = format!("{:.2}×", microseconds / own);
        let allocations = allocations.map_or_else(|| "–".to_owned(), |count| count.to_string());
        writeln!(text, "{name:<width$}  {microseconds:>9.2}  {ratio:>7}  {allocations:>11}")?;
    }
    Ok(text)
}
