//! A definition made ready to run: what would be put together again at every visit.

use crate::TaskResource;
use definition::{Resource, StateId, StateMachine};
use std::rc::Rc;

/// A definition made ready to run.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) machine: Rc<StateMachine>,
    /// What the Task events say of each state's resource.
    resources: Vec<Option<TaskResource>>,
    /// Does the state's text name a function that draws random numbers?
    chance: Vec<bool>,
}

/// Functions of both query languages that draw random numbers, by a part of their names.
const CHANCE: [&str; 5] = ["MathRandom", "UUID", "random", "uuid", "shuffle"];

impl Program {
    pub(crate) fn new(machine: Rc<StateMachine>) -> Rc<Self> {
        let resource = |state: &definition::State| task_resource(&state.task()?.resource);
        let resources = machine.states.iter().map(resource).collect();
        let text = &machine.document.text;
        let draws = |state: &definition::State| CHANCE.iter().any(|name| state.span.of(text).contains(name));
        let chance = machine.states.iter().map(draws).collect();
        Rc::new(Self { machine, resources, chance })
    }

    /// May the state's expressions draw random numbers?
    pub(crate) fn uses_chance(&self, state: StateId) -> bool {
        self.chance.get(state.0 as usize).copied().unwrap_or(false)
    }

    /// `resourceType` and `resource` of a Task that calls a service.
    pub(crate) fn resource(&self, state: StateId) -> Option<&TaskResource> {
        self.resources.get(state.0 as usize)?.as_ref()
    }
}

fn task_resource(resource: &Resource) -> Option<TaskResource> {
    match resource {
        Resource::Service { service, action, pattern } => Some(TaskResource {
            resource_type: service.clone(),
            resource: format!("{action}{}", pattern.suffix()).into(),
        }),
        _ => None,
    }
}
