//! What the world outside would give: the time and chance, as values, and turns during long work.
//!
//! The core has no clock and no source of randomness. Whoever drives it hands
//! in a [`Host`]; the same host gives the same results, native and wasm.

mod java_random;
mod pause;
mod random;
mod timestamp;

pub use java_random::JavaRandom;
pub use pause::at_once;
pub use random::{Random, Seed};
pub use timestamp::{Civil, Timestamp};

/// The time and the chance that one evaluation sees.
#[derive(Clone, Debug)]
pub struct Host {
    /// The virtual time; it stands still during one evaluation.
    pub now: Timestamp,
    /// A stream of random numbers of this evaluation's own.
    pub random: Random,
}

impl Host {
    /// A host at `now` with the stream that `seed` starts.
    pub fn new(now: Timestamp, seed: Seed) -> Self {
        Self { now, random: seed.stream() }
    }
}
