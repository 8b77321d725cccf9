//! What the two servers share: the fronts they have, how they are started, and how they stop.

mod arguments;
mod fronts;
mod serving;

pub use arguments::Arguments;
pub use fronts::{Frontend, fronts};
pub use serving::{Error, listen, serve};
