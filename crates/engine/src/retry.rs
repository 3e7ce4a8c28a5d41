//! Retry: may a failed state try again, and when?

use crate::strand::{Purpose, StrandId};
use crate::{Failure, RetryDecision, Run};
use definition::{JitterStrategy, Retrier, State};

/// The first retrier that names the error decides; when its attempts are used up, nobody retries.
pub(crate) fn decide(run: &mut Run, id: StrandId, state: &State, failure: &Failure) -> Option<RetryDecision> {
    let (place, retrier) = find(state, failure)?;
    let strand = run.strand_mut(id);
    strand.retries.resize(state.retry.len(), 0);
    let used = strand.retries[place];
    if u64::from(used) >= retrier.max_attempts {
        return None;
    }
    strand.retries[place] = used + 1;
    let computed_seconds = interval_seconds(retrier, used);
    let capped = computed_seconds.min(retrier.max_delay_seconds.unwrap_or(f64::MAX));
    let delay_seconds = match retrier.jitter_strategy {
        JitterStrategy::None => capped,
        JitterStrategy::Full => capped * strand.draw(state.id, &state.name, Purpose::Jitter).stream().unit(),
    };
    let resumes = run.now.plus_millis((delay_seconds * 1000.0).round() as i64);
    Some(RetryDecision { retrier: place as u32, retry: used + 1, computed_seconds, delay_seconds, resumes })
}

impl Failure {
    /// Which retrier of the state is for this error, counted from 0, whether or not it has attempts left.
    pub fn retrier_of(&self, state: &State) -> Option<usize> {
        find(state, self).map(|(place, _)| place)
    }
}

/// The first retrier that names the error.
pub(crate) fn find<'s>(state: &'s State, failure: &Failure) -> Option<(usize, &'s Retrier)> {
    if !failure.is_catchable() {
        return None;
    }
    let names = |retrier: &Retrier| retrier.error_equals.iter().any(|name| failure.matches(name));
    state.retry.iter().enumerate().find(|(_, retrier)| names(retrier))
}

/// Seconds before the retry after `used` others, before the cap and jitter.
pub(crate) fn interval_seconds(retrier: &Retrier, used: u32) -> f64 {
    retrier.interval_seconds * retrier.backoff_rate.powi(used.min(10_000) as i32)
}
