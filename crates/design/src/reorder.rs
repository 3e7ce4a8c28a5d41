//! Moving a state to another place of the flow.

use crate::connect::redirect;
use crate::delete::detach;
use crate::draft::Draft;
use crate::exit::{is_linear, successor};
use crate::{Exit, exits_into};
use definition::{StateId, StateMachine};
use text::Edit;

/// Take a state out of the flow, and put it between an exit and the state that the exit leads to.
/// No edits when it stands there already, or when its own exits do not allow it.
pub fn move_onto(machine: &StateMachine, state: StateId, exit: Exit) -> Vec<Edit> {
    let next = successor(machine, state);
    let stays = exit.state() == Some(state) || exit.target(machine) == Some(state);
    let is_sibling = machine.state(state).container == exit.container(machine);
    // What leads to a state at the end can end instead only if it is a `Next`.
    let mut before = exits_into(machine, state).into_iter();
    let closes = next.is_some() || before.all(|exit| matches!(exit, Exit::Next(_)));
    if stays || !is_sibling || !closes || !is_linear(machine, state) {
        return Vec::new();
    }
    let mut draft = Draft::of(&machine.document);
    detach(&mut draft, machine, state, next);
    redirect(&mut draft, machine, exit, Some(&machine.state(state).name));
    let behind = exit.target(machine).map(|behind| &*machine.state(behind).name);
    redirect(&mut draft, machine, Exit::Next(state), behind);
    draft.into_edits()
}

/// Let a state change places with the one behind it.
pub fn move_later(machine: &StateMachine, state: StateId) -> Vec<Edit> {
    match successor(machine, state) {
        Some(next) if is_linear(machine, next) => move_onto(machine, state, Exit::Next(next)),
        _ => Vec::new(),
    }
}

/// Let a state change places with the one before it.
pub fn move_earlier(machine: &StateMachine, state: StateId) -> Vec<Edit> {
    let before = exits_into(machine, state).into_iter().find_map(|exit| match exit {
        Exit::Next(before) if before != state => Some(before),
        _ => None,
    });
    match before {
        Some(before) if is_linear(machine, state) => move_onto(machine, before, Exit::Next(state)),
        _ => Vec::new(),
    }
}
