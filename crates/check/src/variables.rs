//! Which variables the states assign and read.

use crate::expressions::Found;
use definition::{Assignment, Container, Owner, ProcessorMode, State, StateMachine};
use jsonpath::Root;
use std::collections::{BTreeMap, BTreeSet};
use text::Span;

/// The variables of a machine.
#[derive(Debug)]
pub(crate) struct Variables {
    /// By container: what its own states assign, and where first.
    assigned: Vec<BTreeMap<String, Span>>,
    /// By container: what the states of the containers around it assign.
    outer: Vec<BTreeSet<String>>,
}

impl Variables {
    pub(crate) fn new(machine: &StateMachine) -> Self {
        let mut variables = Self { assigned: Vec::new(), outer: Vec::new() };
        for container in &machine.containers {
            variables.assigned.push(assigned_in(machine, container));
        }
        // An outer container always comes before the ones inside it.
        for container in &machine.containers {
            let outer = variables.around(machine, container);
            variables.outer.push(outer);
        }
        variables
    }

    fn around(&self, machine: &StateMachine, container: &Container) -> BTreeSet<String> {
        let Some(owner) = container.owner.state().map(|id| machine.state(id)) else { return BTreeSet::new() };
        if is_distributed(container.owner, owner) {
            return BTreeSet::new();
        }
        let around = owner.container.0 as usize;
        let outer = self.outer.get(around).into_iter().flatten().cloned();
        outer.chain(self.assigned[around].keys().cloned()).collect()
    }

    /// Does some state assign the variable where this state can read it?
    pub(crate) fn is_assigned(&self, state: &State, name: &str) -> bool {
        self.assigned[state.container.0 as usize].contains_key(name) || self.is_outer(state, name)
    }

    /// Does a state around this one's branch or iteration assign the variable?
    pub(crate) fn is_outer(&self, state: &State, name: &str) -> bool {
        self.outer[state.container.0 as usize].contains(name)
    }

    /// All variables that this state can read.
    pub(crate) fn visible<'a>(&'a self, state: &State) -> impl Iterator<Item = &'a str> {
        let place = state.container.0 as usize;
        self.assigned[place].keys().chain(&self.outer[place]).map(String::as_str)
    }
}

/// The child executions of a distributed Map see none of the variables around it (developer
/// guide, "Passing data between states with variables").
fn is_distributed(owner: Owner, state: &State) -> bool {
    matches!(owner, Owner::ItemProcessor(_)) && state.map().is_some_and(|map| map.mode == ProcessorMode::Distributed)
}

fn assigned_in(machine: &StateMachine, container: &Container) -> BTreeMap<String, Span> {
    let mut assigned = BTreeMap::new();
    for assignment in container.states.iter().flat_map(|&id| assignments(machine.state(id))) {
        assigned.entry(assignment.name.to_string()).or_insert(assignment.name_span);
    }
    assigned
}

/// Everything that a state assigns: also in its rules and Catchers.
pub(crate) fn assignments(state: &State) -> impl Iterator<Item = &Assignment> {
    let rules = state.choice().into_iter().flat_map(|choice| &choice.rules).flat_map(|rule| &rule.assign);
    state.assign.iter().chain(rules).chain(state.catch.iter().flat_map(|catcher| &catcher.assign))
}

/// The variables that an expression reads, `states` left out, with their places.
pub(crate) fn reads(found: &Found<'_>) -> Vec<(String, Span)> {
    let mut reads = Vec::new();
    for (path, span) in &found.paths {
        if let Root::Variable(name) = path.root() {
            reads.push((name.to_string(), *span));
        }
    }
    if let Some(expression) = found.jsonata() {
        let variables = found.variables.iter().filter(|variable| variable.name != "states");
        reads.extend(variables.map(|variable| (variable.name.clone(), expression.source_span(variable.span))));
    }
    reads
}
