//! What a dialect's messages hold, for people and for tools.
//!
//! ```text
//! cargo run --example describe -- --dialect upsun --members
//! cargo run --example describe -- --dialect upsun --message update
//! cargo run --example describe -- --openapi
//! ```

use std::io::Write as _;
use std::process::ExitCode;

use idiolect::codec::{MemberDescription, Represents, Support};
use idiolect::dialect::{self, Dialect, DialectExt as _, MessageKind, Settings};
use idiolect::gateway::{Frontend, Frontends};
use idiolect::json::Pointer;

const USAGE: &str = "\
usage: describe --dialect DIALECT [--message KIND | --members]
       describe --openapi

  --dialect DIALECT   json-api, flat-roles, legacy, upsun, textus, canonical
  --message KIND      prints the JSON Schema 2020-12 of this message: update (the default), user or
                      failure
  --members           prints one line for each member instead: the attribute that it holds, and how
                      far an update and a user can hold it
  --openapi           prints the OpenAPI 3.1 document of all five vendors' frontends

Without arguments it prints Upsun's members.";

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1).map(std::ffi::OsString::into_string);
    let arguments: Vec<String> = arguments.map(Result::unwrap_or_default).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let output = match arguments[..] {
        [] => members("upsun"),
        ["--help" | "-h"] => Ok(USAGE.to_owned()),
        ["--openapi"] => openapi(),
        ["--dialect", dialect] => schema(dialect, "update"),
        ["--dialect", dialect, "--members"] | ["--members", "--dialect", dialect] => {
            members(dialect)
        }
        ["--dialect", dialect, "--message", kind] | ["--message", kind, "--dialect", dialect] => {
            schema(dialect, kind)
        }
        _ => Err(USAGE.to_owned()),
    };
    match output {
        Ok(text) => print(&text),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// A closed pipe, as that of `head`, is no error.
fn print(text: &str) -> ExitCode {
    match writeln!(std::io::stdout().lock(), "{text}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            eprintln!("describe: {error}");
            ExitCode::from(1)
        }
        _ => ExitCode::SUCCESS,
    }
}

fn schema(dialect: &str, kind: &str) -> Result<String, String> {
    let kind = MessageKind::ALL.iter().find(|one| one.as_str() == kind);
    let kind = *kind.ok_or("describe: expected a message: update, user or failure")?;
    Ok(find(dialect)?.schema(kind).to_json())
}

fn find(name: &str) -> Result<Box<dyn Dialect>, String> {
    dialect::by_name(name, Settings::default()).map_err(|error| format!("describe: {error}"))
}

/// The five vendors' dialects, each under a prefix of its own, as the `gateway` example has them.
fn openapi() -> Result<String, String> {
    let vendors = dialect::built_in(Settings::default()).into_iter();
    let frontends = vendors.filter(|one| one.id().as_str() != "canonical").map(|one| {
        let prefix = format!("/{}", one.id());
        Frontend::new(one).with_prefix(prefix)
    });
    let frontends = Frontends::new(frontends).map_err(|error| format!("describe: {error}"))?;
    Ok(frontends.openapi("Update a user", env!("CARGO_PKG_VERSION")))
}

fn members(dialect: &str) -> Result<String, String> {
    let description = find(dialect)?.description();
    let mut lines = vec![["member", "attribute", "update", "user"].map(str::to_owned)];
    for (path, member) in description.paths() {
        lines.extend(member.attributes.iter().map(|one| line(&path, member, *one)));
    }
    let widest = |of: fn(&[String; 4]) -> &String| lines.iter().map(|line| of(line).len()).max();
    let first = widest(|[path, ..]| path).unwrap_or_default();
    let second = widest(|[_, attribute, ..]| attribute).unwrap_or_default();
    let third = widest(|[_, _, update, _]| update).unwrap_or_default();
    let lines = lines.iter().map(|[path, attribute, update, user]| {
        format!("{path:first$}  {attribute:second$}  {update:third$}  {user}")
    });
    Ok(lines.collect::<Vec<String>>().join("\n"))
}

fn line(path: &Pointer, member: &MemberDescription, held: Represents) -> [String; 4] {
    let update = match (member.is_read_only, held.is_clearable) {
        (true, _) => "read-only".to_owned(),
        (false, true) => format!("{}, clearable", extent(held.update)),
        (false, false) => extent(held.update).to_owned(),
    };
    [path.to_string(), held.attribute.to_string(), update, extent(held.user).to_owned()]
}

const fn extent(support: Support) -> &'static str {
    match support {
        Support::Exact => "exact",
        Support::Converted => "exact or converted",
        Support::NeedsCurrentUser => "with the current user",
        _ => "no",
    }
}
