//! The two target messages, as types of the hand-written contestants.

use serde::Serialize;

/// MediaSilo's update. `T` is the text: owned or borrowed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MediaSilo<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_name: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_name: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phone: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mobile: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) address: Option<MediaSiloAddress<T>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MediaSiloAddress<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) address1: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) address2: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) city: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) province: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) postal_code: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) country: Option<T>,
}

/// Upsun's update. `T` is the text: owned or borrowed.
#[derive(Serialize)]
pub(crate) struct Upsun<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) username: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_name: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_name: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) company: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) country: Option<&'static str>,
}

/// Joins house number and street into the single line of MediaSilo.
pub(crate) fn line<T: AsRef<str> + From<String>>(
    number: Option<T>,
    street: Option<T>,
) -> Option<T> {
    match (number, street) {
        (Some(number), Some(street)) => {
            Some(T::from(format!("{} {}", number.as_ref(), street.as_ref())))
        }
        (number, street) => number.or(street),
    }
}

/// Returns the code of a country by its name. Only two are supported here; idiolect supports all.
pub(crate) fn country_code(name: &str) -> Option<&'static str> {
    match name {
        "United Kingdom" => Some("GB"),
        "United States" => Some("US"),
        _ => None,
    }
}
