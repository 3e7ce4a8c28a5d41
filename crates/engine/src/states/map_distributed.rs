//! Map, distributed: every item (or batch) is a child execution of its own.

use crate::join::Join;
use crate::strand::StrandId;
use crate::{ExecutionId, Run};
use definition::{Map, State};

pub(crate) fn execute(run: &mut Run, id: StrandId, state: &State, map: &Map) {
    super::map_inline::execute(run, id, state, map);
}

/// The child execution of an item ended.
pub(crate) fn item_ended(_run: &mut Run, _id: StrandId, _index: u32, _child: ExecutionId) {}

impl Run {
    /// Abort the child executions of a distributed Map.
    pub(crate) fn abort_items(&mut self, _join: &Join) {}
}
