//! Moving a state to another place of the flow.

use crate::connect::redirect;
use crate::delete::detach;
use crate::draft::Draft;
use crate::exit::{is_linear, successor};
use crate::{Exit, exits_into, exits_of};
use definition::{StateId, StateMachine};
use text::Edit;

/// The exits onto which a state can be moved, in the order of the text; none when its own exits do not allow it.
pub fn places_for(machine: &StateMachine, state: StateId) -> Vec<Exit> {
    // What leads to a state at the end can end instead only if it is a `Next`.
    let closes = || exits_into(machine, state).into_iter().all(|exit| matches!(exit, Exit::Next(_)));
    if !is_linear(machine, state) || !(successor(machine, state).is_some() || closes()) {
        return Vec::new();
    }
    let container = machine.state(state).container;
    let siblings = machine.container(container).states.iter();
    let exits = siblings.flat_map(|&sibling| exits_of(machine, sibling));
    let leads_elsewhere = |exit: &Exit| exit.state() != Some(state) && exit.target(machine) != Some(state);
    std::iter::once(Exit::Start(container)).chain(exits).filter(leads_elsewhere).collect()
}

/// Take a state out of the flow, and put it between an exit and the state that the exit leads to.
/// No edits when that is none of [its places](places_for).
pub fn move_onto(machine: &StateMachine, state: StateId, exit: Exit) -> Vec<Edit> {
    if !places_for(machine, state).contains(&exit) {
        return Vec::new();
    }
    let next = successor(machine, state);
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
