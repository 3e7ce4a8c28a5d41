//! What went wrong, in the words of those who know the service.

use crate::{Arg, Message, Moment};
use definition::{Catcher, PathField, ResultPath, State};
use engine::{Attempt, Decision, Failure, Stage, StageFailure, Visit};
use json::{Text, Value};

/// Longest cause that a sentence quotes, in characters.
const CAUSE_CHARS: usize = 160;

/// "Container app exited with 9, so the task failed."
pub(super) fn task_failure(failure: &Failure) -> Message {
    let cause = failure.cause.as_deref().unwrap_or_default();
    if let Some(message) = json::parse_value(cause).ok().as_ref().and_then(ecs_failure) {
        return message;
    }
    let error = failure.error.clone().unwrap_or_default();
    match (&*error, cause) {
        ("States.Timeout", "") => Message::new("why.timed_out"),
        ("States.HeartbeatTimeout", "") => Message::new("why.heartbeat_missed"),
        ("", "") => Message::new("why.failed_without_name"),
        (_, "") => Message::new("why.failed").code("error", error),
        _ => Message::new("why.failed_because").code("error", error).text("cause", shortened(cause)),
    }
}

/// What an ECS task says that stopped.
fn ecs_failure(task: &Value) -> Option<Message> {
    let containers = task.get("Containers")?.as_array()?;
    let failed = containers.iter().find_map(|container| {
        let code = container.get("ExitCode")?.as_i64().filter(|code| *code != 0)?;
        Some((container.get("Name").and_then(Value::as_str).unwrap_or_default(), code))
    });
    if let Some((name, code)) = failed {
        return Some(Message::new("why.container_exited").code("container", name).with("code", Value::from(code)));
    }
    let reason = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(shortened);
    let reason = containers
        .iter()
        .find_map(|container| reason(container, "Reason"))
        .or_else(|| reason(task, "StoppedReason"))?;
    Some(Message::new("why.task_stopped").text("reason", reason))
}

/// What became of the error: retriers, then Catchers.
pub(super) fn handling(moment: &Moment<'_>, visit: &Visit, failure: &Failure) -> Vec<Message> {
    let state = moment.state_of(visit);
    let mut sentences = Vec::new();
    sentences.extend(retriers(state, visit, failure));
    match visit.decision.as_deref() {
        Some(Decision::Caught { catcher, matched, next, .. }) => {
            let index = *catcher as usize;
            if let Some(catcher) = state.catch.get(index) {
                let mut message = caught(catcher).count("n", index + 1).code("matched", matched.clone());
                if let Some(next) = next {
                    message = message.state("next", moment.machine_of(visit).state(*next));
                }
                sentences.push(message);
            }
        }
        Some(Decision::Failed(_)) => sentences.push(uncaught(moment, visit, failure)),
        _ => {}
    }
    sentences
}

fn retriers(state: &State, visit: &Visit, failure: &Failure) -> Option<Message> {
    if state.retry.is_empty() {
        return Some(Message::new("why.no_retry"));
    }
    let error = failure.error.clone().unwrap_or_default();
    let used: Vec<&Attempt> = visit.attempts.iter().filter(|attempt| attempt.retry.is_some()).collect();
    let last = used.last().and_then(|attempt| attempt.retry.as_ref());
    Some(match last {
        Some(retry) => {
            Message::new("why.retries_used_up").count("retrier", retry.retrier as usize + 1).count("n", used.len())
        }
        None => Message::new("why.no_retrier_matches").code("error", error),
    })
}

fn caught(catcher: &Catcher) -> Message {
    match &catcher.result_path {
        ResultPath::Path(path) if !path.value.is_root() => {
            Message::new("why.caught_at").code("path", path.value.text())
        }
        ResultPath::Discard => Message::new("why.caught_dropped"),
        _ if catcher.output.is_some() => Message::new("why.caught_output"),
        _ => Message::new("why.caught_instead"),
    }
}

fn uncaught(moment: &Moment<'_>, visit: &Visit, failure: &Failure) -> Message {
    let state = moment.state_of(visit);
    let error = failure.error.clone().unwrap_or_default();
    let key = match (state.catch.is_empty(), visit.parent.is_some()) {
        (true, false) => "why.no_catch",
        (true, true) => "why.no_catch_inside",
        (false, false) => "why.no_catcher_matches",
        (false, true) => "why.no_catcher_matches_inside",
    };
    inside(moment, visit, Message::new(key).code("error", error))
}

/// With the branch or iteration that the visit is part of.
pub(super) fn inside(moment: &Moment<'_>, visit: &Visit, message: Message) -> Message {
    let Some((parent, index)) = visit.parent else { return message };
    let is_map = moment.visit(parent).is_some_and(|container| moment.state_of(container).map().is_some());
    let key = if is_map { "why.iteration" } else { "why.branch" };
    message.with("inside", Message::new(key).count("n", index as usize))
}

