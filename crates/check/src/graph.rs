//! Which state leads to which.

use definition::{Container, State, StateId, StateMachine, Transition};

/// The transitions of a machine, looked at from both ends.
#[derive(Debug)]
pub(crate) struct Graph {
    referenced: Vec<bool>,
    reachable: Vec<bool>,
    /// Can its branch, iteration or execution end from here?
    ends: Vec<bool>,
    /// The states whose transitions lead to it.
    before: Vec<Vec<StateId>>,
}

impl Graph {
    pub(crate) fn new(machine: &StateMachine) -> Self {
        let none = vec![false; machine.states.len()];
        let before = vec![Vec::new(); machine.states.len()];
        let mut graph = Self { referenced: none.clone(), reachable: none.clone(), ends: none, before };
        let starts = machine.containers.iter().filter_map(Container::start);
        let targets = machine.states.iter().flat_map(State::targets).filter_map(|target| target.state);
        for id in starts.chain(targets) {
            graph.referenced[id.0 as usize] = true;
        }
        graph.walk(machine);
        graph.walk_back(machine);
        graph
    }

    fn walk(&mut self, machine: &StateMachine) {
        let mut open: Vec<StateId> = machine.root().start().into_iter().collect();
        while let Some(id) = open.pop() {
            if !std::mem::replace(&mut self.reachable[id.0 as usize], true) {
                let state = machine.state(id);
                open.extend(state.targets().iter().filter_map(|target| target.state));
                open.extend(state.containers().iter().filter_map(|&inner| machine.container(inner).start()));
            }
        }
    }

    /// From every end to all that lead there.
    fn walk_back(&mut self, machine: &StateMachine) {
        for state in &machine.states {
            for target in state.targets().iter().filter_map(|target| target.state) {
                self.before[target.0 as usize].push(state.id);
            }
        }
        let ends = |state: &&State| state.is_terminal() || lacks_transition(state) || leads_nowhere(state);
        let mut open: Vec<StateId> = machine.states.iter().filter(ends).map(|state| state.id).collect();
        while let Some(id) = open.pop() {
            if !std::mem::replace(&mut self.ends[id.0 as usize], true) {
                open.extend(&self.before[id.0 as usize]);
            }
        }
    }

    /// Can the branch, iteration or execution end from this state?
    pub(crate) fn can_end(&self, id: StateId) -> bool {
        self.ends[id.0 as usize]
    }

    /// The states whose transitions lead to this one.
    pub(crate) fn before(&self, id: StateId) -> &[StateId] {
        &self.before[id.0 as usize]
    }

    /// Does a `StartAt` or a transition name the state?
    pub(crate) fn is_referenced(&self, id: StateId) -> bool {
        self.referenced[id.0 as usize]
    }

    /// Can an execution get to the state?
    pub(crate) fn is_reachable(&self, id: StateId) -> bool {
        self.reachable[id.0 as usize]
    }
}

/// Does one of the container's transitions name its state by a `${Substitution}`? Then nobody
/// can say yet where it leads.
pub(crate) fn has_substituted_target(machine: &StateMachine, container: &Container) -> bool {
    let states = container.states.iter().map(|&id| machine.state(id));
    let mut targets = states.flat_map(State::targets).chain(&container.start_at);
    targets.any(|target| crate::template::is_substitution(&target.name))
}

/// Does one of its transitions name no state? That is reported; where it leads nobody knows.
fn leads_nowhere(state: &State) -> bool {
    state.targets().iter().any(|target| target.state.is_none())
}

/// Does the state say neither how it goes on nor that it ends, although it must?
pub(crate) fn lacks_transition(state: &State) -> bool {
    use definition::StateKind::{Map, Parallel, Pass, Task, Wait};
    let must = matches!(state.kind, Some(Map(_) | Parallel(_) | Pass { .. } | Task(_) | Wait(_)) | None);
    must && matches!(state.transition, Transition::None)
}
