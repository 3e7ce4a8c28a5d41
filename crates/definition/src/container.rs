//! A `StartAt` with its `States`: the machine itself, a branch, or an item processor.

use crate::lower::Lowering;
use crate::{QueryLanguage, StateId, Target};
use json::{Node, Text};
use std::collections::HashMap;
use text::Span;

/// Names a container of one machine; 0 is the machine itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContainerId(pub u32);

/// What a container belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// It is the machine itself.
    Machine,
    /// It is the branch with this index of a Parallel state.
    Branch(StateId, u32),
    /// It is the item processor of a Map state.
    ItemProcessor(StateId),
}

impl Owner {
    /// The Parallel or Map state around it.
    pub fn state(self) -> Option<StateId> {
        match self {
            Self::Machine => None,
            Self::Branch(state, _) | Self::ItemProcessor(state) => Some(state),
        }
    }
}

/// A `StartAt` with its `States`. No transition crosses its border.
#[derive(Clone, Debug)]
pub struct Container {
    /// Its id.
    pub id: ContainerId,
    /// What it belongs to.
    pub owner: Owner,
    /// `StartAt`
    pub start_at: Option<Target>,
    /// Its states in document order.
    pub states: Vec<StateId>,
    /// Place of the whole object.
    pub span: Span,
    /// AWS's location of it: empty for the machine, else such as `/States/P/Branches[0]`.
    pub location: String,
    names: HashMap<Text, StateId>,
}

impl Container {
    /// The state called `name`; the last one, when a name is given twice.
    pub fn find(&self, name: &str) -> Option<StateId> {
        self.names.get(name).copied()
    }

    /// The first state.
    pub fn start(&self) -> Option<StateId> {
        self.start_at.as_ref()?.state
    }
}

/// Lower a container and everything in it.
pub(crate) fn lower(
    lowering: &mut Lowering,
    node: &Node,
    owner: Owner,
    location: String,
    language: QueryLanguage,
) -> ContainerId {
    let id = ContainerId(lowering.containers.len() as u32);
    let container =
        Container { id, owner, start_at: None, states: Vec::new(), span: node.span, location, names: HashMap::new() };
    lowering.containers.push(container);
    for member in node.get("States").map(Node::members).unwrap_or_default() {
        let state = crate::state::lower(lowering, member, id, language);
        let container = &mut lowering.containers[id.0 as usize];
        container.states.push(state);
        container.names.insert(member.key.value.clone(), state);
    }
    let start_at = node.get("StartAt").and_then(Target::lower);
    let container = &mut lowering.containers[id.0 as usize];
    container.start_at = start_at;
    resolve(lowering, id);
    id
}

/// Let every transition of the container point at its state.
fn resolve(lowering: &mut Lowering, id: ContainerId) {
    let container = &mut lowering.containers[id.0 as usize];
    let names = &container.names;
    let point = |target: &mut Target| target.state = names.get(&target.name).copied();
    if let Some(start_at) = &mut container.start_at {
        point(start_at);
    }
    for state in &container.states {
        lowering.states[state.0 as usize].targets_mut().into_iter().for_each(point);
    }
}
