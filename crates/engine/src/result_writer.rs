//! ResultWriter: the results of a distributed Map go to S3, and the state's result says where.

use crate::errors::Fault;
use crate::evaluator::Evaluator;
use crate::map_run::MapRun;
use crate::{Execution, ExecutionStatus, Run, Stage};
use definition::{QueryLanguage, ResultWriter};
use json::{Array, Object, Text, Value};

/// Where the results go, all fields evaluated.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    bucket: Text,
    prefix: Text,
}

/// `Bucket` and `Prefix`; `None` when the writer only transforms.
pub(crate) fn destination(
    evaluator: &mut Evaluator<'_>,
    writer: &ResultWriter,
    input: &Value,
) -> Result<Option<Destination>, Fault> {
    let Some(arguments) = &writer.arguments else { return Ok(None) };
    let field = match evaluator.state.query_language {
        QueryLanguage::JsonPath => "Parameters",
        QueryLanguage::Jsonata => "Arguments",
    };
    let arguments = evaluator.template(arguments, input, field, Stage::Service)?;
    let text = |key: &str| arguments.get(key).and_then(Value::as_str).map(Text::from);
    Ok(text("Bucket").map(|bucket| Destination { bucket, prefix: text("Prefix").unwrap_or_default() }))
}

/// Write the results and the manifest; gives the state's result (recorded: `test_map_state_result_writer`).
pub(crate) fn write(
    run: &mut Run,
    destination: &Destination,
    writer: &ResultWriter,
    map_run: &MapRun,
    children: &[Execution],
) -> Value {
    let Destination { bucket, prefix } = destination;
    let folder = [&**prefix, &*map_run.uuid].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
    let succeeded = children.iter().filter(|child| child.status == ExecutionStatus::Succeeded);
    let failed = children.iter().filter(|child| child.status != ExecutionStatus::Succeeded);
    // The default of what is exported (Developer Guide, ResultWriter).
    let transformation = writer.transformation.as_deref().unwrap_or("NONE");
    let succeeded: Vec<Value> = succeeded.map(|child| result(child, transformation)).collect();
    let failed: Vec<Value> = failed.map(describe).collect();
    let mut files = Object::new();
    for (status, results) in [("FAILED", failed), ("PENDING", Vec::new()), ("SUCCEEDED", succeeded)] {
        let file = put(run, bucket, &format!("{folder}/{status}_0"), results, writer);
        files.insert(status, Value::from(file.into_iter().collect::<Vec<_>>()));
    }
    let manifest = Value::from([
        ("DestinationBucket", Value::String(bucket.clone())),
        ("MapRunArn", Value::String(map_run.arn.clone())),
        ("ResultFiles", files.into()),
    ]);
    let key = format!("{folder}/manifest.json");
    run.world.put_object(bucket, &key, manifest.to_string());
    let details = Value::from([("Bucket", Value::String(bucket.clone())), ("Key", Value::from(key))]);
    Value::from([("MapRunArn", Value::String(map_run.arn.clone())), ("ResultWriterDetails", details)])
}

/// What the children gave, for a Map whose result stays in the state data: `COMPACT` unless the
/// writer says otherwise.
pub(crate) fn results<'a>(children: impl Iterator<Item = &'a Execution>, transformation: Option<&str>) -> Value {
    let results = children.map(|child| result(child, transformation.unwrap_or("COMPACT"))).collect();
    transform(Value::Array(results), transformation)
}

/// `COMPACT` and `FLATTEN` of the outputs.
pub(crate) fn transform(outputs: Value, transformation: Option<&str>) -> Value {
    match (transformation, &outputs) {
        (Some("FLATTEN"), Value::Array(outputs)) => Value::Array(flatten(outputs)),
        _ => outputs,
    }
}

fn flatten(outputs: &Array) -> Array {
    let mut flat = Array::new();
    for output in outputs {
        match output {
            Value::Array(items) => items.iter().for_each(|item| flat.push(item.clone())),
            other => flat.push(other.clone()),
        }
    }
    flat
}

/// One result file, unless there is nothing to write.
fn put(run: &mut Run, bucket: &str, stem: &str, results: Vec<Value>, writer: &ResultWriter) -> Option<Value> {
    if results.is_empty() {
        return None;
    }
    let results = transform(Value::from(results), writer.transformation.as_deref());
    let is_lines = writer.output_type.as_deref() == Some("JSONL");
    let (key, body) = match &results {
        Value::Array(lines) if is_lines => {
            (format!("{stem}.jsonl"), lines.iter().map(|line| format!("{line}\n")).collect())
        }
        results => (format!("{stem}.json"), results.to_string()),
    };
    let size = body.len();
    run.world.put_object(bucket, &key, body);
    Some(Value::from([("Key", Value::from(key)), ("Size", Value::from(size))]))
}

/// With `NONE`, and of a child that failed whatever the transformation, "its execution result
/// unchanged" (Developer Guide, ResultWriter).
fn result(child: &Execution, transformation: &str) -> Value {
    match &child.output {
        Some(output) if transformation != "NONE" => output.clone(),
        _ => describe(child),
    }
}

/// As the result files show a child execution.
fn describe(child: &Execution) -> Value {
    let text = |value: &Value| Value::from(value.to_string());
    let included = || Value::from([("Included", Value::Bool(true))]);
    let mut members = Object::new();
    members.insert("ExecutionArn", Value::String(child.arn.clone()));
    members.insert("Input", text(&child.input));
    members.insert("InputDetails", included());
    members.insert("Name", Value::String(child.name.clone()));
    if let Some(output) = &child.output {
        members.insert("Output", text(output));
        members.insert("OutputDetails", included());
    }
    if let Some(failure) = &child.failure {
        members.insert("Error", Value::from(failure.error.clone()));
        members.insert("Cause", Value::from(failure.cause.clone()));
    }
    members.insert("RedriveCount", Value::from(child.redrive_count));
    members.insert("StartDate", Value::from(child.start.to_string()));
    members.insert("StateMachineArn", Value::String(child.machine_arn.clone()));
    members.insert("Status", Value::from(child.status.name()));
    members.insert("StopDate", Value::from(child.stop.map(|stop| stop.to_string())));
    members.into()
}
