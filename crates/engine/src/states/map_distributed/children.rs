//! The child executions of a Map Run: one for each item or batch.

use super::fail;
use crate::errors::{self, Fault};
use crate::execution::Parent;
use crate::lifecycle::NewExecution;
use crate::states::map_items;
use crate::strand::{MapRunTurn, Next, StrandId};
use crate::{Execution, ExecutionId, ExecutionStatus, Failure, Run, WorkflowType, result_writer};
use definition::{ContainerId, ExecutionType, Map, State};
use json::Value;
use std::collections::BTreeMap;

/// Recorded: TestState, `mapIterationFailureCount` above the tolerated count.
const THRESHOLD_EXCEEDED: &str = "The specified tolerated failure threshold was exceeded";

/// One more child execution; the next one has a turn of its own.
pub(super) fn start_item(run: &mut Run, id: StrandId, state: &State, map: &Map) {
    let (Some(processor), Some(index)) = (map.processor, next_open(run, id)) else { return };
    let batch = run.map_run(id).and_then(|map_run| map_run.batches.as_ref()?.get(index as usize).cloned());
    let input = match batch.map_or_else(|| item_input(run, id, state, index), Ok) {
        Ok(input) => input,
        Err(fault) => {
            abort_items(run, id);
            return run.fault(id, state, fault);
        }
    };
    let again = unfinished_child(run, id, index);
    let child = again.unwrap_or_else(|| new_child(run, id, state, map, processor, index, input));
    if let Some(join) = &mut run.strand_mut(id).join {
        join.items.iter_mut().for_each(|items| items.next = index + 1);
        join.map_run.iter_mut().for_each(|map_run| map_run.running += 1);
    }
    // Counted first: a child that has nowhere to start ends at once.
    match again {
        Some(child) => run.revive(child),
        None => run.begin_execution(child),
    }
    go_on(run, id);
}

fn new_child(
    run: &mut Run,
    id: StrandId,
    state: &State,
    map: &Map,
    processor: ContainerId,
    index: u32,
    input: Value,
) -> ExecutionId {
    let strand = run.strand(id);
    let seed = strand.seed.split(&state.name).split_number(u64::from(index));
    let parent = &run.executions[strand.execution.0 as usize];
    let label = run.map_run(id).and_then(|map_run| map_run.arn.rsplit(['/', ':']).nth(1).map(String::from));
    let workflow_type = match map.execution_type {
        Some(ExecutionType::Express) => WorkflowType::Express,
        Some(ExecutionType::Standard) => WorkflowType::Standard,
        None => parent.workflow_type,
    };
    let new = NewExecution {
        program: parent.program.clone(),
        container: processor,
        machine_name: format!("{}/{}", parent.machine_name, label.unwrap_or_default()).into(),
        name: seed.split("name").stream().uuid().into(),
        workflow_type,
        input,
        seed,
        parent: Parent::Item(id, index),
    };
    run.start_execution(new)
}

/// At a redrive, a Standard child that failed goes on; an Express one starts anew.
fn unfinished_child(run: &mut Run, id: StrandId, index: u32) -> Option<ExecutionId> {
    let strand = run.strand(id);
    let visit = strand.visit;
    if run.executions[strand.execution.0 as usize].redrive_count == 0 {
        return None;
    }
    let is_it = |child: &&Execution| {
        child.started_by == visit && child.item() == Some(index) && child.workflow_type == WorkflowType::Standard
    };
    let child = run.executions.iter().rev().find(is_it).map(|child| child.id)?;
    run.executions.get_mut(child.0 as usize)?.parent = Parent::Item(id, index);
    Some(child)
}

/// The first item or batch from the next one on that has no result yet.
fn next_open(run: &Run, id: StrandId) -> Option<u32> {
    let join = run.strand(id).join.as_ref()?;
    let next = join.items.as_ref()?.next;
    let open = join.results.iter_from(next as usize).position(Option::is_none)?;
    Some(next + open as u32)
}

