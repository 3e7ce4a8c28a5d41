//! Where a state or container stands in the document.

use definition::{ContainerId, Owner, StateId, StateMachine};
use json::edit::Step;

/// The path of a container's object.
pub(crate) fn container_path(machine: &StateMachine, container: ContainerId) -> Vec<Step<'_>> {
    match machine.container(container).owner {
        Owner::Machine => Vec::new(),
        Owner::Branch(state, at) => {
            let branch = [Step::Key("Branches"), Step::Index(at as usize)];
            [state_path(machine, state), branch.to_vec()].concat()
        }
        Owner::ItemProcessor(state) => {
            let path = state_path(machine, state);
            let modern = [path.clone(), vec![Step::Key("ItemProcessor")]].concat();
            let root = machine.document.root.as_ref();
            match root.and_then(|root| json::edit::follow(root, &modern)) {
                Some(_) => modern,
                None => [path, vec![Step::Key("Iterator")]].concat(),
            }
        }
    }
}

/// The path of a container's `States`.
pub(crate) fn states_path(machine: &StateMachine, container: ContainerId) -> Vec<Step<'_>> {
    [container_path(machine, container), vec![Step::Key("States")]].concat()
}

/// The path of a state's object.
pub fn state_path(machine: &StateMachine, state: StateId) -> Vec<Step<'_>> {
    let state = machine.state(state);
    [states_path(machine, state.container), vec![Step::Key(&state.name)]].concat()
}

/// A location as AWS writes it, of a state that may not be there yet.
pub(crate) fn location(machine: &StateMachine, container: ContainerId, name: &str) -> String {
    format!("{}/States/{name}", machine.container(container).location)
}

/// The place of a state among its siblings.
pub(crate) fn place_of(machine: &StateMachine, state: StateId) -> usize {
    let siblings = &machine.container(machine.state(state).container).states;
    siblings.iter().position(|&sibling| sibling == state).unwrap_or(siblings.len())
}
