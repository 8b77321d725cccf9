//! The smallest update between two users: the request to one service after which its user matches
//! the response of another.
//!
//! ```text
//! cargo run --example diff
//! cargo run --example diff -- --from textus --to textus BEFORE AFTER
//! ```

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::process::ExitCode;

use idiolect::Report;
use idiolect::codec::{self, Provenance, WriteOutcome};
use idiolect::dialect::{
    Decoded, Dialect, DialectExt as _, Error, LossPolicy, Settings, UpdateContext, built_in,
};
use idiolect::json::{Document, Limits, Pointer};
use idiolect::model::{User, UserId, UserUpdate};
use idiolect::problem::ReportedField;

const USAGE: &str = "\
usage: diff [--from DIALECT] [--to DIALECT] [--id ID] [BEFORE AFTER]

Reads two responses with the same user, and writes the smallest update that turns the first into the second to standard
output, and the result of each change to standard error.

  --from DIALECT   the dialect of BEFORE and AFTER: json-api, flat-roles, legacy, upsun, textus (the default), canonical
  --to DIALECT     the dialect of the update (the default is upsun)
  --id ID          the user's id in the target, if it is another

Exit status: 0 written, 1 rejected, 2 wrong usage. Without BEFORE and AFTER, two responses of TextUs are compared.";

const BEFORE: &[u8] = include_bytes!("../tests/fixtures/textus/user_5_create_custom.json");

/// The same user with another given name, a picture, and a password.
const AFTER: &[u8] = br#"{
    "@type": "User",
    "@context": "/contexts/User.jsonld",
    "id": "/users/wqyODPA",
    "name": "Carlos Norris",
    "firstName": "Carlos",
    "lastName": "Norris",
    "email": "chuck@textus.example",
    "avatar": "https://example.com/carlos.png",
    "automatedActor": false,
    "hasPassword": true,
    "discarded": false,
    "settings": {
        "notifications": {"email": true},
        "customSettings": {"/textus/user_schema/calendar": "https://calend.ly/chuck-norris"}
    },
    "memberships": "/users/wqyODPA/memberships"
}"#;

const SAMPLE_ID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

struct Arguments {
    from: String,
    to: String,
    id: Option<String>,
    files: Vec<String>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match parse(arguments).and_then(|arguments| run(&arguments)) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("diff: {message}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn parse(arguments: Vec<String>) -> Result<Arguments, String> {
    let mut parsed =
        Arguments { from: "textus".into(), to: "upsun".into(), id: None, files: Vec::new() };
    let mut rest = arguments.into_iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--from" => parsed.from = value()?,
            "--to" => parsed.to = value()?,
            "--id" => parsed.id = Some(value()?),
            option if option.starts_with("--") => {
                return Err(format!("unknown option {option}"));
            }
            file => parsed.files.push(file.to_owned()),
        }
    }
    Ok(parsed)
}

fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let from = dialect(&arguments.from)?;
    let to = dialect(&arguments.to)?;
    let mut id = arguments.id.as_deref();
    let read = |file: &String| std::fs::read(file).map_err(|error| format!("{file}: {error}"));
    let (before, after) = match arguments.files.as_slice() {
        [before, after] => (read(before)?, read(after)?),
        [] if arguments.from == "textus" => {
            id = id.or(Some(SAMPLE_ID));
            (BEFORE.to_vec(), AFTER.to_vec())
        }
        _ => return Err("expected BEFORE and AFTER, both in the dialect of --from".to_owned()),
    };
    let id = id.map(UserId::parse).transpose().map_err(|invalid| format!("--id: {invalid}"))?;
    Ok(match compare(&*from, &*to, id.as_ref(), [&before, &after]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reasons) => {
            eprintln!("rejected:");
            for reason in reasons {
                eprintln!("  {reason}");
            }
            ExitCode::FAILURE
        }
    })
}

fn dialect(name: &str) -> Result<Box<dyn Dialect>, String> {
    let mut dialects = built_in(Settings::default()).into_iter();
    dialects.find(|dialect| dialect.id().as_str() == name).ok_or(format!("unknown dialect {name}"))
}

