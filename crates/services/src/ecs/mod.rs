//! Amazon ECS: `runTask` on Fargate and EC2.

mod container;
mod ends;
mod interface;
mod lifecycle;
mod task;
#[cfg(test)]
mod tests;

pub use ends::{EcsEnd, ecs_ends};

use crate::person;
use crate::reply::{ErrorSource, JSON_1_1, with_metadata};
use crate::request::{Request, object};
use crate::scenario::{EcsOutcome, Entry, Outcome, RunTaskFailure};
use crate::simulation::{Fault, Simulation, Worker, job_failed};
use engine::port::{NoticeKind, TaskEnd};
use json::{Object, Value};
use lifecycle::Lifecycle;
use task::Task;

const ERRORS: ErrorSource = ErrorSource { prefix: "ECS", service: "AmazonECS" };

/// Longest `Count` that RunTask takes (its API reference).
const MAX_COUNT: i64 = 10;

/// `StartedBy`, which `.sync` adds to the parameters (recorded).
pub(crate) fn prepare(parameters: &Value, sync: bool) -> Value {
    let mut prepared = parameters.clone();
    if let (true, Value::Object(members)) = (sync, &mut prepared) {
        members.insert("StartedBy", "AWS Step Functions".into());
    }
    prepared
}

/// What RunTask answers, and how the tasks that it starts go.
pub(crate) fn run_task(request: &mut Request<'_>, entry: &Entry) -> Simulation {
    let ordinary = EcsOutcome::default();
    let outcome = match &entry.outcome {
        Outcome::Ecs(outcome) => outcome,
        _ => &ordinary,
    };
    if !outcome.failures.is_empty() {
        return refused(request, &outcome.failures);
    }
    if let Some(fault) = check(request) {
        return fault.into();
    }
    let count = request.parameters.get("Count").and_then(Value::as_i64).unwrap_or(1);
    let count = count.clamp(1, MAX_COUNT);
    let mut tasks: Vec<Task> = (0..count).map(|_| Task::new(request, outcome, entry.duration)).collect();
    let planned = tasks.iter_mut().map(|task| task.plan(request, entry.duration)).last().unwrap_or_default();
    let stopped =
        person::stop(request.person).and_then(|(at, reason)| Some((planned.clone().stopped_by_hand(at)?, reason)));
    if let Some((lifecycle, reason)) = &stopped {
        tasks.iter_mut().for_each(|task| task.stop_by_hand(reason, lifecycle));
    }
    let lifecycle = stopped.map_or_else(|| planned.clone(), |(lifecycle, _)| lifecycle);
    let started = tasks.iter().map(|task| task.started(request)).collect::<Vec<_>>();
    let body = Value::from([("Failures", Vec::new().into()), ("Tasks", started.into())]);
    let mut simulation = Simulation::reply(with_metadata(request, JSON_1_1, body));
    for task in &tasks {
        simulation = tell(simulation, task, &lifecycle);
    }
    let stopped: Vec<Value> =
        tasks.iter().map(|task| overlaid(&task.stopped(request, &lifecycle), entry.overlay.as_ref())).collect();
    simulation.worker = match stopped.iter().any(has_failed) {
        true => Worker::BreaksDown,
        false => Worker::AnswersAt(lifecycle.running().1),
    };
    simulation.on_abandon = tasks.first().map(|task| (task.name().into(), task::stop_task()));
    simulation.job(lifecycle.stopped_at(), end(&stopped))
}

/// How `.sync` ends: with the task itself when there is one, with all of them when there are more.
fn end(stopped: &[Value]) -> TaskEnd {
    let description = match stopped {
        [only] => only.clone(),
        many => many.to_vec().into(),
    };
    if stopped.iter().any(has_failed) { job_failed(&description) } else { TaskEnd::Succeeded(description) }
}

/// A task failed when it could not start, or when **any** container gave a non-zero exit code, also
/// a non-essential sidecar (wellcomecollection/catalogue-pipeline#3377: the app gave 0, its log router 137).
fn has_failed(task: &Value) -> bool {
    let exit_codes = task.get("Containers").and_then(Value::as_array).into_iter().flat_map(|all| all.iter());
    let failed = |code: &Value| code.as_i64().is_some_and(|code| code != 0);
    task.get("StopCode").and_then(Value::as_str) != Some("EssentialContainerExited")
        || exit_codes.filter_map(|container| container.get("ExitCode")).any(failed)
}

/// HTTP 200 with `Failures`: request-response goes on, `.sync` and `.waitForTaskToken` fail with
/// `AmazonECS.Unknown` (Developer Guide, connect-ecs).
fn refused(request: &mut Request<'_>, failures: &[RunTaskFailure]) -> Simulation {
    let failures: Vec<Value> = failures
        .iter()
        .map(|failure| {
            object([
                ("Arn", failure.arn.clone().map(Value::String)),
                ("Detail", failure.detail.clone().map(Value::String)),
                ("Reason", failure.reason.clone().map(Value::String)),
            ])
        })
        .collect();
    let body = Value::from([("Failures", failures.into()), ("Tasks", Vec::new().into())]);
    if request.pattern == definition::IntegrationPattern::RequestResponse {
        return Simulation::reply(with_metadata(request, JSON_1_1, body));
    }
    Fault { error: "AmazonECS.Unknown".into(), cause: json::print(&body).into() }.into()
}

fn check(request: &mut Request<'_>) -> Option<Fault> {
    let count = request.parameters.get("Count").and_then(Value::as_i64).unwrap_or(1);
    if (1..=MAX_COUNT).contains(&count) {
        return None;
    }
    let (exception, message) = ("InvalidParameterException", "Count must be between 1 and 10.");
    Some(ERRORS.fault(request, 400, exception, exception, message))
}

/// Statuses as they come, and log lines evenly over the time that a container would run, as far as it does.
fn tell(mut simulation: Simulation, task: &Task, lifecycle: &Lifecycle) -> Simulation {
    let (from, _) = lifecycle.running();
    for (status, at) in lifecycle.statuses() {
        let body = Value::from([("lastStatus", status.into())]);
        simulation = simulation.tell(at, task.name(), NoticeKind::Lifecycle, body);
    }
    for container in &task.containers {
        let source = format!("{}/{}", task.name(), container.name);
        if let Some(ended) = container.ended() {
            simulation = simulation.tell(from + container.ran, &source, NoticeKind::Lifecycle, ended);
        }
        let lines: Vec<&str> = container.log.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            let after = container.would_run / lines.len() as i64 * number as i64;
            if after > container.ran {
                break;
            }
            simulation = simulation.tell(from + after, &source, NoticeKind::Log, *line);
        }
    }
    simulation
}

/// `value` with a scenario's literal members laid over it.
pub(crate) fn overlaid(value: &Value, overlay: Option<&Value>) -> Value {
    let (Value::Object(members), Some(Value::Object(over))) = (value, overlay) else {
        return overlay.unwrap_or(value).clone();
    };
    let mut merged: Object = members.clone();
    for (key, new) in over.iter() {
        let old = merged.get(key).cloned().unwrap_or_default();
        match new {
            Value::Null => _ = merged.remove(key),
            _ => merged.insert(key.clone(), overlaid(&old, Some(new))),
        }
    }
    merged.into()
}
