//! How long each conversion takes on the vendors' own payloads: `cargo bench`, or `-- --test` for a single round.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use idiolect::dialect::{Context, DialectExt, LossPolicy, Settings, built_in};
use idiolect::model::UserId;
use idiolect::translation::{Translator, UpdateOptions};

const ROUNDS: usize = 201;
const CALLS: u32 = 200;

/// The median time of one call.
fn median(rounds: usize, call: &mut dyn FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            (0..CALLS).for_each(|_| call());
            start.elapsed() / CALLS
        })
        .collect();
    times.sort();
    times.get(rounds / 2).copied().unwrap_or_default()
}

fn main() {
    let rounds = if std::env::args().any(|argument| argument == "--test") { 1 } else { ROUNDS };
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    let report = |name: &str, call: &mut dyn FnMut()| {
        if name.contains(&wanted) {
            println!("{name:<40} {:>9.2} µs", median(rounds, call).as_secs_f64() * 1e6);
        }
    };
    let payloads: [(&str, &[u8], &[u8]); 6] = [
        (
            "json-api",
            include_bytes!("../tests/fixtures/json_api/update.json"),
            include_bytes!("../tests/fixtures/json_api/user.json"),
        ),
        (
            "flat-roles",
            include_bytes!("../tests/fixtures/flat_roles/update.json"),
            include_bytes!("../tests/fixtures/flat_roles/user.json"),
        ),
        (
            "legacy",
            include_bytes!("../tests/fixtures/legacy/update.json"),
            include_bytes!("../tests/fixtures/legacy/user.json"),
        ),
        (
            "upsun",
            include_bytes!("../tests/fixtures/upsun/update.json"),
            include_bytes!("../tests/fixtures/upsun/user.json"),
        ),
        (
            "textus",
            include_bytes!("../tests/fixtures/textus/update_2_add_membership.json"),
            include_bytes!("../tests/fixtures/textus/user_2_add_membership.json"),
        ),
        (
            "canonical",
            include_bytes!("../tests/fixtures/canonical/update.json"),
            include_bytes!("../tests/fixtures/canonical/user.json"),
        ),
    ];
    let Ok(id) = UserId::parse("3c90c3cc-0d44-4b50-8888-8dd25736052a") else { return };
    let context = Context::UNKNOWN.with_id(Some(&id));
    let dialects = built_in(Settings::default());
    for dialect in &dialects {
        let name = dialect.id();
        let Some((_, update, user)) = payloads.iter().find(|(vendor, ..)| *vendor == name.as_str()) else { continue };
        report(&format!("{name} decode update"), &mut || {
            black_box(dialect.decode_update(black_box(update), &Context::UNKNOWN).is_ok());
        });
        if let Ok(decoded) = dialect.decode_update(update, &Context::UNKNOWN) {
            report(&format!("{name} encode update"), &mut || {
                black_box(dialect.encode_update(black_box(&decoded.value), &context, &LossPolicy::Refuse).is_ok());
            });
        }
        report(&format!("{name} decode user"), &mut || {
            black_box(dialect.decode_user(black_box(user)).is_ok());
        });
        if let Ok(decoded) = dialect.decode_user(user) {
            report(&format!("{name} encode user"), &mut || {
                black_box(dialect.encode_user(black_box(&decoded.value)));
            });
        }
    }
    let find = |name: &str| dialects.iter().find(|dialect| dialect.id().as_str() == name);
    if let (Some(from), Some(to)) = (find("json-api"), find("legacy")) {
        let options = UpdateOptions::default().loss(LossPolicy::AllowAll);
        let [(_, update, _), ..] = payloads;
        report("json-api to legacy, with the report", &mut || {
            black_box(Translator::new(&**from, &**to).update(black_box(update), &options).is_ok());
        });
    }
    #[cfg(all(feature = "json-api", feature = "legacy", feature = "http"))]
    if let Some(mut exchange) = exchange::json_api_before_legacy(payloads[0].1, payloads[2].2) {
        report("json-api before legacy, there and back", &mut exchange);
    }
}

/// A whole exchange, from the caller's request to the reply.
#[cfg(all(feature = "json-api", feature = "legacy", feature = "http"))]
mod exchange {
    use std::hint::black_box;

    use bytes::Bytes;
    use idiolect::dialect::{LossPolicy, json_api::JsonApi, legacy::Legacy};
    use idiolect::gateway::{Finish, Front, Fronts, Gateway, Step, Upstream};

    pub(crate) fn json_api_before_legacy(update: &'static [u8], user: &'static [u8]) -> Option<impl FnMut()> {
        let upstream = Upstream::new(Legacy::default(), "https://api.example.com/v3").ok()?;
        let upstream = upstream.header("MediaSiloHostContext", "example").ok()?.loss(LossPolicy::AllowAll);
        let gateway = Gateway::new(Fronts::new([Front::new(JsonApi::default())]).ok()?, upstream).ok()?;
        let request = http::Request::put("/v3/users/3c90c3cc-0d44-4b50-8888-8dd25736052a")
            .header("Content-Type", "application/vnd.api+json")
            .body(Bytes::from_static(update))
            .ok()?;
        let response = http::Response::new(Bytes::from_static(user));
        Some(move || {
            let Ok(exchange) = gateway.receive(black_box(request.clone())) else { return };
            let Step::Send(sending) = exchange.forward() else { return };
            if let Finish::Reply(reply) = sending.into_parts().1.finish(response.clone()) {
                black_box(reply);
            }
        })
    }
}
