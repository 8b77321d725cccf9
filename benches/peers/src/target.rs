//! The two messages that come out, as the hand-written contestants type them.

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

/// House number and street in the one line that MediaSilo has for them.
pub(crate) fn line<T: AsRef<str> + From<String>>(number: Option<T>, street: Option<T>) -> Option<T> {
    match (number, street) {
        (Some(number), Some(street)) => Some(T::from(format!("{} {}", number.as_ref(), street.as_ref()))),
        (number, street) => number.or(street),
    }
}

/// The code of a country that MediaSilo names. Two of them: what the others are spared, idiolect
/// does for all.
pub(crate) fn country_code(name: &str) -> Option<&'static str> {
    match name {
        "United Kingdom" => Some("GB"),
        "United States" => Some("US"),
        _ => None,
    }
}
