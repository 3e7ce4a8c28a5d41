//! Everything that a panel shows, as plain data with public fields.
//!
//! Each module is a panel or a part of one. What is words is a [`Message`]: a key with arguments,
//! which a [`Catalogue`] turns into a sentence of one language.
//!
//! Invariants: nothing here knows Yew, the DOM or CSS; nothing here decides what a workflow does,
//! it only tells what the engine did.

pub mod breakpoint;
mod catalogue;
pub mod children;
pub mod compare;
pub mod coverage;
pub mod data_flow;
pub mod edit;
pub mod events;
pub mod film;
pub mod graph;
pub mod lab;
mod message;
mod moment;
pub mod notices;
pub mod otherwise;
pub mod pending;
pub mod problems;
pub mod provenance;
#[cfg(test)]
mod robustness;
mod seen;
mod service_label;
pub mod status;
pub mod table;
#[cfg(test)]
mod testing;
pub mod transport;
pub mod tree;
pub mod variables;
pub mod why;

pub use catalogue::{Catalogue, Piece, clock};
pub use message::{Arg, Message, StateRef};
pub use moment::Moment;
pub use seen::SeenData;
pub use status::Status;
