//! What Step Functions itself does with the parameters before it calls a service.

use crate::ecs;
use catalogue::Integration;
use definition::{IntegrationPattern, Resource};
use engine::port::{Refusal, TaskCall};
use json::Value;

/// The parameters as they are sent, or why they are not.
pub(crate) fn prepare(call: &TaskCall<'_>) -> Result<Value, Refusal> {
    let Resource::Service { service, action, pattern } = call.resource else { return Ok(call.parameters.clone()) };
    if let Some(problem) = catalogue::integration(service, action).and_then(|known| problem(known, call.parameters)) {
        let parameters = json::print(call.parameters);
        let cause = format!("The Parameters '{parameters}' could not be used to start the Task: [{problem}]");
        return Err(Refusal { error: "States.Runtime".into(), cause });
    }
    let sync = *pattern == IntegrationPattern::Sync;
    Ok(if (&**service, &**action) == ("ecs", "runTask") {
        ecs::prepare(call.parameters, sync)
    } else {
        call.parameters.clone()
    })
}

/// What is wrong with the parameters. That `Headers` of API Gateway holds arrays is recorded.
fn problem(known: &Integration, parameters: &Value) -> Option<String> {
    let given = parameters.as_object()?;
    if let Some(missing) = known.parameters.iter().find(|field| field.required && !given.contains_key(field.name)) {
        return Some(format!("The field '{}' is required but was missing", missing.name));
    }
    if let Some(unknown) = given.keys().find(|key| known.parameter(key).is_none()) {
        return Some(format!("The field '{unknown}' is not supported by Step Functions"));
    }
    let headers = given.get("Headers").and_then(Value::as_object)?;
    let invalid = known.service == "apigateway" && headers.values().any(|values| values.as_array().is_none());
    invalid.then(|| "The value of the field 'Headers' has an invalid format".to_owned())
}
