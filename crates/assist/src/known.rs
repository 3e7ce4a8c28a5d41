//! What is known of the data before anything has run.

use crate::RunData;
use definition::{Assignment, IntegrationPattern, Owner, Resource, State, StateMachine};
use json::{Object, Text, Value};

/// The members of the Context Object (developer guide, "Accessing execution data from the Context object").
const CONTEXT: [(&str, &[&str]); 3] = [
    ("Execution", &["Id", "Input", "Name", "RoleArn", "StartTime", "RedriveCount", "RedriveTime"]),
    ("State", &["EnteredTime", "Name", "RetryCount"]),
    ("StateMachine", &["Id", "Name"]),
];

/// What a run has shown, and where it has not come yet what the definition and the services' documentation tell.
pub(crate) struct Known<'a> {
    /// The machine.
    pub machine: &'a StateMachine,
    /// What a run has shown.
    pub data: &'a dyn RunData,
}

impl RunData for Known<'_> {
    fn input(&self, state: &State, field: &str) -> Option<Value> {
        let documented = || documented(state).filter(|_| field == "ResultSelector");
        self.data.input(state, field).or_else(documented)
    }

    fn result(&self, state: &State) -> Option<Value> {
        self.data.result(state).or_else(|| documented(state))
    }

    fn context(&self, state: &State) -> Option<Value> {
        self.data.context(state).or_else(|| Some(self.context_members(state)))
    }

    fn variables(&self, state: &State) -> Vec<(Text, Value)> {
        let mut variables = self.data.variables(state);
        for assignment in self.machine.states.iter().flat_map(assignments) {
            if variables.iter().all(|(name, _)| *name != assignment.name) {
                variables.push((assignment.name.clone(), Value::Null));
            }
        }
        variables
    }
}

impl Known<'_> {
    fn context_members(&self, state: &State) -> Value {
        let mut context: Object =
            CONTEXT.iter().map(|(name, members)| ((*name).into(), unknown(members.iter().copied()))).collect();
        let is_item = matches!(self.machine.container(state.container).owner, Owner::ItemProcessor(_));
        if is_item || state.map().is_some() {
            context.insert("Map", Value::from([("Item", unknown(["Index", "Value"].into_iter()))]));
        }
        let waits = state.task().is_some_and(|task| {
            matches!(task.resource, Resource::Service { pattern: IntegrationPattern::WaitForTaskToken, .. })
        });
        if waits {
            context.insert("Task", unknown(["Token"].into_iter()));
        }
        context.into()
    }
}

/// An object of which only the names are known.
fn unknown<'n>(names: impl Iterator<Item = &'n str>) -> Value {
    names.map(|name| (name.into(), Value::Null)).collect::<Object>().into()
}

/// What the documentation says of the answer of a Task's service.
fn documented(state: &State) -> Option<Value> {
    let Resource::Service { service, action, pattern } = &state.task()?.resource else { return None };
    let known = catalogue::integration(service, action)?;
    let fields = match pattern {
        IntegrationPattern::RequestResponse => &known.output,
        IntegrationPattern::Sync | IntegrationPattern::Sync2 => &known.sync_output,
        IntegrationPattern::WaitForTaskToken => return None,
    };
    Some(unknown(fields.iter().map(|field| field.name)))
}

fn assignments(state: &State) -> impl Iterator<Item = &Assignment> {
    let rules = state.choice().into_iter().flat_map(|choice| &choice.rules).flat_map(|rule| &rule.assign);
    state.assign.iter().chain(rules).chain(state.catch.iter().flat_map(|catcher| &catcher.assign))
}
