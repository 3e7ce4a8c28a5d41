//! A slice of long work, after which the page must breathe.

/// How long a slice may take: what is left of 50 milliseconds is for showing what it did.
const SLICE_MILLIS: f64 = 10.0;
/// Looking at the clock costs as much as a few rounds of work.
const ROUNDS_A_LOOK: u32 = 16;

/// A slice of long work.
pub(super) struct Slice {
    began_millis: f64,
    rounds: u32,
}

impl Slice {
    pub(super) fn begin() -> Self {
        Self { began_millis: now_millis(0), rounds: 0 }
    }

    /// Another round of work begins: is there time for it?
    pub(super) fn has_time(&mut self) -> bool {
        self.rounds += 1;
        !self.rounds.is_multiple_of(ROUNDS_A_LOOK) || now_millis(self.rounds) - self.began_millis < SLICE_MILLIS
    }
}

#[cfg(target_arch = "wasm32")]
fn now_millis(_rounds: u32) -> f64 {
    crate::js::now_millis()
}

/// Where tests run there is no page: a round counts as a tenth of a millisecond.
#[cfg(not(target_arch = "wasm32"))]
fn now_millis(rounds: u32) -> f64 {
    f64::from(rounds) / 10.0
}
