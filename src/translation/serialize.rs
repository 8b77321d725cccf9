//! Serializes a report, for logs and audits.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::report::Report;
use super::row::Row;

impl Serialize for Report {
    /// Serializes the report as a list of its rows.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows())
    }
}

impl Serialize for Row {
    /// Serializes `attribute` (or what else the row is about) and `verdict` by name, `reason` or
    /// null, `sources` and `targets` as RFC 6901 pointers.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { subject, verdict, reason, sources, targets } = self;
        let mut row = serializer.serialize_struct("Row", 5)?;
        row.serialize_field("attribute", &*subject.name())?;
        row.serialize_field("verdict", verdict.as_str())?;
        row.serialize_field("reason", reason)?;
        row.serialize_field("sources", sources)?;
        row.serialize_field("targets", targets)?;
        row.end()
    }
}
