//! The irregular members, which implement [`Property`](super::Property) by hand.

mod custom_settings;
mod full_name;
mod id;
mod names;
mod street_line;

pub use custom_settings::{CustomSettings, custom_settings};
pub use full_name::{FullName, full_name};
pub use id::{Id, id};
pub use names::{Names, names};
pub use street_line::{StreetLine, street_line};
