//! Amazon EventBridge: `putEvents`.

use crate::request::{Request, object};
use crate::simulation::{Fault, LATENCY_MILLIS, Simulation};
use engine::port::NoticeKind;
use json::Value;

/// Fields without which an entry fails (recorded for `Source`).
const REQUIRED: [&str; 3] = ["Source", "DetailType", "Detail"];

/// Put events on a bus. One entry that fails fails the task (recorded); the answer has no metadata.
pub(crate) fn put_events(request: &mut Request<'_>) -> Simulation {
    let entries =
        request.parameters.get("Entries").and_then(Value::as_array).map(|all| all.to_vec()).unwrap_or_default();
    let results: Vec<Value> = entries.iter().map(|entry| put(request, entry)).collect();
    let failed = results.iter().filter(|result| result.get("ErrorCode").is_some()).count();
    let answer = Value::from([("Entries", results.into()), ("FailedEntryCount", failed.into())]);
    let mut simulation = match failed {
        0 => Simulation::reply(answer),
        _ => Fault { error: "EventBridge.FailedEntry".into(), cause: json::print(&answer).into() }.into(),
    };
    for entry in entries.iter().filter(|entry| missing(entry).is_none()) {
        let bus = entry.get("EventBusName").and_then(Value::as_str).unwrap_or("default");
        simulation = simulation.tell(LATENCY_MILLIS, bus, NoticeKind::Message, event(request, entry));
    }
    simulation
}

fn put(request: &mut Request<'_>, entry: &Value) -> Value {
    let Some(field) = missing(entry) else { return Value::from([("EventId", request.uuid().into())]) };
    let message = format!("Parameter {field} is not valid. Reason: {field} is a required argument.");
    Value::from([("ErrorCode", "InvalidArgument".into()), ("ErrorMessage", message.into())])
}

fn missing(entry: &Value) -> Option<&'static str> {
    let is_empty = |field: &Value| field.is_null() || field.as_str() == Some("");
    REQUIRED.into_iter().find(|field| entry.get(field).is_none_or(is_empty))
}

/// The event as a rule would match it. Step Functions adds the execution and the machine to `resources`.
fn event(request: &Request<'_>, entry: &Value) -> Value {
    let detail = entry.get("Detail").cloned().unwrap_or_default();
    let detail = match &detail {
        Value::String(text) => json::parse_value(text).unwrap_or(detail),
        _ => detail,
    };
    let given = entry.get("Resources").and_then(Value::as_array).map(|all| all.to_vec()).unwrap_or_default();
    let machine = request.call.execution_arn.replacen(":execution:", ":stateMachine:", 1);
    let machine = machine.rsplit_once(':').map_or(&*machine, |(machine, _)| machine);
    let resources: Vec<Value> = given.into_iter().chain([request.call.execution_arn.into(), machine.into()]).collect();
    object([
        ("detail-type", entry.get("DetailType").cloned()),
        ("source", entry.get("Source").cloned()),
        ("resources", Some(resources.into())),
        ("detail", Some(detail)),
    ])
}