/// Prints the update, or returns the reasons why it is rejected.
fn compare(
    from: &dyn Dialect,
    to: &dyn Dialect,
    id: Option<&UserId>,
    [before, after]: [&[u8]; 2],
) -> Result<(), Vec<String>> {
    let before = from.decode_user(before).map_err(|error| reasons("BEFORE", &error))?;
    let after = from.decode_user(after).map_err(|error| reasons("AFTER", &error))?;
    if before.value.id != after.value.id {
        return Err(vec!["expected BEFORE and AFTER with the same user id".to_owned()]);
    }

    let update = UserUpdate::diff(&before.value, &after.value);
    // With the current user, part of a name or of an address can be encoded for a service that
    // has only the whole.
    let context = UpdateContext::EMPTY.with_id(id).with_current(Some(&before.value));
    let written = to.encode_update(&update, &context, &LossPolicy::Reject);
    match &written {
        Ok(encoded) => print_report(&update, &before, &after, &encoded.provenance),
        Err(Error::Loss(loss)) => print_report(&update, &before, &after, loss.provenance()),
        Err(_) => {}
    }
    let encoded = written.map_err(|error| reasons("the update", &error))?;
    let endpoint = to.update_operation();
    let path = encoded.id.as_ref().map_or(endpoint.path.to_owned(), |id| endpoint.path_for(id));
    eprintln!("{} {path}  {}", endpoint.method, endpoint.request_type);
    print_unreachable(from, &update, &before.value, &after.value).map_err(|reason| vec![reason])?;
    println!("{}", String::from_utf8_lossy(&encoded.body));
    Ok(())
}

/// Prints the result of each change: its path in AFTER (or in BEFORE, if it was removed), and its
/// path in the update.
fn print_report(
    update: &UserUpdate,
    before: &Decoded<User>,
    after: &Decoded<User>,
    written: &Provenance<WriteOutcome>,
) {
    let reports =
        [&after, &before].map(|side| Report::join(side.provenance.clone(), written.clone()));
    let row_of = |subject: &ReportedField| {
        reports.iter().flat_map(Report::rows).find(|row| row.subject == *subject)
    };
    for row in update.changed_fields().iter().filter_map(row_of) {
        let places = |pointers: &[Pointer]| {
            pointers.iter().map(Pointer::as_str).collect::<Vec<_>>().join(" ")
        };
        let (subject, reason) = (row.subject.name(), row.reason.unwrap_or_default());
        let (sources, targets) = (places(&row.sources), places(&row.targets));
        let line =
            format!("{subject:12} {:8} {sources:12} {targets:24} {reason}", row.verdict.as_str());
        eprintln!("{}", line.trim_end());
    }
}

/// Prints what an update cannot change: what only the service sets, and what cannot be cleared.
fn print_unreachable(
    from: &dyn Dialect,
    update: &UserUpdate,
    before: &User,
    after: &User,
) -> Result<(), String> {
    let mut reached = before.clone();
    update.apply(&mut reached).map_err(|error| error.to_string())?;
    reached.extras = after.extras.clone();
    let (reached, after) = (from.encode_user(&reached).body, from.encode_user(after).body);
    let reached =
        idiolect::json::parse(&reached, &Limits::NONE).map_err(|problem| problem.to_string())?;
    let after = Document::parse(&after, &Limits::NONE).map_err(|problem| problem.to_string())?;
    for entry in codec::extras_of(from.id().as_str(), after.value(), &reached).entries() {
        eprintln!("{}: differs in AFTER, and an update cannot change it", entry.pointer);
    }
    Ok(())
}

fn reasons(what: &str, error: &Error) -> Vec<String> {
    match error {
        Error::Loss(loss) => {
            let dropped = loss.losses().iter();
            dropped
                .map(|(subject, reason)| {
                    format!("{} cannot represent {subject} ({})", loss.dialect(), reason.as_str())
                })
                .collect()
        }
        other if other.problems().is_empty() => vec![other.to_string()],
        other => other.problems().iter().map(|problem| format!("{what}: {problem}")).collect(),
    }
}
