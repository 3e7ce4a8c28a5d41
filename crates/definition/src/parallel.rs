//! Parallel.

use crate::lower::Lowering;
use crate::{ContainerId, Owner, QueryLanguage, StateId, container};
use json::Node;

/// The fields that only a Parallel has.
#[derive(Clone, Debug)]
pub struct Parallel {
    /// `Branches`
    pub branches: Vec<ContainerId>,
}

// A Parallel's own QueryLanguage is not inherited by its branches (floci#2968).
pub(crate) fn lower(
    lowering: &mut Lowering,
    node: &Node,
    id: StateId,
    location: &str,
    machine: QueryLanguage,
) -> Parallel {
    let branches = node.get("Branches").map(Node::items).unwrap_or_default();
    let branches = (0..).zip(branches).map(|(index, branch)| {
        container::lower(lowering, branch, Owner::Branch(id, index), format!("{location}/Branches[{index}]"), machine)
    });
    Parallel { branches: branches.collect() }
}
