//! Deleting a state.

use crate::connect::redirect;
use crate::draft::Draft;
use crate::exit::successor;
use crate::place::state_path;
use crate::{Change, Exit, exits_into};
use definition::{StateId, StateMachine};

/// Delete a state; what led to it leads on to where it led. `None` for the only state of a
/// container, which must have one.
pub fn delete(machine: &StateMachine, state: StateId) -> Option<Change> {
    let siblings = &machine.container(machine.state(state).container).states;
    let other = siblings.iter().copied().find(|&sibling| sibling != state)?;
    let next = successor(machine, state);
    let mut draft = Draft::of(&machine.document);
    detach(&mut draft, machine, state, next);
    if next.is_none() {
        let start = Exit::Start(machine.state(state).container);
        if start.target(machine) == Some(state) {
            redirect(&mut draft, machine, start, Some(&machine.state(other).name));
        }
    }
    draft.remove(&state_path(machine, state));
    let look_at = next.or_else(|| exits_into(machine, state).into_iter().find_map(Exit::state));
    Some(Change { edits: draft.into_edits(), look_at: look_at.map(|id| machine.state(id).location.clone()) })
}

/// Let everything that leads to a state lead to `next` instead, or end there.
pub(crate) fn detach(draft: &mut Draft, machine: &StateMachine, state: StateId, next: Option<StateId>) {
    // From the last, so that entries that are removed do not move the others.
    for exit in exits_into(machine, state).into_iter().rev().filter(|exit| exit.state() != Some(state)) {
        // A state that led to the deleted one, and is where it led, would go round for ever.
        let next = next.filter(|&next| exit != Exit::Next(next));
        redirect(draft, machine, exit, next.map(|next| &*machine.state(next).name));
    }
}
