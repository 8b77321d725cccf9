//! The words of the command line.

use std::collections::BTreeMap;

use crate::Error;

/// Options, each with its value. Some may be given several times.
#[derive(Debug, Default)]
pub struct Arguments(BTreeMap<String, Vec<String>>);

impl Arguments {
    /// Reads `--name value` and `--name=value`, of these names; nothing, if help is asked for.
    ///
    /// # Errors
    /// Another name, or no value.
    pub fn parse(known: &[&str]) -> Result<Option<Self>, Error> {
        let mut given: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            if word == "--help" || word == "-h" {
                return Ok(None);
            }
            let (name, value) = match word.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (word, None),
            };
            let Some(name) = known.iter().find(|known| **known == name) else {
                return Err(format!("there is no option {name}").into());
            };
            let value =
                value.or_else(|| words.next()).ok_or_else(|| format!("{name} needs a value"))?;
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
