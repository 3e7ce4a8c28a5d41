//! The places of a definition that name the state to go to.

use crate::place::{container_path, state_path};
use definition::{ContainerId, StateId, StateMachine, StateType, Transition};
use json::edit::Step;

/// A place that names the state to go to, or says that the flow ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// `StartAt`
    Start(ContainerId),
    /// `Next` or `End`
    Next(StateId),
    /// `Next` of a Choice rule, counted from 0
    Rule(StateId, u32),
    /// `Default`
    Default(StateId),
    /// `Next` of a Catcher, counted from 0
    Catch(StateId, u32),
}

impl Exit {
    /// The state that is left; none for `StartAt`.
    pub fn state(self) -> Option<StateId> {
        match self {
            Self::Start(_) => None,
            Self::Next(state) | Self::Rule(state, _) | Self::Default(state) | Self::Catch(state, _) => Some(state),
        }
    }

    /// The container whose states it may name.
    pub fn container(self, machine: &StateMachine) -> ContainerId {
        match self {
            Self::Start(container) => container,
            _ => self.state().map_or(ContainerId(0), |state| machine.state(state).container),
        }
    }

    /// The state that it names.
    pub fn target(self, machine: &StateMachine) -> Option<StateId> {
        let named = match self {
            Self::Start(container) => machine.container(container).start_at.as_ref(),
            Self::Next(state) => match &machine.state(state).transition {
                Transition::Next(target) => Some(target),
                _ => None,
            },
            Self::Rule(state, at) => machine.state(state).choice()?.rules.get(at as usize)?.next.as_ref(),
            Self::Default(state) => machine.state(state).choice()?.default.as_ref(),
            Self::Catch(state, at) => machine.state(state).catch.get(at as usize)?.next.as_ref(),
        };
        named?.state
    }

    /// The path of the object that holds the field, and the field.
    pub(crate) fn field(self, machine: &StateMachine) -> (Vec<Step<'_>>, &'static str) {
        let entry = |state, list, at: u32| {
            [state_path(machine, state), vec![Step::Key(list), Step::Index(at as usize)]].concat()
        };
        match self {
            Self::Start(container) => (container_path(machine, container), "StartAt"),
            Self::Next(state) => (state_path(machine, state), "Next"),
            Self::Rule(state, at) => (entry(state, "Choices", at), "Next"),
            Self::Default(state) => (state_path(machine, state), "Default"),
            Self::Catch(state, at) => (entry(state, "Catch", at), "Next"),
        }
    }
}

/// The exits of a state, in the order in which it is written. Succeed and Fail have none.
pub fn exits_of(machine: &StateMachine, state: StateId) -> Vec<Exit> {
    let found = machine.state(state);
    let rules = found.choice().map_or(0, |choice| choice.rules.len() as u32);
    let own = match found.state_type() {
        Some(StateType::Choice) => Some(Exit::Default(state)),
        Some(StateType::Succeed | StateType::Fail) => None,
        _ => Some(Exit::Next(state)),
    };
    let catchers = (0..found.catch.len() as u32).map(|at| Exit::Catch(state, at));
    (0..rules).map(|at| Exit::Rule(state, at)).chain(own).chain(catchers).collect()
}

/// The exits of a container that lead to a state: `StartAt` first.
pub fn exits_into(machine: &StateMachine, state: StateId) -> Vec<Exit> {
    let container = machine.state(state).container;
    let siblings = machine.container(container).states.iter();
    let exits = std::iter::once(Exit::Start(container)).chain(siblings.flat_map(|&sibling| exits_of(machine, sibling)));
    exits.filter(|exit| exit.target(machine) == Some(state)).collect()
}

/// Where the flow goes from a state when nothing fails; a Choice's `Default`, else its first rule.
pub(crate) fn successor(machine: &StateMachine, state: StateId) -> Option<StateId> {
    let mut normal: Vec<Exit> =
        exits_of(machine, state).into_iter().filter(|exit| !matches!(exit, Exit::Catch(..))).collect();
    normal.sort_by_key(|exit| matches!(exit, Exit::Rule(..)));
    normal.into_iter().filter_map(|exit| exit.target(machine)).find(|&next| next != state)
}

/// Does exactly one way lead on from it, `Next` or `End`?
pub(crate) fn is_linear(machine: &StateMachine, state: StateId) -> bool {
    exits_of(machine, state).contains(&Exit::Next(state))
}

/// Where one more state goes when a person looks at a state: behind it, or before it where
/// nothing can follow; at the start when nothing is looked at.
pub fn exit_behind(machine: &StateMachine, state: Option<StateId>) -> Exit {
    let start = Exit::Start(state.map_or(ContainerId(0), |state| machine.state(state).container));
    let Some(state) = state else { return start };
    let own = exits_of(machine, state).into_iter().find(|exit| matches!(exit, Exit::Next(_) | Exit::Default(_)));
    own.or_else(|| exits_into(machine, state).first().copied()).unwrap_or(start)
}
