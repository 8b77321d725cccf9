//! The arguments of the command line.

use idiolect::dialect::{LossPolicy, Settings};

pub(crate) const USAGE: &str = "\
usage: translate --from DIALECT --to DIALECT [OPTIONS] [FILE]

Reads a message from FILE (or from standard input, if FILE is `-` or absent) and writes its
translation to standard output. The report, one line for each attribute, goes to standard error.

  --from, --to DIALECT   json-api, flat-roles, legacy, upsun, textus, canonical
  --message KIND         update (the default), user, or failure
  --id ID                the user's id in the target system, for an update
  --current FILE         the current user, as a response of the target
  --full                 write every writable attribute, for a server that replaces the user
  --apply                apply the update to the current user here, and write the target's
                         response with that user; what it does not show is only reported
  --status N             the HTTP status of a failure
  --allow-loss           drop whatever the target cannot represent
  --allow-unsupported    drop attributes that the target does not support
  --tolerate-unknown     report unknown members of an update instead of rejecting it
  --json                 write one JSON object: version, body, status, report, problems

Exit status: 0 translated, 1 rejected, 2 wrong usage. Without arguments, an example update of
Ctrl Hub is translated for MediaSilo.";

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Update,
    User,
    Failure,
}

/// What is done with an update.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Mode {
    /// Only what changes is written.
    Partial,
    /// Everything that can be written is.
    Full,
    /// The current user is changed here, and written.
    Apply,
}

impl Mode {
    fn joined(self, other: Self) -> Result<Self, String> {
        if self == Self::Partial || self == other {
            Ok(other)
        } else {
            Err("expected --full or --apply, not both".to_owned())
        }
    }

    const fn option(self) -> Option<&'static str> {
        match self {
            Self::Partial => None,
            Self::Full => Some("--full"),
            Self::Apply => Some("--apply"),
        }
    }
}

pub(crate) struct Arguments {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) kind: Kind,
    pub(crate) mode: Mode,
    pub(crate) id: Option<String>,
    pub(crate) current: Option<String>,
    pub(crate) status: Option<u16>,
    pub(crate) loss: LossPolicy,
    pub(crate) settings: Settings,
    pub(crate) json: bool,
    pub(crate) file: Option<String>,
}

pub(crate) fn parse(arguments: Vec<String>) -> Result<Arguments, String> {
    let mut parsed = Arguments {
        from: String::new(),
        to: String::new(),
        kind: Kind::Update,
        mode: Mode::Partial,
        id: None,
        current: None,
        status: None,
        loss: LossPolicy::Reject,
        settings: Settings::default(),
        json: false,
        file: None,
    };
    let mut rest = arguments.into_iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--from" => parsed.from = value()?,
            "--to" => parsed.to = value()?,
            "--message" => {
                parsed.kind = match value()?.as_str() {
                    "update" => Kind::Update,
                    "user" => Kind::User,
                    "failure" => Kind::Failure,
                    _ => return Err("--message: expected update, user, or failure".to_owned()),
                }
            }
            "--id" => parsed.id = Some(value()?),
            "--current" => parsed.current = Some(value()?),
            "--full" => parsed.mode = parsed.mode.joined(Mode::Full)?,
            "--apply" => parsed.mode = parsed.mode.joined(Mode::Apply)?,
            "--status" => {
                let status = value()?.parse().ok().filter(|status| (100..=599).contains(status));
                parsed.status =
                    Some(status.ok_or("--status: expected an HTTP status, such as 400")?);
            }
            "--allow-loss" => parsed.loss = LossPolicy::AllowAll,
            "--allow-unsupported" if parsed.loss == LossPolicy::Reject => {
                parsed.loss = LossPolicy::AllowUnsupported;
            }
            "--allow-unsupported" => {}
            "--tolerate-unknown" => {
                parsed.settings = parsed.settings.with_unknown_members_reported();
            }
            "--json" => parsed.json = true,
            option if option.starts_with("--") => {
                return Err(format!("unknown option {option}"));
            }
            file if parsed.file.is_none() => parsed.file = Some(file.to_owned()),
            _ => return Err("expected at most one FILE".to_owned()),
        }
    }
    for (option, value) in [("--from", &parsed.from), ("--to", &parsed.to)] {
        if value.is_empty() {
            return Err(format!("{option} is required"));
        }
    }
    match parsed.mode.option() {
        Some(option) if parsed.kind != Kind::Update => {
            Err(format!("{option} is only for an update"))
        }
        Some(option) if parsed.current.is_none() => Err(format!("{option} needs --current FILE")),
        _ => Ok(parsed),
    }
}
