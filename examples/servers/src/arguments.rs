//! The arguments of the command line.

use std::collections::BTreeMap;

use crate::Error;

/// Options, each with its values: some may be repeated.
#[derive(Debug, Default)]
pub struct Arguments(BTreeMap<String, Vec<String>>);

impl Arguments {
    /// Parses `--name value` and `--name=value` for these names; returns `None` for `--help`.
    ///
    /// # Errors
    /// An unknown option, or a missing value.
    pub fn parse(known: &[&str]) -> Result<Option<Self>, Error> {
        let mut given: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            if argument == "--help" || argument == "-h" {
                return Ok(None);
            }
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (argument, None),
            };
            let Some(name) = known.iter().find(|known| **known == name) else {
                return Err(format!("unknown option {name}").into());
            };
            let value = value
                .or_else(|| arguments.next())
                .ok_or_else(|| format!("{name} needs a value"))?;
            given.entry((*name).to_owned()).or_default().push(value);
        }
        Ok(Some(Self(given)))
    }

    /// The last value of an option.
    #[must_use]
    pub fn last(&self, name: &str) -> Option<&str> {
        self.all(name).last().map(String::as_str)
    }

    /// Every value of an option.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
}
