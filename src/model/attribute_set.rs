//! A set of attributes in one integer.

use super::attributes::Attribute;

/// A set of attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct AttributeSet(u128);

const _: () = assert!(Attribute::ALL.len() <= u128::BITS as usize, "an attribute is a bit");

impl AttributeSet {
    pub(crate) const EMPTY: Self = Self(0);

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn union(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub(crate) const fn intersection(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    pub(crate) const fn insert(&mut self, attribute: Attribute) {
        self.0 |= Self::bit(attribute);
    }

    pub(crate) const fn remove(&mut self, attribute: Attribute) {
        self.0 &= !Self::bit(attribute);
    }

    pub(crate) const fn contains(self, attribute: Attribute) -> bool {
        self.0 & Self::bit(attribute) != 0
    }

    pub(crate) const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// The number of attributes.
    pub(crate) const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The attributes, in the order of the table.
    pub(crate) fn iter(self) -> impl Iterator<Item = Attribute> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let attribute = Attribute::ALL.get(rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(*attribute)
        })
    }

    const fn bit(attribute: Attribute) -> u128 {
        1 << attribute as u32
    }
}

#[cfg(test)]
mod tests {
    use super::AttributeSet;
    use crate::model::Attribute;

    #[test]
    fn contains_the_inserted_attributes() {
        let mut some = AttributeSet::default();
        for attribute in Attribute::ALL.iter().rev().step_by(2) {
            assert!(!some.contains(*attribute));
            some.insert(*attribute);
            assert!(some.contains(*attribute));
        }
        let mut inserted: Vec<Attribute> =
            Attribute::ALL.iter().rev().step_by(2).copied().collect();
        inserted.reverse();
        assert_eq!(some.iter().collect::<Vec<_>>(), inserted);
        let mut all = AttributeSet::default();
        for attribute in Attribute::ALL {
            all.insert(*attribute);
        }
        assert_eq!(all.without(some).iter().count(), Attribute::ALL.len() - inserted.len());
        assert_eq!(all.without(some).without(all), AttributeSet::default());
    }
}
