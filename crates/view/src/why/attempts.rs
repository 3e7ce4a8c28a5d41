//! The attempts of a visit, as the console's Retry tab lists them.

use crate::{Arg, Message, Moment, Status};
use definition::{JitterStrategy, Retrier, State};
use engine::{Attempt, Failure, RetryDecision, Visit, VisitStatus};

/// An attempt.
#[derive(Clone, Debug, PartialEq)]
pub struct AttemptView {
    /// "Initial attempt", "Retry attempt #1"
    pub title: Message,
    /// Where it stands.
    pub status: Status,
    /// When it started, in milliseconds since the execution started.
    pub started_after: i64,
    /// How long it took, in milliseconds; `None` while it runs.
    pub duration: Option<i64>,
    /// How it failed.
    pub failure: Option<Failure>,
    /// Why and when the next one starts.
    pub retry: Option<Message>,
}

/// The attempts of a visit.
pub fn attempts(moment: &Moment<'_>, visit: &Visit) -> Vec<AttemptView> {
    let state = moment.state_of(visit);
    let last = visit.attempts.len().saturating_sub(1);
    (0..)
        .zip(&visit.attempts)
        .map(|(index, attempt)| AttemptView {
            title: match index {
                0 => Message::new("attempt.initial"),
                _ => Message::new("attempt.retry").count("n", index),
            },
            status: match (&attempt.failure, attempt.stop) {
                (Some(_), _) if index == last && visit.status == VisitStatus::CaughtError => Status::CaughtError,
                (Some(_), _) => Status::Failed,
                (None, None) if visit.status == VisitStatus::InProgress => Status::InProgress,
                (None, _) => visit.status.into(),
            },
            started_after: moment.since_start(attempt.start),
            duration: attempt.stop.map(|stop| stop.millis - attempt.start.millis),
            failure: attempt.failure.clone(),
            retry: retry_sentence(state, index, attempt),
        })
        .collect()
}

/// "Attempt 2 of 4 starts in 6 s: 3 s × 2.0, without jitter. Retrier 1 matched States.Timeout."
pub(super) fn retry_sentence(state: &State, index: usize, attempt: &Attempt) -> Option<Message> {
    let decision = attempt.retry.as_ref()?;
    let retrier = state.retry.get(decision.retrier as usize)?;
    let error = attempt.failure.as_ref().and_then(|failure| failure.error.clone()).unwrap_or_default();
    let millis = (decision.delay_seconds * 1000.0) as i64;
    Some(
        Message::new("why.retry")
            .count("attempt", index + 2)
            .with("most", Arg::Count(most_attempts(state)))
            .with("delay", Arg::Duration(millis))
            .with("arithmetic", arithmetic(retrier, decision))
            .count("retrier", decision.retrier as usize + 1)
            .code("error", error),
    )
}

/// Attempts that all retriers together allow.
fn most_attempts(state: &State) -> u64 {
    state.retry.iter().map(|retrier| retrier.max_attempts).fold(1, u64::saturating_add)
}

fn arithmetic(retrier: &Retrier, decision: &RetryDecision) -> Message {
    let capped = retrier.max_delay_seconds.filter(|most| *most < decision.computed_seconds);
    let key = match (retrier.jitter_strategy, capped) {
        (JitterStrategy::None, None) => "why.retry_exact",
        (JitterStrategy::None, Some(_)) => "why.retry_capped",
        (JitterStrategy::Full, None) => "why.retry_jitter",
        (JitterStrategy::Full, Some(_)) => "why.retry_capped_jitter",
    };
    let most = capped.unwrap_or(decision.computed_seconds);
    Message::new(key)
        .text("product", product(retrier, decision.retry))
        .with("most", Arg::Duration((most * 1000.0) as i64))
}

/// `3 s × 2.0 × 2.0`; a long row of factors is a power.
fn product(retrier: &Retrier, retry: u32) -> String {
    let interval = retrier.interval_seconds;
    let rate = format!("{:?}", retrier.backoff_rate);
    match retry.saturating_sub(1) {
        0 => format!("{interval} s"),
        times @ 1..=2 => format!("{interval} s{}", format!(" × {rate}").repeat(times as usize)),
        times => format!("{interval} s × {rate}^{times}"),
    }
}
