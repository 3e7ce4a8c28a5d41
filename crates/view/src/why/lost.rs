//! A path that found nothing: how far it came, and which state lost what it looks for.

use crate::{Message, Moment};
use definition::{ResultPath, State, StateKind};
use engine::Visit;
use json::Value;
use jsonpath::{Location, ReferencePath, Step};

/// What is to be said of a path that found nothing in a visit's input.
pub(super) fn explain(moment: &Moment<'_>, visit: &Visit, path: &str) -> Vec<Message> {
    let Ok(path) = ReferencePath::parse(path) else { return Vec::new() };
    if path.get(&visit.flow.input).is_some() {
        return Vec::new();
    }
    let mut sentences = vec![dead_end(&path, &visit.flow.input)];
    sentences.extend(lost_by(moment, visit, &path));
    sentences
}

/// "`$[0].Containers[0].ExitCode` found nothing: the state input is an object with 19 keys, not an array."
fn dead_end(path: &ReferencePath, input: &Value) -> Message {
    let steps = path.steps();
    let reached = (0..steps.len()).take_while(|at| Location(steps[..=*at].to_vec()).get(input).is_some()).count();
    let there = Location(steps[..reached].to_vec());
    let value = there.get(input).unwrap_or(input);
    let missing = steps.get(reached);
    let key = match (missing, value) {
        (Some(Step::Index(_)), Value::Object(_)) => "why.not_array_but_object",
        (Some(Step::Index(_)), Value::Array(_)) => "why.no_such_item",
        (Some(Step::Key(_)), Value::Object(_)) => "why.no_such_key",
        (Some(Step::Key(_)), Value::Array(_)) => "why.not_object_but_array",
        _ => "why.scalar",
    };
    let count = match value {
        Value::Object(object) => object.len(),
        Value::Array(array) => array.len(),
        _ => 0,
    };
    let step = missing.map_or(String::new(), |step| match step {
        Step::Key(key) => key.to_string(),
        Step::Index(index) => format!("[{index}]"),
    });
    Message::new(key)
        .code("path", path.text())
        .with("place", place(&there))
        .count("n", count)
        .code("step", step)
        .text("type", value.type_name())
}

fn place(there: &Location) -> Message {
    match there.0.is_empty() {
        true => Message::new("why.the_input"),
        false => Message::new("why.place").code("path", there.dotted()),
    }
}

/// The last state behind a visit whose own input still had the value.
fn lost_by(moment: &Moment<'_>, visit: &Visit, path: &ReferencePath) -> Option<Message> {
    let mut behind = visit.previous.and_then(|previous| moment.visit(previous));
    while let Some(visit) = behind {
        if let Some(value) = path.get(&visit.flow.input) {
            let state = moment.state_of(visit);
            let message = Message::new(how_lost(state)).state("state", state).code("path", path.text());
            return Some(message.with("value", value.clone()));
        }
        behind = visit.previous.and_then(|previous| moment.visit(previous));
    }
    None
}

/// How a state loses its input.
fn how_lost(state: &State) -> &'static str {
    let has_own_result = !matches!(state.kind, Some(StateKind::Pass { result: None }));
    match &state.result_path {
        ResultPath::Whole if has_own_result => "why.lost_by_result",
        _ => "why.lost_by",
    }
}
