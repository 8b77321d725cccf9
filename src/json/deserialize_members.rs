//! `Deserialize` of an object whose members are all optional.

/// Implements `Deserialize` for a type with a default: each member replaces one field. An unknown
/// or repeated member is an error.
macro_rules! deserialize_members {
    ($type:ident, $expected:literal { $($name:literal => $field:ident,)* }) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Members;

                impl<'de> serde::de::Visitor<'de> for Members {
                    type Value = $type;

                    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        out.write_str($expected)
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut members: A,
                    ) -> Result<$type, A::Error> {
                        use serde::de::Error as _;

                        $(let mut $field = None;)*
                        while let Some(name) = members.next_key::<String>()? {
                            match name.as_str() {
                                $($name => {
                                    if $field.replace(members.next_value()?).is_some() {
                                        return Err(A::Error::duplicate_field($name));
                                    }
                                })*
                                other => return Err(A::Error::unknown_field(other, MEMBERS)),
                            }
                        }
                        let mut value = $type::default();
                        $(if let Some(given) = $field {
                            value.$field = given;
                        })*
                        Ok(value)
                    }
                }

                const MEMBERS: &[&str] = &[$($name,)*];
                deserializer.deserialize_struct(stringify!($type), MEMBERS, Members)
            }
        }
    };
}
pub(crate) use deserialize_members;
