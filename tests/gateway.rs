//! Callers of one dialect before a service of another: every pair, every end that an exchange can
//! come to.

#![cfg(all(
    feature = "json-api",
    feature = "flat-roles",
    feature = "legacy",
    feature = "upsun",
    feature = "textus",
    feature = "http"
))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

#[path = "gateway/exchange.rs"]
mod exchange;
#[path = "gateway/probes.rs"]
mod probes;
#[path = "gateway/routing_by_media_type.rs"]
mod routing_by_media_type;

#[path = "gateway/building.rs"]
mod building;
#[path = "gateway/current_user.rs"]
mod current_user;
#[path = "gateway/defaults.rs"]
mod defaults;
#[path = "gateway/garbage.rs"]
mod garbage;
#[path = "gateway/headers.rs"]
mod headers;
#[path = "gateway/ids.rs"]
mod ids;
#[path = "gateway/losses.rs"]
mod losses;
#[path = "gateway/openapi.rs"]
mod openapi;
#[path = "gateway/outages.rs"]
mod outages;
#[path = "gateway/pairs.rs"]
mod pairs;
#[path = "gateway/rejections.rs"]
mod rejections;
#[path = "gateway/routing.rs"]
mod routing;
#[path = "gateway/secrets.rs"]
mod secrets;
#[path = "gateway/serving.rs"]
mod serving;
#[path = "gateway/statuses.rs"]
mod statuses;
#[path = "gateway/successes.rs"]
mod successes;
#[path = "gateway/written_back.rs"]
mod written_back;
