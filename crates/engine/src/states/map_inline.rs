//! Map, inline: the same states for every item, as part of this execution.
//!
//! Entered → ItemsPath | Items → Started → iterations … → Succeeded → Exited
//!                                                      → Failed → retry | catch | fails
//! Iteration: Started → ItemSelector → states … → Succeeded | Failed | Aborted

use super::map_items;
use crate::errors::Fault;
use crate::evaluator::Evaluator;
use crate::join::{Items, Join};
use crate::strand::{Next, Strand, StrandId};
use crate::{Attempt, DataFlow, EventDetails, EventId, Run, data_flow, quotas};
use definition::{Map, State, StateKind};
use json::{Text, Value};

pub(crate) fn execute(run: &mut Run, id: StrandId, state: &State, map: &Map) {
    let mut evaluator = run.evaluator(id, state);
    let mut flow = data_flow::take_flow(run, id);
    let plan = plan(&mut evaluator, map, &mut flow);
    data_flow::put_flow(run, id, flow);
    match plan {
        Ok((items, limit)) => start(run, id, items, limit),
        Err(fault) => run.fault(id, state, fault),
    }
}

/// The items and how many iterations may run at the same time.
pub(crate) fn plan(evaluator: &mut Evaluator<'_>, map: &Map, flow: &mut DataFlow) -> Result<(Items, u32), Fault> {
    refuse_distributed_fields(evaluator, map)?;
    let input = data_flow::effective_input(evaluator, flow)?;
    let items = map_items::items(evaluator, map, &input, flow)?;
    let limit = map_items::max_concurrency(evaluator, map, &input)?;
    let limit = if limit == 0 { quotas::INLINE_MAP_CONCURRENCY } else { limit.min(quotas::INLINE_MAP_CONCURRENCY) };
    Ok((items, limit))
}

/// A definition with these is created, and fails when it runs (as others found on AWS).
fn refuse_distributed_fields(evaluator: &Evaluator<'_>, map: &Map) -> Result<(), Fault> {
    if map.item_reader.is_none() && map.item_batcher.is_none() && map.result_writer.is_none() {
        return Ok(());
    }
    Err(evaluator.runtime("The ItemReader, ItemBatcher and ResultWriter fields are not supported for INLINE maps"))
}

fn start(run: &mut Run, id: StrandId, items: Items, limit: u32) {
    let length = items.values.len() as u32;
    let started = run.emit(id, EventDetails::MapStateStarted { length });
    let attempt = Attempt::new(None, run.now, started);
    run.change_visit(id, |visit| visit.begin_attempt(attempt));
    run.strand_mut(id).join = Some(Box::new(Join::of_items(length, items)));
    if length == 0 {
        return run.schedule(id, Next::Joined);
    }
    for _ in 0..limit.min(length) {
        start_next(run, id, started);
    }
}

/// Put the next iteration on the agenda, if there is one left. Its first event points at `previous`.
pub(crate) fn start_next(run: &mut Run, id: StrandId, previous: EventId) {
    let Some(processor) = processor(run, id) else { return };
    let name = name(run, id);
    let Some(items) = run.strand_mut(id).join.as_mut().and_then(|join| join.items.as_mut()) else { return };
    let index = items.next;
    if index as usize >= items.values.len() {
        return;
    }
    let item = items.item(index);
    items.next += 1;
    let outer = run.strand(id);
    let seed = outer.seed.split(&name).split_number(u64::from(index));
    let mut strand = Strand::new(outer.execution, processor, seed, outer.variables.inner());
    strand.parent = Some((id, index));
    strand.last_event = previous;
    strand.map_item = Some(item);
    let child = run.add_strand(strand);
    if let Some(join) = &mut run.strand_mut(id).join {
        join.running.push(child);
    }
    run.schedule(child, Next::Begin);
}

/// MapIterationStarted, and what the iteration works on.
pub(crate) fn begin(run: &mut Run, id: StrandId) {
    let Some((parent, index)) = run.strand(id).parent else { return };
    let name = name(run, parent);
    run.emit(id, EventDetails::MapIterationStarted { name, index });
    let program = run.program(id);
    let Some(state) = run.current_visit(parent).map(|visit| program.machine.state(visit.state)) else { return };
    match iteration_input(run, id, parent, state) {
        Ok(input) => {
            let next = match program.machine.container(run.strand(id).container).start() {
                Some(start) => Next::Enter { state: start, input },
                None => Next::Finish { output: input },
            };
            run.schedule(id, next);
        }
        Err(fault) => run.fault_finally(id, state, fault),
    }
}

fn iteration_input(run: &mut Run, id: StrandId, parent: StrandId, state: &State) -> Result<Value, Fault> {
    let item = run.strand(id).map_item.clone().unwrap_or_default();
    let input = run.map_input(parent);
    map_items::select(run, parent, state, item, &input)
}

/// Name of the Map that a strand is in.
pub(crate) fn name(run: &Run, id: StrandId) -> Text {
    let machine = run.executions[run.strand(id).execution.0 as usize].machine();
    run.current_visit(id).map(|visit| machine.state(visit.state).name.clone()).unwrap_or_default()
}

fn processor(run: &Run, id: StrandId) -> Option<definition::ContainerId> {
    let machine = run.executions[run.strand(id).execution.0 as usize].machine();
    match &machine.state(run.current_visit(id)?.state).kind {
        Some(StateKind::Map(map)) => map.processor,
        _ => None,
    }
}
