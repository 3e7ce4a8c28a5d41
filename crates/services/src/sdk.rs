//! AWS SDK integrations, and every service without a simulator of its own.

use crate::reply::sdk_fault;
use crate::request::{Request, last_part};
use crate::running::{Play, Step};
use crate::simulation::{Fault, LATENCY_MILLIS, Simulation};
use catalogue::{Parameter, ValueType};
use engine::port::{NoticeKind, TaskEnd};
use json::{Object, Text, Value};

/// The ordinary success of an optimised integration without a simulator: its fields, each with
/// something of its type.
pub(crate) fn plausible(request: &mut Request<'_>) -> Simulation {
    let fields = catalogue::integration(request.service, request.action).map_or(&[][..], |known| &known.output);
    let members: Object = fields.iter().map(|field| (field.name.into(), example(request, field))).collect();
    Simulation::reply(members.into())
}

/// The ordinary success of an AWS SDK integration that no table knows: an empty object, as many
/// actions give; recorded SDK replies have no metadata.
pub(crate) fn empty() -> Simulation {
    Simulation::reply(Object::new().into())
}

/// With the message that the action sends, for whoever listens: the optimised integrations' plain twins.
pub(crate) fn with_message(request: &Request<'_>, simulation: Simulation) -> Simulation {
    let (place, body) = match (request.service, request.action) {
        ("aws-sdk:sns", "publish") => ("TopicArn", "Message"),
        ("aws-sdk:sqs", "sendMessage") => ("QueueUrl", "MessageBody"),
        ("aws-sdk:eventbridge", "putEvents") => ("EventBusName", "Entries"),
        _ => return simulation,
    };
    let source = request.text(place).map_or("default", last_part);
    let body = request.parameters.get(body).cloned().unwrap_or_default();
    simulation.tell(LATENCY_MILLIS, source, NoticeKind::Message, body)
}

fn example(request: &mut Request<'_>, field: &Parameter) -> Value {
    match field.value_type {
        ValueType::Number => 0.into(),
        ValueType::Boolean => false.into(),
        ValueType::Array => Vec::new().into(),
        ValueType::Object | ValueType::Json => Object::new().into(),
        ValueType::Timestamp => request.now.millis.into(),
        ValueType::String => text(request, field.name),
    }
}

/// What the request itself says by the same name, else an identifier.
fn text(request: &mut Request<'_>, name: &str) -> Value {
    match request.parameters.get(name) {
        Some(given) => given.clone(),
        None => request.uuid().into(),
    }
}

/// `sendTaskSuccess`, `sendTaskFailure`, `sendTaskHeartbeat`: a task of the run answers a token.
pub(crate) fn answer_token(request: &mut Request<'_>, is_waiting: impl Fn(&str) -> bool) -> Option<Play> {
    let token = request.text("TaskToken").unwrap_or_default();
    let text = |name: &str| request.text(name).map(Text::from);
    let end = match request.action {
        "sendTaskSuccess" => Some(TaskEnd::Succeeded(output(request))),
        "sendTaskFailure" => Some(TaskEnd::Failed { error: text("Error"), cause: text("Cause") }),
        "sendTaskHeartbeat" => None,
        _ => return None,
    };
    let mut play = Play::default();
    if is_waiting(token) {
        play.add(LATENCY_MILLIS, Step::Answer { task_token: token.into(), end });
        play.add(LATENCY_MILLIS, Step::End(TaskEnd::Succeeded(Object::new().into())));
    } else {
        play.add(LATENCY_MILLIS, Step::End(invalid_token(request).into()));
    }
    Some(play.sorted())
}

/// `Output` is a JSON text; a JSON value stands for its text.
fn output(request: &Request<'_>) -> Value {
    match request.parameters.get("Output") {
        Some(Value::String(text)) => json::parse_value(text).unwrap_or_else(|_| text.clone().into()),
        Some(value) => value.clone(),
        None => Value::Null,
    }
}

/// Recorded.
fn invalid_token(request: &mut Request<'_>) -> Fault {
    sdk_fault(request, "Sfn", 400, "InvalidTokenException", "Invalid Token: 'Invalid token'")
}
