//! Execution on a virtual clock.

pub mod port;
