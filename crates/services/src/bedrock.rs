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
    let text = || Value::from(vec![Value::from([("type", "text".into()), ("text", SAID.into())])]);
    let families: [(&str, fn() -> Value); 4] = [
        ("amazon.titan-text", || {
            let result = Value::from([
                ("tokenCount", 7.into()),
                ("outputText", SAID.into()),
                ("completionReason", "FINISH".into()),
            ]);
            Value::from([("inputTextTokenCount", 7.into()), ("results", vec![result].into())])
        }),
        ("amazon.nova", || {
            let content = Value::from(vec![Value::from([("text", SAID.into())])]);
            let message = Value::from([("role", "assistant".into()), ("content", content)]);
            Value::from([("output", Value::from([("message", message)])), ("stopReason", "end_turn".into())])
        }),
        ("meta.llama", || Value::from([("generation", SAID.into()), ("stop_reason", "stop".into())])),
        ("mistral.", || {
            Value::from([(
                "outputs",
                vec![Value::from([("text", SAID.into()), ("stop_reason", "stop".into())])].into(),
            )])
        }),
    ];
    if model.contains("anthropic.") {
        return Value::from([
            ("id", format!("msg_{}", request.hex(24)).into()),
            ("type", "message".into()),
            ("role", "assistant".into()),
            ("content", text()),
            ("stop_reason", "end_turn".into()),
        ]);
    }
    let family = families.iter().find(|(family, _)| model.contains(family));
    family.map_or_else(|| Object::new().into(), |(_, shape)| shape())
}
