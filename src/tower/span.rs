//! The tracing span of an exchange: the dialects, the counts of verdicts, the status codes. It
//! contains no values.

use std::future::Future;

use tracing::{Instrument, Span, field};

use crate::gateway::{Gateway, Reply};
use crate::translation::Report;

/// Runs an exchange in a span of its own, and records the outcome in it.
pub(super) fn of_exchange<F: Future<Output = Reply>>(
    exchange: F,
    gateway: &Gateway,
) -> impl Future<Output = Reply> {
    let span = tracing::info_span!(
        "idiolect.exchange",
        upstream = gateway.upstream().id().as_str(),
        front = field::Empty,
        status = field::Empty,
        upstream_status = field::Empty,
        update.preserved = field::Empty,
        update.converted = field::Empty,
        update.dropped = field::Empty,
        update.unknown = field::Empty,
        update.unchanged = field::Empty,
        response.preserved = field::Empty,
        response.converted = field::Empty,
        response.dropped = field::Empty,
        response.unknown = field::Empty,
        response.missing = field::Empty,
    );
    let of_exchange = span.clone();
    let recorded = async move {
        let reply = exchange.await;
        record(&of_exchange, &reply);
        reply
    };
    recorded.instrument(span)
}

/// The verdicts on an update, each with its field.
const UPDATE_FIELDS: &[(&str, &str)] = &[
    ("preserved", "update.preserved"),
    ("converted", "update.converted"),
    ("dropped", "update.dropped"),
    ("unknown", "update.unknown"),
    ("unchanged", "update.unchanged"),
];

/// The verdicts on a response, each with its field.
const RESPONSE_FIELDS: &[(&str, &str)] = &[
    ("preserved", "response.preserved"),
    ("converted", "response.converted"),
    ("dropped", "response.dropped"),
    ("unknown", "response.unknown"),
    ("missing", "response.missing"),
];

fn record(span: &Span, reply: &Reply) {
    if let Some(front) = reply.frontend() {
        span.record("front", front.as_str());
    }
    span.record("status", reply.response().status().as_u16());
    if let Some(response) = reply.upstream_response() {
        span.record("upstream_status", response.status().as_u16());
    }
    for (report, fields) in
        [(reply.update_report(), UPDATE_FIELDS), (reply.response_report(), RESPONSE_FIELDS)]
    {
        let Some(report) = report else { continue };
        for (verdict, field) in fields {
            span.record(*field, count(report, verdict));
        }
    }
}

fn count(report: &Report, verdict: &str) -> usize {
    report.rows().iter().filter(|row| row.verdict.as_str() == verdict).count()
}
