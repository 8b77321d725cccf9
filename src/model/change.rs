//! The changes that an update can make, by kind of attribute: one module for each kind, with the
//! same four functions.

/// Attributes that can be set but not cleared.
pub(super) mod settable {
    pub(in crate::model) fn apply<T: Clone>(change: &Option<T>, value: &mut Option<T>) {
        if let Some(new) = change {
            *value = Some(new.clone());
        }
    }

    pub(in crate::model) fn between<T: Clone + PartialEq>(
        before: &Option<T>,
        after: &Option<T>,
    ) -> Option<T> {
        if before == after { None } else { after.clone() }
    }

    pub(in crate::model) fn merge<T>(earlier: Option<T>, later: Option<T>) -> Option<T> {
        later.or(earlier)
    }

    pub(in crate::model) fn is_stated<T>(change: &Option<T>) -> bool {
        change.is_some()
    }
}

/// Attributes that can be set and cleared.
pub(super) mod clearable {
    use crate::model::patch::Patch;

    pub(in crate::model) fn apply<T: Clone>(change: &Patch<T>, value: &mut Option<T>) {
        change.clone().apply(value);
    }

    pub(in crate::model) fn between<T: Clone + PartialEq>(
        before: &Option<T>,
        after: &Option<T>,
    ) -> Patch<T> {
        if before == after { Patch::Keep } else { Patch::from_option(after.clone()) }
    }

    pub(in crate::model) fn merge<T>(earlier: Patch<T>, later: Patch<T>) -> Patch<T> {
        later.or_else_keep(earlier)
    }

    pub(in crate::model) fn is_stated<T>(change: &Patch<T>) -> bool {
        !change.is_keep()
    }
}

/// Lists, which an update replaces as a whole; an empty list removes all elements.
pub(super) mod list {
    use std::collections::HashMap;

    use crate::model::element::Element;

    pub(in crate::model) fn apply<E: Element>(
        change: &Option<Vec<E::Change>>,
        value: &mut Option<Vec<E>>,
    ) {
        if let Some(new) = change {
            let before = value.take().unwrap_or_default();
            let by_key: HashMap<E::Key, &E> =
                before.iter().map(|element| (element.key(), element)).collect();
            let after = |change| E::from_change(change, by_key.get(&E::key_of(change)).copied());
            *value = Some(new.iter().map(after).collect());
        }
    }

    pub(in crate::model) fn between<E: Element>(
        before: &Option<Vec<E>>,
        after: &Option<Vec<E>>,
    ) -> Option<Vec<E::Change>> {
        if before == after {
            None
        } else {
            after.as_ref().map(|list| list.iter().map(E::to_change).collect())
        }
    }

    pub(in crate::model) fn merge<T>(earlier: Option<T>, later: Option<T>) -> Option<T> {
        later.or(earlier)
    }

    pub(in crate::model) fn is_stated<T>(change: &Option<T>) -> bool {
        change.is_some()
    }
}