/// The child execution of an item ended.
pub(crate) fn item_ended(run: &mut Run, id: StrandId, index: u32, child: ExecutionId) {
    let execution = &run.executions[child.0 as usize];
    let has_failed = execution.status != ExecutionStatus::Succeeded;
    let result = execution.output.clone().unwrap_or_default();
    let count = batch_length(run, id, index);
    let Some(join) = &mut run.strand_mut(id).join else { return };
    let total = join.items.as_ref().map_or(0, |items| items.values.len()) as u32;
    let Some(map_run) = &mut join.map_run else { return };
    map_run.running -= 1;
    join.open -= 1;
    if let Some(place) = join.results.get_mut(index as usize) {
        *place = Some(result);
    }
    if has_failed {
        map_run.failed_items += count;
        if map_run.tolerance.is_exceeded(map_run.failed_items, total) {
            abort_items(run, id);
            return fail(run, id, Failure::new(errors::EXCEED_TOLERATED_FAILURE_THRESHOLD, THRESHOLD_EXCEEDED));
        }
    }
    go_on(run, id);
}

/// Start the next child if there is one and room for it; end when all are done.
fn go_on(run: &mut Run, id: StrandId) {
    let Some(join) = &run.strand(id).join else { return };
    let Some(map_run) = &join.map_run else { return };
    if join.open == 0 {
        run.schedule(id, Next::Joined);
    } else if next_open(run, id).is_some()
        && map_run.running < map_run.limit
        && matches!(run.strand(id).next, Next::Wait)
    {
        run.schedule(id, Next::MapRun(MapRunTurn::StartItem));
    }
}

/// Abort the child executions that have not ended.
pub(crate) fn abort_items(run: &mut Run, id: StrandId) {
    let running = of(run, id).filter(|child| child.status == ExecutionStatus::Running);
    let running: Vec<ExecutionId> = running.map(|child| child.id).collect();
    run.strand_mut(id).join = None;
    for child in running {
        run.end_execution(child, ExecutionStatus::Aborted, None, None);
    }
}

/// The result of a Map Run that stays in the state data: what each child gave, in the order of the items.
pub(super) fn results(run: &Run, id: StrandId, transformation: Option<&str>) -> Value {
    let Some(join) = &run.strand(id).join else { return Value::default() };
    let any_failed = join.map_run.as_ref().is_some_and(|map_run| map_run.failed_items > 0);
    if any_failed || transformation == Some("NONE") {
        // A child that was started anew at a redrive counts as the later one.
        let children: BTreeMap<_, _> = of(run, id).map(|child| (child.item(), child)).collect();
        return result_writer::results(children.into_values(), transformation);
    }
    result_writer::transform(join.output(), transformation)
}

/// What a child execution gets: the item, or what `ItemSelector` makes of it.
pub(super) fn item_input(run: &mut Run, id: StrandId, state: &State, index: u32) -> Result<Value, Fault> {
    let Some(items) = run.map_items(id) else { return Ok(Value::Null) };
    let item = items.item(index);
    let input = items.input.clone();
    map_items::select(run, id, state, item, &input)
}

/// How many there are: items or batches.
pub(super) fn count(run: &Run, id: StrandId) -> u32 {
    let batches = run.map_run(id).and_then(|map_run| Some(map_run.batches.as_ref()?.len()));
    batches.unwrap_or_else(|| run.map_items(id).map_or(0, |items| items.values.len())) as u32
}

fn batch_length(run: &Run, id: StrandId, index: u32) -> u32 {
    let batch = run.map_run(id).and_then(|map_run| map_run.batches.as_ref()?.get(index as usize));
    batch.and_then(|batch| Some(batch.get("Items")?.as_array()?.len() as u32)).unwrap_or(1)
}

/// Those that this Map started so far.
pub(super) fn of(run: &Run, id: StrandId) -> impl Iterator<Item = &Execution> {
    let visit = run.strand(id).visit;
    run.executions.iter().filter(move |child| {
        matches!(child.parent, Parent::Item(strand, _) if strand == id) && child.started_by == visit
    })
}
