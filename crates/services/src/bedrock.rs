//! Amazon Bedrock: `invokeModel`.

use crate::request::Request;
use crate::simulation::Simulation;
use json::{Object, Value};

/// How long a model thinks, in milliseconds.
const TYPICAL_MILLIS: i64 = 3_000;

/// What a model says when a scenario does not say it.
const SAID: &str = "This is what the model says.";

/// Ask a model. Its answer has the shape that the model's family uses.
pub(crate) fn invoke_model(request: &mut Request<'_>) -> Simulation {
    let answer = Value::from([("Body", body(request)), ("ContentType", "application/json".into())]);
    Simulation::reply(answer).after(TYPICAL_MILLIS)
}

fn body(request: &mut Request<'_>) -> Value {
    // With `Output.S3Uri` the answer goes to S3, and the result says where.
    if let Some(place) = request.parameters.get("Output").and_then(|output| output.get("S3Uri")) {
        return place.clone();
    }
    let model = request.text("ModelId").unwrap_or_default();
    if model.contains("anthropic.") {
        anthropic(request)
    } else if model.contains("amazon.nova") {
        nova()
    } else if model.contains("amazon.titan-text") {
        titan()
    } else if model.contains("meta.llama") {
        Value::from([("generation", SAID.into()), ("stop_reason", "stop".into())])
    } else if model.contains("mistral.") {
        Value::from([("outputs", one([("text", SAID.into()), ("stop_reason", "stop".into())]))])
    } else {
        Object::new().into()
    }
}

fn anthropic(request: &mut Request<'_>) -> Value {
    Value::from([
        ("id", format!("msg_{}", request.hex(24)).into()),
        ("type", "message".into()),
        ("role", "assistant".into()),
        ("content", one([("type", "text".into()), ("text", SAID.into())])),
        ("stop_reason", "end_turn".into()),
    ])
}

fn nova() -> Value {
    let message = Value::from([("role", "assistant".into()), ("content", one([("text", SAID.into())]))]);
    Value::from([("output", Value::from([("message", message)])), ("stopReason", "end_turn".into())])
}

fn titan() -> Value {
    let result = one([("tokenCount", 7.into()), ("outputText", SAID.into()), ("completionReason", "FINISH".into())]);
    Value::from([("inputTextTokenCount", 7.into()), ("results", result)])
}

/// An array of one object.
fn one<const N: usize>(members: [(&str, Value); N]) -> Value {
    vec![Value::from(members)].into()
}
