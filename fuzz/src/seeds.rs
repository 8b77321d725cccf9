//! The seeds of the fuzzer: the fixtures of the crate's own tests, in the format of each target.

use std::path::{Path, PathBuf};
use std::{fs, io};

use idiolect::conformance::Law;
use idiolect::conformance::generate::{self, ID, LENGTH};
use idiolect::dialect::{Dialect, DialectExt, LossPolicy, UpdateContext};

use crate::dialects::{all, id};
use crate::exchange::SECRET;

/// Returns the seeds of `target`.
///
/// # Errors
/// A fixture cannot be read.
pub fn of(target: &str) -> io::Result<Vec<Vec<u8>>> {
    match target {
        "exchange" => exchanges(),
        "texts" => Ok(texts()),
        "laws" => Ok(cases()),
        _ => Ok(fixtures()?.into_iter().map(|(_, body)| body).chain(written()).collect()),
    }
}

/// Every fixture, with its path.
fn fixtures() -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let mut paths = Vec::new();
    for folder in fs::read_dir(root)? {
        for file in fs::read_dir(folder?.path())? {
            paths.push(file?.path());
        }
    }
    paths.sort();
    paths.into_iter().map(|path| fs::read(&path).map(|body| (path, body))).collect()
}

/// The messages of each dialect for a user, an update and a failure with every attribute.
fn written() -> Vec<Vec<u8>> {
    let bytes = [10; LENGTH];
    let (update, user) = (generate::update(&bytes), generate::user(&bytes));
    let failure = generate::failure(&bytes);
    let of = |dialect: &dyn Dialect| {
        let update = dialect
            .encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::AllowAll)
            .expect("any update");
        [
            update.body,
            dialect.encode_user(&user).body,
            dialect.encode_failure(&failure).message.body,
        ]
    };
    all().iter().flat_map(|dialect| of(&**dialect)).collect()
}

/// The exchanges of each dialect's update with each dialect's responses and failures.
fn exchanges() -> io::Result<Vec<Vec<u8>>> {
    let fixtures = fixtures()?;
    let of = |folder: &str, prefix: &str| -> Vec<&[u8]> {
        let is_there = |path: &Path| path.parent().is_some_and(|parent| parent.ends_with(folder));
        let is_named = |path: &Path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix))
        };
        fixtures
            .iter()
            .filter(|(path, _)| is_there(path) && is_named(path))
            .map(|(_, body)| body.as_slice())
            .collect()
    };
    let mut exchanges = Vec::new();
    for caller in all() {
        let endpoint = caller.update_operation();
        let path = endpoint.path_for(&id());
        let head = format!(
            "{} /{}{path}\nContent-Type: {}\nAccept: */*\nAuthorization: Bearer {SECRET}\n\n",
            endpoint.method,
            caller.id(),
            endpoint.request_type
        );
        for update in of(&caller.id().as_str().replace('-', "_"), "update") {
            for service in all() {
                let folder = service.id().as_str().replace('-', "_");
                let users = of(&folder, "user").into_iter().map(|body| ("200", body));
                for (status, body) in
                    users.chain(of(&folder, "failure").into_iter().map(|body| ("400", body)))
                {
                    let response_head = format!(
                        "\n---\n{status}\nContent-Type: application/json\nRetry-After: 30\n\n"
                    );
                    exchanges
                        .push([head.as_bytes(), update, response_head.as_bytes(), body].concat());
                }
            }
        }
    }
    Ok(exchanges)
}

fn texts() -> Vec<Vec<u8>> {
    const TEXTS: &[&str] = &[
        "/a~1b/~0/1",
        "ada@example.com",
        "020 3728 5000",
        "https://example.com/me?q=1#x",
        "en-GB",
        "Europe/London",
        "2023-11-07T05:31:56.123Z",
        "1985-06-15",
        "FREQ=MONTHLY;BYDAY=1FR",
        "GB",
        "spark.dizzy.ramp",
        ID,
        "%2E%2e/é🦀",
        "https://[::1]:8443/base",
        "\u{202e}\u{0}",
        "application/vnd.api+json; profile=\"https://a.example\"; q=0.5, */*",
        "Tue, 07 Nov 2023 05:31:56 GMT",
        "120",
        "e\u{301}",
    ];
    TEXTS.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// A case of each law for each dialect, with every attribute.
fn cases() -> Vec<Vec<u8>> {
    let numbers = |count: usize| (0..count).map(|number| u8::try_from(number).expect("a few"));
    let case = |dialect, law| [[dialect, law].as_slice(), &[10; LENGTH]].concat();
    numbers(all().len())
        .flat_map(|dialect| numbers(Law::ALL.len()).map(move |law| case(dialect, law)))
        .collect()
}
