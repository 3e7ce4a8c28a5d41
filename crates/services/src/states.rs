//! Step Functions itself: `states:startExecution`, and the SDK actions that answer a task token.

use crate::reply::{ErrorSource, JSON_1_0, with_metadata};
use crate::request::{Request, last_part, object};
use crate::simulation::{Fault, job_failed};
use definition::IntegrationPattern;
use engine::port::{ChildOutcome, TaskEnd};
use host::Timestamp;
use json::{Text, Value};
use std::collections::BTreeMap;

const ERRORS: ErrorSource = ErrorSource { prefix: "StepFunctions", service: "AWSStepFunctions" };

/// Executions that the run has started, by ARN, with their input.
pub(crate) type Executions = BTreeMap<Text, Value>;

/// A child execution to start.
pub(crate) struct Child {
    pub(crate) state_machine_arn: Text,
    pub(crate) name: Text,
    pub(crate) input: Value,
    /// What StartExecution answers.
    pub(crate) reply: Value,
}

/// StartExecution: the child, or why it does not start.
pub(crate) fn start_execution(request: &mut Request<'_>, executions: &mut Executions) -> Result<Child, Fault> {
    let machine: Text = request.text("StateMachineArn").unwrap_or_default().into();
    let name: Text = request.text("Name").map_or_else(|| request.uuid().into(), Text::from);
    let input = request.parameters.get("Input").cloned().unwrap_or_else(|| Value::from([]));
    let arn: Text = request.arn("states", &format!("execution:{}:{name}", last_part(&machine))).into();
    match executions.get(&arn) {
        Some(known) if *known != input => {
            let exception = "ExecutionAlreadyExistsException";
            let message = format!("Execution Already Exists: '{arn}'");
            return Err(ERRORS.fault(request, 400, exception, "ExecutionAlreadyExists", &message));
        }
        _ => executions.insert(arn.clone(), input.clone()),
    };
    let body = Value::from([("ExecutionArn", arn.into()), ("StartDate", request.now.millis.into())]);
    // Recorded: the SDK integration answers without the metadata.
    let reply = if request.service == "states" { with_metadata(request, JSON_1_0, body) } else { body };
    Ok(Child { state_machine_arn: machine, name, input, reply })
}

/// How a task that waited for a child ends: with DescribeExecution's answer (recorded).
pub(crate) fn child_end(pattern: IntegrationPattern, child: &ChildOutcome) -> TaskEnd {
    let as_json = pattern == IntegrationPattern::Sync2;
    match &child.result {
        Ok(output) => TaskEnd::Succeeded(describe(child, Some(output), "SUCCEEDED", None, as_json)),
        Err(failure) => {
            let texts = (failure.error.clone(), failure.cause.clone());
            job_failed(&describe(child, None, failure.status, Some(texts), as_json))
        }
    }
}

fn describe(
    child: &ChildOutcome,
    output: Option<&Value>,
    status: &str,
    failure: Option<(Option<Text>, Option<Text>)>,
    as_json: bool,
) -> Value {
    let payload = |value: &Value| if as_json { value.clone() } else { json::print(value).into() };
    let included = || Value::from([("Included", true.into())]);
    let (error, cause) = failure.unwrap_or_default();
    object([
        ("Cause", cause.map(Value::String)),
        ("Error", error.map(Value::String)),
        ("ExecutionArn", Some(child.execution_arn.clone().into())),
        ("Input", Some(payload(&child.input))),
        ("InputDetails", Some(included())),
        ("Name", Some(child.name.clone().into())),
        ("Output", output.map(payload)),
        ("OutputDetails", output.map(|_| included())),
        ("StartDate", Some(millis(child.start))),
        ("StateMachineArn", Some(child.state_machine_arn.clone().into())),
        ("Status", Some(status.into())),
        ("StopDate", Some(millis(child.stop))),
    ])
}

fn millis(time: Timestamp) -> Value {
    time.millis.into()
}
