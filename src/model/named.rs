//! `Display` and `FromStr` of a type whose values have names.

/// Implements `Display` and `FromStr` for a type that has a constant `ALL` and a method for the
/// name of a value.
macro_rules! named {
    ($($type:ident by $name:ident, $expected:literal;)*) => {$(
        impl std::fmt::Display for $type {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.$name())
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::model::InvalidValue;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().find(|one| one.$name() == name).copied().ok_or(
                    $crate::model::InvalidValue::new($crate::model::Code::NOT_ALLOWED, $expected),
                )
            }
        }
    )*};
}
pub(crate) use named;
