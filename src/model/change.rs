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
    use std::collections::{HashMap, VecDeque};

    use crate::model::element::Element;

    pub(in crate::model) fn apply<E: Element>(
        change: &Option<Vec<E::Change>>,
        value: &mut Option<Vec<E>>,
    ) {
        if let Some(new) = change {
            let before = value.take().unwrap_or_default();
            let matched = matched(new, &before);
            let after = |(change, before)| E::from_change(change, before);
            *value = Some(new.iter().zip(matched).map(after).collect());
        }
    }

    /// For each change the element of `before` that it refers to.
    fn matched<'b, E: Element>(new: &[E::Change], before: &'b [E]) -> Vec<Option<&'b E>> {
        let mut matched: Vec<Option<&E>> = vec![None; new.len()];
        let mut is_free = vec![true; before.len()];
        for round in 0..E::ROUNDS {
            let mut by_key: HashMap<E::Key, VecDeque<usize>> = HashMap::new();
            for (at, element) in before.iter().enumerate() {
                if let (Some(true), Some(key)) = (is_free.get(at), element.key(round)) {
                    by_key.entry(key).or_default().push_back(at);
                }
            }
            for (change, found) in new.iter().zip(&mut matched).filter(|(_, found)| found.is_none())
            {
                let key = E::key_of(change, round);
                let next = key.and_then(|key| by_key.get_mut(&key)?.pop_front());
                if let Some((at, element)) = next.and_then(|at| Some((at, before.get(at)?))) {
                    *found = Some(element);
                    is_free.get_mut(at).into_iter().for_each(|free| *free = false);
                }
            }
        }
        matched
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
