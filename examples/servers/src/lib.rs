//! The common part of the two servers: their frontends, their start and their shutdown.

mod arguments;
mod fronts;
mod serving;

pub use arguments::Arguments;
pub use fronts::{Frontend, fronts};
pub use serving::{Error, listen, serve};
