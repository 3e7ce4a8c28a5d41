//! A definition made ready to run: what would be put together again at every visit.

use crate::{Decision, TaskResource};
use definition::{Resource, StateId, StateMachine};
use std::cell::OnceCell;
use std::rc::Rc;

/// A definition made ready to run.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) machine: Rc<StateMachine>,
    /// What the Task events say of each state's resource, put together at its first visit.
    resources: Vec<OnceCell<Option<TaskResource>>>,
    /// Why a visit of each state went on as its `Next` or `End` says: the same at every visit.
    continuations: Vec<OnceCell<Rc<Decision>>>,
}

impl Program {
    pub(crate) fn new(machine: Rc<StateMachine>) -> Rc<Self> {
        let resources = vec![OnceCell::new(); machine.states.len()];
        let continuations = vec![OnceCell::new(); machine.states.len()];
        Rc::new(Self { machine, resources, continuations })
    }

    /// The decision to go where `Next` or `End` says.
    pub(crate) fn continued(&self, state: StateId, next: Option<StateId>) -> Rc<Decision> {
        let decision = || Rc::new(Decision::Continued { next });
        self.continuations.get(state.0 as usize).map_or_else(decision, |known| known.get_or_init(decision).clone())
    }

    /// `resourceType` and `resource` of a Task that calls a service.
    pub(crate) fn resource(&self, state: StateId) -> Option<&TaskResource> {
        let resource = || task_resource(&self.machine.state(state).task()?.resource);
        self.resources.get(state.0 as usize)?.get_or_init(resource).as_ref()
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
