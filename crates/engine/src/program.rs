//! A definition made ready to run: what would be put together again at every visit.

use crate::TaskResource;
use definition::{Resource, StateId, StateMachine};
use std::cell::OnceCell;
use std::rc::Rc;

/// A definition made ready to run.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) machine: Rc<StateMachine>,
    /// What the Task events say of each state's resource, put together at its first visit.
    resources: Vec<OnceCell<Option<TaskResource>>>,
}

impl Program {
    pub(crate) fn new(machine: Rc<StateMachine>) -> Rc<Self> {
        let resources = vec![OnceCell::new(); machine.states.len()];
        Rc::new(Self { machine, resources })
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
