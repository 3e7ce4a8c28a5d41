//! The Context Object of a state on its own.

use crate::request::Request;
use definition::{IntegrationPattern, Owner, Resource, State, StateMachine, StateType};
use host::{Seed, Timestamp};
use json::{Object, Value};

/// The members that a given Context Object may have, and theirs.
const ALLOWED: [(&str, &[&str]); 4] = [
    ("Execution", &["Id", "Input", "Name", "RoleArn", "StartTime", "RedriveCount", "RedriveTime"]),
    ("State", &["EnteredTime", "Name", "RetryCount"]),
    ("StateMachine", &["Id", "Name"]),
    ("Task", &["Token"]),
];

/// What is wrong with a Context Object that the request gives.
pub(crate) fn check(given: &Value, state: &State) -> Result<(), String> {
    let members = given.as_object().ok_or("It must be a JSON object")?;
    for (name, value) in members.iter() {
        if &**name == "Map" {
            return Err("'Map' field is not supported when mocking a Context object".into());
        }
        let Some((_, allowed)) = ALLOWED.iter().find(|(member, _)| *member == &**name) else {
            return Err(format!("Field '{name}' is not allowed"));
        };
        let inner = value.as_object().into_iter().flat_map(Object::keys);
        if let Some(field) = inner.into_iter().find(|field| !allowed.contains(&&***field)) {
            return Err(format!("Field '{field}' is not allowed"));
        }
    }
    if members.contains_key("Task") && !waits(state) {
        return Err("Context object contains 'Task' when state is not a Task state with a '.sync' or \
                    '.waitForTaskToken' service integration pattern"
            .into());
    }
    Ok(())
}

fn waits(state: &State) -> bool {
    state.task().is_some_and(|task| {
        matches!(&task.resource, Resource::Service { pattern, .. } if *pattern != IntegrationPattern::RequestResponse)
    })
}

/// The account of the made-up ARNs.
const ACCOUNT: &str = "111111111111";

/// The Context Object that AWS makes up: an Express execution without `RedriveCount`, and a state
/// called `StateName` (recorded: `aws-recorded` §7).
pub(crate) fn made_up(request: &Request, machine: &StateMachine, state: &State, now: Timestamp) -> Value {
    let name = Seed(1).split("test-state").stream().uuid();
    let machine_name = Seed(2).split("test-state").stream().uuid();
    let arn = |kind: &str, rest: &str| Value::from(format!("arn:aws:states:us-east-1:{ACCOUNT}:{kind}:{rest}"));
    let mut context = Object::new();
    context.insert(
        "Execution",
        Value::from([
            ("Id", arn("express", &format!("{machine_name}:{name}"))),
            ("Input", request.input.clone()),
            ("StartTime", now.to_string().into()),
            ("Name", name.as_str().into()),
            // Only a state that calls something needs a role, and is taken to have one.
            ("RoleArn", request.role_arn.clone().filter(|_| calls(state)).into()),
        ]),
    );
    context.insert(
        "StateMachine",
        Value::from([("Id", arn("stateMachine", &machine_name)), ("Name", machine_name.as_str().into())]),
    );
    context.insert("State", state_member(request, state, now));
    if is_iterated(machine, state) {
        // The first iteration (Developer Guide, TestState, "Automatic Context population").
        let item = Value::from([("Index", 0.into()), ("Value", request.input.clone())]);
        context.insert("Map", Value::from([("Item", item)]));
    }
    if is_callback(state) {
        context.insert("Task", Value::from([("Token", Seed(3).split("test-state").stream().uuid().into())]));
    }
    context.into()
}

/// Is the state, at any depth, inside a Map?
fn is_iterated(machine: &StateMachine, state: &State) -> bool {
    let owner = machine.container(state.container).owner;
    matches!(owner, Owner::ItemProcessor(_))
        || owner.state().is_some_and(|outer| is_iterated(machine, machine.state(outer)))
}

fn state_member(request: &Request, state: &State, now: Timestamp) -> Value {
    let mut member = Object::new();
    member.insert("Name", "StateName".into());
    member.insert("EnteredTime", now.to_string().into());
    if calls(state) {
        member.insert("RetryCount", request.configuration.retrier_retry_count.into());
    }
    member.into()
}

fn calls(state: &State) -> bool {
    matches!(state.state_type(), Some(StateType::Task | StateType::Map | StateType::Parallel))
}

fn is_callback(state: &State) -> bool {
    state.task().is_some_and(|task| {
        matches!(&task.resource, Resource::Service { pattern: IntegrationPattern::WaitForTaskToken, .. })
    })
}
