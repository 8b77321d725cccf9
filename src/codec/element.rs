//! The parts of an element of a list: what is in them is accounted for with the list.

use super::extras;
use super::field::Field;
use super::writer::ObjectWriter;
use crate::json::Value;
use crate::json::token::Visit;
use crate::model::{Code, Extras, InvalidValue};

impl<'r> Field<'_, 'r> {
    /// Reads a part of an element of a response: null and `""` are no values, and a part that
    /// cannot be read is recorded with the whole element.
    pub(super) fn read_part<T>(&self, read: impl FnOnce(Value<'_>) -> Option<T>) -> Option<T> {
        let value = self.consume()?;
        let is_blank = value.is_null() || value.as_text().is_some_and(str::is_empty);
        let value = if is_blank { None } else { read(value) };
        if value.is_none() && !is_blank {
            self.reader.misread_part(&self.place);
        }
        value
    }

    /// The elements of an array within an element, unless one of them cannot be read. In an update
    /// anything else is a problem.
    pub fn all_of<T>(&self, read: impl FnMut(Field<'_, '_>) -> Option<T>) -> Option<Vec<T>> {
        if let Value::Array(_) = self.consume()? {
            self.all(read)
        } else {
            self.problem(&InvalidValue::new(Code::TYPE, "expected an array"));
            None
        }
    }

    /// The elements of an array within an element of an answer, unless one of them cannot be read.
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

    /// What is here beyond what `write` would write for the value that was read from it, kept for
    /// this dialect.
    pub fn extras<'u>(&self, write: impl FnOnce(&mut ObjectWriter<'_, 'u>)) -> Extras {
        let dialect = self.reader.dialect();
        match self.peek() {
            Some(original) => {
                extras::remainder_of(dialect, original, &ObjectWriter::scratch(dialect, write))
            }
            None => Extras::default(),
        }
    }
}
