//! AWS Lambda: `lambda:invoke`, and a function's own ARN as the resource.

use crate::reply::{LAMBDA, with_metadata};
use crate::request::{Request, object};
use crate::scenario::{Entry, LambdaOutcome, Outcome};
use crate::simulation::{Fault, Simulation};
use json::{Text, Value};

/// How long a function runs when nothing says otherwise, in milliseconds.
const TYPICAL_MILLIS: i64 = 100;

/// Invoke a function. An ordinary function returns what it was given, so that a definition whose
/// later states read its input runs with no scenario at all.
pub(crate) fn invoke(request: &mut Request<'_>, entry: &Entry) -> Simulation {
    let latency = request.millis(entry.duration, TYPICAL_MILLIS);
    let own_arn = request.action == "function";
    let payload = if own_arn { Some(request.parameters) } else { request.parameters.get("Payload") };
    let result = match &entry.outcome {
        Outcome::Lambda(LambdaOutcome::Payload(payload)) => Ok(payload.clone()),
        Outcome::Lambda(LambdaOutcome::Error { error_type, error_message, stack_trace }) => {
            Err(function_error(request, error_type, error_message, stack_trace))
        }
        _ => Ok(payload.cloned().unwrap_or_else(|| Value::from([]))),
    };
    let reply = result.map(|payload| if own_arn { payload } else { invocation(request, payload) });
    Simulation::from(reply).after(latency)
}

/// The result of `lambda:invoke` (recorded).
fn invocation(request: &mut Request<'_>, payload: Value) -> Value {
    let body = if request.text("InvocationType") == Some("Event") {
        Value::from([("Payload", Value::from([])), ("StatusCode", 202.into())])
    } else {
        let is_version = |name: &&str| name.bytes().all(|byte| byte.is_ascii_digit());
        let of_name = request.text("FunctionName").and_then(|name| name.rsplit_once(':')).map(|(_, last)| last);
        let version = request.text("Qualifier").or(of_name).filter(is_version);
        Value::from([
            ("ExecutedVersion", version.unwrap_or("$LATEST").into()),
            ("Payload", payload),
            ("StatusCode", 200.into()),
        ])
    };
    with_metadata(request, LAMBDA, body)
}

/// The error name is the function's `errorType`, the cause the JSON it gave (recorded).
fn function_error(request: &mut Request<'_>, error_type: &Text, message: &Text, stack_trace: &[Text]) -> Fault {
    let trace: Vec<Value> = stack_trace.iter().cloned().map(Value::String).collect();
    let cause = object([
        ("errorMessage", Some(message.clone().into())),
        ("errorType", Some(error_type.clone().into())),
        ("requestId", Some(request.uuid().into())),
        ("stackTrace", Some(trace.into())),
    ]);
    Fault { error: error_type.clone(), cause: json::print(&cause).into() }
}
