//! Reading the parts of a list element. They are recorded with the list, not one by one.

use super::extras;
use super::field::Field;
use super::writer::ObjectWriter;
use crate::json::Value;
use crate::json::token::Visit;
use crate::model::{Code, Extras, InvalidValue};

impl<'r> Field<'_, 'r> {
    /// Reads a part of an element of a response. `null` and `""` count as absent. A part that
    /// cannot be read is recorded with the whole element.
    pub(super) fn read_part<T>(&self, read: impl FnOnce(Value<'_>) -> Option<T>) -> Option<T> {
        let value = self.consume()?;
        let is_empty = value.is_null() || value.as_text().is_some_and(str::is_empty);
        let value = if is_empty { None } else { read(value) };
        if value.is_none() && !is_empty {
            self.reader.record_unreadable_part(&self.place);
        }
        value
    }

    /// Reads an array within an element. Returns `None` if one of its elements cannot be read. A
    /// value other than an array is a problem of an update.
    pub fn all_of<T>(&self, read: impl FnMut(Field<'_, '_>) -> Option<T>) -> Option<Vec<T>> {
        if let Value::Array(_) = self.consume()? {
            self.all(read)
        } else {
            self.problem(&InvalidValue::new(Code::TYPE, "expected an array"));
            None
        }
    }

    /// Reads an array within an element of a response. Returns `None` if one of its elements cannot
    /// be read.
    pub fn all<T>(&self, read: impl FnMut(Field<'_, 'r>) -> Option<T>) -> Option<Vec<T>> {
        self.visit(Visit::Consumed);
        let elements = self.peek()?.elements()?.slots().enumerate();
        self.visit(Visit::Entered);
        let array = self.reader.note(&self.place);
        let fields = elements.map(|(index, slot)| self.element(array, index, slot));
        // Every element is read, also after an invalid one, so that all problems are reported.
        let values: Vec<Option<T>> = fields.map(read).collect();
        values.into_iter().collect()
    }

    /// Returns the difference between the value here and what `write` writes for what was read
    /// from it, as extras of this dialect.
    pub fn extras<'u>(&self, write: impl FnOnce(&mut ObjectWriter<'_, 'u>)) -> Extras {
        let dialect = self.reader.dialect();
        match self.peek() {
            Some(original) => {
                extras::extras_of(dialect, original, &ObjectWriter::scratch(dialect, write))
            }
            None => Extras::default(),
        }
    }
}
