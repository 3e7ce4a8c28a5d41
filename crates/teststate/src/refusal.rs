//! The requests that AWS refuses (recorded: the `exception` answers of TestState).

use crate::request::Request;
use crate::{check_mock, context};
use definition::{IntegrationPattern, Resource, State, StateKind, StateType};
use json::Value;

/// Why a request is refused: the exception's code and message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// `ValidationException` or `InvalidDefinition`
    pub code: &'static str,
    /// The message.
    pub message: String,
}

impl Refusal {
    pub(crate) fn validation(message: impl Into<String>) -> Self {
        Self { code: "ValidationException", message: message.into() }
    }
}

/// Check a request against the state it is about, in AWS's order.
pub(crate) fn check(request: &Request, state: &State) -> Result<(), Refusal> {
    check_mock_is_allowed(request, state)?;
    check_mock_is_there(request, state)?;
    check_mock_fields(request)?;
    check_joined(request, state)?;
    if let (Some(task), Some(result)) = (state.task(), request.mock.as_ref().and_then(|mock| mock.result.as_ref())) {
        check_mock(&task.resource, result, request.field_validation_mode).map_err(Refusal::validation)?;
    }
    if let Some(given) = &request.context {
        context::check(given, state)
            .map_err(|problem| Refusal::validation(format!("Invalid Context object provided: {problem}")))?;
    }
    // What is not mocked is called, in somebody's name.
    if state.task().is_some() && request.mock.is_none() && request.role_arn.is_none() {
        return Err(Refusal::validation("RoleArn must be specified when testing a Task state"));
    }
    Ok(())
}

fn check_mock_fields(request: &Request) -> Result<(), Refusal> {
    match &request.mock {
        Some(_) if request.reveal_secrets => {
            Err(Refusal::validation("TestState does not support RevealSecrets when a mock is specified."))
        }
        Some(mock) if mock.result.is_some() && mock.error_output.is_some() => {
            Err(Refusal::validation("A test mock should have only one of the following fields: [result, errorOutput]."))
        }
        _ => Ok(()),
    }
}

/// Some states call nothing that could be mocked, and some cannot be tested without.
fn check_mock_is_allowed(request: &Request, state: &State) -> Result<(), Refusal> {
    let Some(state_type) = state.state_type() else { return Ok(()) };
    let calls = matches!(state_type, StateType::Task | StateType::Map | StateType::Parallel);
    if request.mock.is_some() && !calls {
        let message = format!("State type '{}' is not supported when a mock is specified", state_type.name());
        return Err(Refusal::validation(message));
    }
    if request.mock.is_some() || !matches!(state_type, StateType::Map | StateType::Parallel) {
        return Ok(());
    }
    if request.configuration.map_iteration_failure_count.is_some() {
        let message = "TestState does not support MapIterationFailureCount when a mock is not specified.";
        return Err(Refusal::validation(message));
    }
    let message = "TestState API does not support Map or Parallel states. \
                   Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]";
    Err(Refusal { code: "InvalidDefinition", message: message.into() })
}

/// What waits for somebody else cannot be tested without a mock, nor can a Context Object be given
/// (API reference, TestState; the words are not recorded).
fn check_mock_is_there(request: &Request, state: &State) -> Result<(), Refusal> {
    if request.mock.is_some() {
        return Ok(());
    }
    if request.context.is_some() {
        return Err(Refusal::validation("TestState does not support Context when a mock is not specified."));
    }
    let what = match state.task().map(|task| &task.resource) {
        Some(Resource::Activity(_)) => "Activity tasks",
        Some(Resource::Service { pattern: IntegrationPattern::WaitForTaskToken, .. }) => {
            "the '.waitForTaskToken' service integration pattern"
        }
        Some(Resource::Service { pattern: IntegrationPattern::Sync | IntegrationPattern::Sync2, .. }) => {
            "the '.sync' service integration pattern"
        }
        _ => return Ok(()),
    };
    let message = format!("TestState does not support {what} when a mock is not specified.");
    Err(Refusal { code: "InvalidDefinition", message })
}

/// The mocked result of a Map or Parallel must have the form of a real one.
fn check_joined(request: &Request, state: &State) -> Result<(), Refusal> {
    let Some(result) = request.mock.as_ref().and_then(|mock| mock.result.as_ref()) else { return Ok(()) };
    match &state.kind {
        Some(StateKind::Map(map)) if map.result_writer.is_some() => {
            result.as_object().map(|_| ()).ok_or_else(|| Refusal::validation("Mocked result must be a JSON object."))
        }
        Some(StateKind::Map(_)) => {
            let iterations = array(result)?.len() as u64;
            match request.configuration.map_iteration_failure_count {
                Some(failures) if failures > iterations => Err(Refusal::validation(
                    "Map iteration failure count must be less than or equal to the number of Map iterations",
                )),
                _ => Ok(()),
            }
        }
        Some(StateKind::Parallel(parallel)) if array(result)?.len() != parallel.branches.len() => Err(
            Refusal::validation("Mocked result must contain the same number of items as number of Parallel branches."),
        ),
        _ => Ok(()),
    }
}

fn array(result: &Value) -> Result<&json::Array, Refusal> {
    result.as_array().ok_or_else(|| Refusal::validation("Mocked result must be an array."))
}

#[cfg(test)]
mod tests {
    use crate::{Mock, Request, test_state};
    use engine::Options;

    fn refusal(request: &Request) -> String {
        let world = Box::new(crate::mock::MockedWorld::default());
        test_state(request, world).map_or_else(|refusal| refusal.message, |_| "answered".into())
    }

    #[test]
    fn a_task_needs_a_role_or_a_mock_that_hides_nothing() {
        let definition = r#"{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","End":true}"#;
        let mock = Some(Mock { result: Some(json::Object::new().into()), error_output: None });
        for (mock, has_role, reveal_secrets, expected) in [
            (None, true, true, "answered"),
            (None, false, false, "RoleArn must be specified when testing a Task state"),
            (mock.clone(), false, false, "answered"),
            (mock, false, true, "TestState does not support RevealSecrets when a mock is specified."),
        ] {
            let role_arn = has_role.then(|| Options::default().role_arn);
            let definition = definition.into();
            assert_eq!(
                refusal(&Request { definition, mock, role_arn, reveal_secrets, ..Request::default() }),
                expected
            );
        }
    }
}
