//! Which variables the states assign and read, and where an assignment can have happened.

use crate::expressions::Found;
use definition::{Assignment, Container, Owner, ProcessorMode, State, StateMachine};
use jsonpath::Root;
use std::collections::BTreeSet;
use std::rc::Rc;
use text::Span;

/// Names of variables; shared, for most states have assigned what the one before has.
type Names = Rc<BTreeSet<json::Text>>;

/// The variables of a machine.
#[derive(Debug)]
pub(crate) struct Variables {
    /// By container: what its own states assign.
    assigned: Vec<Names>,
    /// By container: what the states of the containers around it assign.
    outer: Vec<Names>,
    /// By state: what may have been assigned when an execution gets there. Nothing is worked out
    /// for a machine of very many variables, since each state has its own set.
    before: Option<Vec<Names>>,
}

/// More variables than this come from a generator.
const MAX_FOLLOWED: usize = 200;

impl Variables {
    pub(crate) fn new(machine: &StateMachine) -> Self {
        let assigned: Vec<Names> = machine.containers.iter().map(|container| assigned_in(machine, container)).collect();
        let is_followed = assigned.iter().map(|names| names.len()).sum::<usize>() <= MAX_FOLLOWED;
        let before = is_followed.then(|| vec![Names::default(); machine.states.len()]);
        let mut variables = Self { assigned, outer: Vec::new(), before };
        // An outer container always comes before the ones inside it.
        for container in &machine.containers {
            variables.enter(machine, container);
        }
        variables
    }

    fn enter(&mut self, machine: &StateMachine, container: &Container) {
        let owner =
            container.owner.state().map(|id| machine.state(id)).filter(|owner| !is_distributed(container, owner));
        let outer = owner.map_or_else(Names::default, |owner| {
            let place = owner.container.0 as usize;
            union(&self.outer[place], &self.assigned[place])
        });
        self.outer.push(outer);
        if let Some(before) = &mut self.before {
            let around = owner.map_or_else(Names::default, |owner| before[owner.id.0 as usize].clone());
            walk(machine, container, around, before);
        }
    }

    /// Does some state assign the variable where this state can read it?
    pub(crate) fn is_assigned(&self, state: &State, name: &str) -> bool {
        self.assigned[state.container.0 as usize].contains(name) || self.is_outer(state, name)
    }

    /// Does a state around this one's branch or iteration assign the variable?
    pub(crate) fn is_outer(&self, state: &State, name: &str) -> bool {
        self.outer[state.container.0 as usize].contains(name)
    }

    /// Can the variable have a value when an execution gets to this state?
    pub(crate) fn may_have_value(&self, state: &State, name: &str) -> bool {
        self.before.as_ref().is_none_or(|before| before[state.id.0 as usize].contains(name))
    }

    /// All variables that this state can read.
    pub(crate) fn visible<'a>(&'a self, state: &State) -> impl Iterator<Item = &'a str> {
        let place = state.container.0 as usize;
        self.assigned[place].iter().chain(&*self.outer[place]).map(|name| &**name)
    }
}

/// Hand on what is assigned along every way through a container.
fn walk(machine: &StateMachine, container: &Container, around: Names, before: &mut [Names]) {
    let Some(start) = container.start() else { return };
    before[start.0 as usize] = around;
    let (mut open, mut seen) = (BTreeSet::from([start]), BTreeSet::new());
    while let Some(id) = open.pop_first() {
        seen.insert(id);
        let state = machine.state(id);
        let own: Names = Rc::new(assignments(state).map(|assignment| assignment.name.clone()).collect());
        let after = union(&before[id.0 as usize], &own);
        for next in state.targets().iter().filter_map(|target| target.state) {
            let known = &mut before[next.0 as usize];
            let merged = union(known, &after);
            if merged.len() > known.len() || !seen.contains(&next) {
                *known = merged;
                open.insert(next);
            }
        }
    }
}

fn union(one: &Names, other: &Names) -> Names {
    if other.is_subset(one) { one.clone() } else { Rc::new(one.union(other).cloned().collect()) }
}

/// The child executions of a distributed Map see none of the variables around it (developer
/// guide, "Passing data between states with variables").
fn is_distributed(container: &Container, owner: &State) -> bool {
    matches!(container.owner, Owner::ItemProcessor(_))
        && owner.map().is_some_and(|map| map.mode == ProcessorMode::Distributed)
}

fn assigned_in(machine: &StateMachine, container: &Container) -> Names {
    let assignments = container.states.iter().flat_map(|&id| assignments(machine.state(id)));
    Rc::new(assignments.map(|assignment| assignment.name.clone()).collect())
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
