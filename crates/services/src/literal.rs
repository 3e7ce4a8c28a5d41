//! Outcomes that do not ask the service: a literal result or error, as in a mock file.

use crate::request::Request;
use crate::running::{Play, Step};
use crate::scenario::{Entry, Outcome};
use definition::IntegrationPattern;
use engine::port::TaskEnd;
use json::{Text, Value};

/// What a literal outcome does; `None` for the others.
///
/// A task that waits for a job or a token is submitted first, also when it fails then (recorded:
/// every failure and timeout of such a task comes after TaskSubmitted), unless the error is one
/// with which the service refuses the request: then the submission itself has failed.
pub(crate) fn play(request: &mut Request<'_>, entry: &Entry) -> Option<Play> {
    let end = match &entry.outcome {
        Outcome::Return(value) => TaskEnd::Succeeded(value.clone()),
        Outcome::Throw { error, cause } => thrown(request, error, cause),
        Outcome::NotMocked => TaskEnd::NotMocked(not_mocked(request)),
        _ => return None,
    };
    let mut play = Play::default();
    match (request.service, &end) {
        (_, TaskEnd::NotMocked(_) | TaskEnd::SubmitFailed { .. }) => {}
        // No worker came (recorded: ActivityTimedOut follows ActivityScheduled).
        ("activity", TaskEnd::TimedOut { .. }) => {}
        ("activity", _) => play.add(0, Step::WorkerStarts(None)),
        _ if request.pattern == IntegrationPattern::RequestResponse => {}
        _ => play.add(0, Step::Submit(submitted())),
    }
    let at = request.millis(entry.duration, 0);
    play.add(at, Step::End(end));
    Some(play.sorted())
}

fn thrown(request: &Request<'_>, error: &Option<Text>, cause: &Option<Text>) -> TaskEnd {
    match error.as_deref() {
        Some(error @ ("States.Timeout" | "States.HeartbeatTimeout")) => {
            TaskEnd::TimedOut { error: error.into(), cause: cause.clone() }
        }
        Some(error) if refuses_submission(request, error) => {
            TaskEnd::SubmitFailed { error: error.into(), cause: cause.clone() }
        }
        _ => TaskEnd::Failed { error: error.clone(), cause: cause.clone() },
    }
}

/// Is this how the service refuses a request of a task that waits for a job or a token?
fn refuses_submission(request: &Request<'_>, error: &str) -> bool {
    let waits = request.pattern != IntegrationPattern::RequestResponse;
    let known = catalogue::integration(request.service, request.action).filter(|_| waits);
    known.is_some_and(|known| known.errors.contains(&error))
}

/// A mock says nothing of the service's reply; that it came is all that can be shown.
fn submitted() -> Value {
    Value::from([("SdkHttpMetadata", Value::from([("HttpStatusCode", 200.into())]))])
}

fn not_mocked(request: &Request<'_>) -> String {
    format!("The mock of state '{}' says nothing about this attempt", request.call.state)
}
