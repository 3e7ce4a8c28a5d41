//! What a Map gives to its iterations, asked for before any of them starts (TestState's
//! `afterItemSelector`, `afterItemBatcher` and `afterItemsPointer`).

use crate::errors::Fault;
use crate::states::map_items;
use crate::strand::{MapRunTurn, Next, StrandId};
use crate::{Failure, Run};
use definition::{ProcessorMode, State};
use json::{Object, Text, Value};

/// What the iterations or child executions of a Map get.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapInputs {
    /// The items: an array, or the object whose members they are.
    pub items: Value,
    /// What each iteration gets of its item: an array.
    pub selected: Option<Value>,
    /// The batches, with an ItemBatcher.
    pub batches: Option<Value>,
}

impl Run {
    /// The inputs of the Map that the root execution has entered; `None` until its items are known.
    pub fn map_inputs(&mut self, state: &State) -> Option<Result<MapInputs, Failure>> {
        let id = self.root().strand;
        let is_loaded = matches!(self.strand(id).next, Next::MapRun(MapRunTurn::StartItem) | Next::Joined);
        if state.map()?.mode == ProcessorMode::Distributed && !is_loaded {
            return None;
        }
        self.map_items(id)?;
        Some(self.inputs(id, state).map_err(|fault| fault.failure))
    }

    fn inputs(&mut self, id: StrandId, state: &State) -> Result<MapInputs, Fault> {
        let Some(items) = self.map_items(id).cloned() else { return Ok(MapInputs::default()) };
        let count = items.values.len() as u32;
        let selected = (0..count).map(|index| map_items::select(self, id, state, items.item(index), &items.input));
        let selected = Some(Value::Array(selected.collect::<Result<_, _>>()?));
        let batches = self.map_run(id).and_then(|map_run| map_run.batches.clone()).map(Value::Array);
        let items = match items.keys {
            None => Value::Array(items.values),
            Some(keys) => {
                let keys = keys.iter().filter_map(|key| key.as_str().map(Text::from));
                keys.zip(items.values.iter().cloned()).collect::<Object>().into()
            }
        };
        Ok(MapInputs { items, selected, batches })
    }
}
