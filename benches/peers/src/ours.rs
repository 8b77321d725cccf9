//! The crate itself: with every check and the report, and also with every row of the report read.

use std::error::Error;
use std::fmt::{self, Write};
use std::hint::black_box;

use idiolect::dialect::{Dialect, LossPolicy, json_api::JsonApi, legacy::Legacy, upsun::Upsun};
use idiolect::{Report, Translation, Translator, UpdateOptions};

use crate::contestant::{Contestant, Outcome};

pub(crate) fn ctrl_hub_to_mediasilo() -> [Contestant; 2] {
    both(JsonApi::default, Legacy::default)
}

pub(crate) fn mediasilo_to_upsun() -> [Contestant; 2] {
    both(Legacy::default, Upsun::default)
}

fn both<F: Dialect + 'static, T: Dialect + 'static>(
    from: fn() -> F,
    to: fn() -> T,
) -> [Contestant; 2] {
    let options = UpdateOptions::default().with_loss_policy(LossPolicy::AllowAll);
    let (here, there) = (from(), to());
    let translated = Contestant::new("idiolect", {
        let options = options.clone();
        move |body| -> Outcome { Ok(black_box(translate(&here, &there, &options, body)?).body) }
    });
    let (here, there, mut text) = (from(), to(), String::new());
    let read = Contestant::new("idiolect, every row read", move |body| -> Outcome {
        let translation = translate(&here, &there, &options, body)?;
        text.clear();
        read_rows(&translation.report, &mut text)?;
        black_box(&text);
        Ok(black_box(translation).body)
    });
    [translated, read]
}

fn translate(
    from: &dyn Dialect,
    to: &dyn Dialect,
    options: &UpdateOptions<'_>,
    body: &[u8],
) -> Result<Translation, Box<dyn Error>> {
    Ok(Translator::new(from, to).translate_update(body, options)?)
}

/// Writes every row as text: its subject, its verdict, and its paths.
fn read_rows(report: &Report, text: &mut String) -> fmt::Result {
    for row in report.rows() {
        write!(text, "{} {}", row.subject, row.verdict.as_str())?;
        for pointer in row.sources.iter().chain(&row.targets) {
            write!(text, " {pointer}")?;
        }
        text.push('\n');
    }
    Ok(())
}