/// A stage that failed: what it could not do.
pub(super) fn stage_failure(moment: &Moment<'_>, visit: &Visit, failed: &StageFailure) -> Vec<Message> {
    let state = moment.state_of(visit);
    if let Some(message) = put_failure(state, visit, failed) {
        return vec![message];
    }
    let path = failing_path(moment, visit, failed);
    let mut sentences = path.map_or_else(Vec::new, |path| super::lost::explain(moment, visit, &path));
    if sentences.is_empty() {
        let cause = failed.failure.cause.as_deref().unwrap_or_default();
        sentences.push(
            Message::new("why.stage_failed")
                .with("stage", stage_field(failed.stage, state))
                .code("error", failed.failure.error.clone().unwrap_or_default())
                .text("cause", shortened(without_prefix(cause))),
        );
    }
    sentences
}

/// "ResultPath `$.a.b` cannot be written: `$.a` is a string, not an object."
fn put_failure(state: &State, visit: &Visit, failed: &StageFailure) -> Option<Message> {
    if failed.stage != Stage::ResultPath {
        return None;
    }
    let caught = match visit.decision.as_deref() {
        Some(Decision::Caught { catcher, .. }) => state.catch.get(*catcher as usize),
        _ => None,
    };
    let ResultPath::Path(path) = caught.map_or(&state.result_path, |catcher| &catcher.result_path) else { return None };
    let error = path.value.put(&visit.flow.input, Value::Null).err()?;
    let there = error.reached.get(&visit.flow.input);
    Some(
        Message::new("why.cannot_write")
            .code("path", path.value.text())
            .code("reached", error.reached.dotted())
            .text("type", there.map_or("nothing", Value::type_name)),
    )
}

/// The path that a stage could not follow, as it is written in the definition.
pub(crate) fn failing_path(moment: &Moment<'_>, visit: &Visit, failed: &StageFailure) -> Option<String> {
    let state = moment.state_of(visit);
    let written = failed.span.map(|span| span.of(&moment.machine_of(visit).document.text).trim_matches('"').to_owned());
    written.filter(|text| text.starts_with('$')).or_else(|| match (failed.stage, &state.input_path) {
        (Stage::InputPath, PathField::Path(path)) => Some(path.value.text().to_owned()),
        _ => quoted_path(failed.failure.cause.as_deref()?),
    })
}

/// AWS's causes name the path in quotes.
fn quoted_path(cause: &str) -> Option<String> {
    let (_, rest) = cause.split_once("'$")?;
    let (path, _) = rest.split_once('\'')?;
    Some(format!("${path}"))
}

/// AWS's causes begin with the state's name, which the panel shows already.
fn without_prefix(cause: &str) -> &str {
    cause
        .split_once("). ")
        .filter(|(prefix, _)| prefix.starts_with("An error occurred"))
        .map_or(cause, |(_, rest)| rest)
}

/// A stage by its field's name, where it has one.
fn stage_field(stage: Stage, state: &State) -> Message {
    let field = |name: &'static str| Message::new("flow.field").text("name", name);
    match stage {
        Stage::Work => Message::new("stage.state"),
        Stage::InputPath => field("InputPath"),
        Stage::Parameters => field("Parameters"),
        Stage::Arguments => field("Arguments"),
        Stage::Items if state.map().is_some_and(|map| map.item_reader.is_some()) => field("ItemReader"),
        Stage::Items => Message::new("stage.items"),
        Stage::Service => Message::new("stage.service"),
        Stage::ResultSelector => field("ResultSelector"),
        Stage::ResultPath => field("ResultPath"),
        Stage::Assign => field("Assign"),
        Stage::OutputPath => field("OutputPath"),
        Stage::Output => field("Output"),
    }
}

/// Without its full stop, which the sentence sets.
fn shortened(text: &str) -> String {
    let text = text.trim_end_matches(['.', '\u{3002}']);
    match text.char_indices().nth(CAUSE_CHARS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.into(),
    }
}

/// When a running task is known to end, in milliseconds since the execution started.
pub(super) fn known_end(moment: &Moment<'_>, visit: &Visit) -> Option<Arg> {
    let later = moment.latest.visit(visit.id)?;
    Some(Arg::Clock(moment.since_start(later.stop?)))
}

/// Does the visit wait for its task token?
pub(crate) fn waits_for_token(state: &State) -> bool {
    use definition::{IntegrationPattern, Resource};
    state.task().is_some_and(|task| {
        matches!(
            &task.resource,
            Resource::Service { pattern: IntegrationPattern::WaitForTaskToken, .. } | Resource::Activity(_)
        )
    })
}

/// The error of a visit that failed in its stages or attempts.
pub(super) fn error_of(visit: &Visit) -> Option<Failure> {
    match visit.decision.as_deref()? {
        Decision::Caught { failure, .. } | Decision::Failed(failure) => Some(failure.clone()),
        _ => None,
    }
}

/// An error's name for a sentence.
pub(super) fn error_name(failure: &Failure) -> Text {
    failure.error.clone().unwrap_or_default()
}
