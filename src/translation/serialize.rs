//! An account as data, for whoever logs it: in any format that `serde` writes.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::report::Report;
use super::row::Row;

impl Serialize for Report {
    /// A list of its rows.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows())
    }
}

impl Serialize for Row {
    /// `subject` and `verdict` by their names, `reason` if there is one, `sources` and `targets` as pointers.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { subject, verdict, reason, sources, targets } = self;
        let mut row = serializer.serialize_struct("Row", 5)?;
        row.serialize_field("subject", &*subject.name())?;
        row.serialize_field("verdict", verdict.as_str())?;
        row.serialize_field("reason", reason)?;
        row.serialize_field("sources", sources)?;
        row.serialize_field("targets", targets)?;
        row.end()
    }
}
