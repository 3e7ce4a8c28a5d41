//! Whoever holds a task token: a callback's receiver, an activity's worker.

use crate::person;
use crate::request::Request;
use crate::running::{Play, Step};
use crate::scenario::{Callback, CallbackAnswer, Entry, Outcome};
use crate::simulation::Worker;
use engine::port::TaskEnd;

/// How long a worker takes when nothing says otherwise, in milliseconds.
const TYPICAL_MILLIS: i64 = 10_000;

/// Until a worker polls for an activity, in milliseconds.
const POLL_MILLIS: i64 = 1_000;

/// An activity: a worker takes it, works, and answers.
pub(crate) fn activity(request: &Request<'_>, entry: &Entry) -> Play {
    let mut play = Play::default();
    if entry.outcome != Outcome::NeverRespond && !person::has_taken(request.person) {
        play.add(POLL_MILLIS, Step::WorkerStarts(Some("worker".into())));
        work(&mut play, request, entry, POLL_MILLIS, Worker::Unknown);
    }
    play.sorted()
}

/// What happens after `worker` got the token at `from`. A scenario's word about the callback counts first.
pub(crate) fn work(play: &mut Play, request: &Request<'_>, entry: &Entry, from: i64, worker: Worker) {
    let ordinary = Callback::default();
    let callback = match &entry.outcome {
        Outcome::Callback(callback) => callback,
        Outcome::NeverRespond => return,
        _ if worker == Worker::BreaksDown => return,
        _ => &ordinary,
    };
    if let Some(every) = callback.heartbeat_every {
        play.add(from, Step::Heartbeats(request.millis(Some(every), TYPICAL_MILLIS).max(1)));
    }
    let end = match &callback.answer {
        CallbackAnswer::Success(output) => TaskEnd::Succeeded(output.clone()),
        CallbackAnswer::Failure { error, cause } => TaskEnd::Failed { error: error.clone(), cause: cause.clone() },
        CallbackAnswer::Never => return,
    };
    let at = match (callback.after, worker) {
        (None, Worker::AnswersAt(at)) => at.max(from),
        (after, _) => from.saturating_add(request.millis(after.or(entry.duration), TYPICAL_MILLIS)),
    };
    play.add(at, Step::End(end));
}
