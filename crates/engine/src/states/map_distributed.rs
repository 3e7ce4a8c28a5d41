//! Map, distributed: every item (or batch) is a child execution of its own; together they are a Map Run.
//!
//! Entered → ItemsPath | Items | ItemReader → MapStateStarted → MapRunStarted → items are read
//!   → child executions … → MapRunSucceeded → MapStateSucceeded → ResultWriter → Exited
//!                        → MapRunFailed → MapStateFailed → retry | catch | fails
//!
//! The history of the parent has no events of the children.

use super::map_inline;
use crate::errors::{self, Fault};
use crate::evaluator::Evaluator;
use crate::execution::Parent;
use crate::item_reader::{self, Reading};
use crate::join::{Items, Join};
use crate::lifecycle::NewExecution;
use crate::map_run::{MapRun, Tolerance};
use crate::strand::{MapRunTurn, Next, Purpose, StrandId};
use crate::{
    Attempt, DataFlow, EventDetails, EventId, Execution, ExecutionId, ExecutionStatus, Failure, Run, Stage,
    WorkflowType, data_flow, quotas, result_writer,
};
use definition::{ContainerId, ExecutionType, ItemBatcher, ItemReader, Map, NumberField, QueryLanguage, State};
use items::BatchLimits;
use json::{Array, Text, Value};
use std::collections::BTreeSet;

/// Recorded: TestState, `mapIterationFailureCount` above the tolerated count.
const THRESHOLD_EXCEEDED: &str = "The specified tolerated failure threshold was exceeded";

pub(crate) fn execute(run: &mut Run, id: StrandId, state: &State, map: &Map) {
    let mut evaluator = run.evaluator(id, state);
    let mut flow = data_flow::take_flow(run, id);
    let plan = plan(&mut evaluator, map, &mut flow);
    data_flow::put_flow(run, id, flow);
    let (items, limit) = match plan {
        Ok(plan) => plan,
        Err(fault) => return run.fault(id, state, fault),
    };
    // Recorded: the length is 0 whenever there is an ItemReader.
    let length = items.values.len() as u32;
    let started = run.emit(id, EventDetails::MapStateStarted { length });
    let attempt = Attempt::new(None, run.now, started);
    run.change_visit(id, |visit| visit.begin_attempt(attempt));
    let mut join = Join::new(0);
    join.items = Some(items);
    run.strand_mut(id).join = Some(Box::new(join));
    run.schedule(id, Next::MapRun(MapRunTurn::Start { limit }));
}

/// A turn of the Map Run.
pub(crate) fn turn(run: &mut Run, id: StrandId, state: &State, turn: MapRunTurn) {
    let Some(map) = state.map() else { return };
    match turn {
        MapRunTurn::Start { limit } => start(run, id, state, map, limit),
        MapRunTurn::Read => read(run, id, state, map),
        MapRunTurn::StartItem => start_item(run, id, state, map),
        MapRunTurn::Succeeded { result } => succeed(run, id, result),
    }
}

fn plan(evaluator: &mut Evaluator<'_>, map: &Map, flow: &mut DataFlow) -> Result<(Items, u32), Fault> {
    let input = data_flow::effective_input(evaluator, flow)?;
    let items = match &map.item_reader {
        // Recorded: an ItemsPath beside an ItemReader is ignored, even one that matches nothing.
        Some(_) => Items { values: Array::new(), keys: None, next: 0, input: input.clone(), source: None },
        None => map_inline::items(evaluator, map, &input, flow)?,
    };
    let limit = map_inline::max_concurrency(evaluator, map, &input)?;
    let limit = if limit == 0 { quotas::DISTRIBUTED_MAP_CONCURRENCY } else { limit };
    Ok((items, limit.min(quotas::DISTRIBUTED_MAP_CONCURRENCY)))
}

/// MapRunStarted
fn start(run: &mut Run, id: StrandId, state: &State, map: &Map, limit: u32) {
    let input = items_of(run, id).map(|items| items.input.clone()).unwrap_or_default();
    let mut evaluator = run.evaluator(id, state);
    let tolerance = match tolerance(&mut evaluator, map, &input) {
        Ok(tolerance) => tolerance,
        Err(fault) => return run.fault(id, state, fault),
    };
    let strand = run.strand_mut(id);
    let mut random = strand.draw(state.id, &state.name, Purpose::MapRun).stream();
    let label = map.label.clone().unwrap_or_else(|| random.uuid().into());
    let uuid: Text = random.uuid().into();
    let machine = &run.executions[run.strand(id).execution.0 as usize].machine_name;
    let arn = run.options.arn("mapRun", &format!("{machine}/{label}:{uuid}"));
    let started = run.emit(id, EventDetails::MapRunStarted { map_run_arn: arn.clone() });
    let map_run =
        MapRun { arn, uuid, started, running: 0, limit, failed_items: 0, failed: Vec::new(), tolerance, batches: None };
    if let Some(join) = &mut run.strand_mut(id).join {
        join.map_run = Some(map_run);
    }
    run.schedule(id, Next::MapRun(MapRunTurn::Read));
}

fn tolerance(evaluator: &mut Evaluator<'_>, map: &Map, input: &Value) -> Result<Tolerance, Fault> {
    let mut tolerance = Tolerance::default();
    if let Some(field) = &map.tolerated_failure_count {
        let count = evaluator.integer_field(field, "ToleratedFailureCount", input)?;
        let negative = |_| evaluator.runtime("ToleratedFailureCount cannot be negative.");
        tolerance.count = u32::try_from(count.min(i64::from(u32::MAX))).map_err(negative)?;
    }
    if let Some(field) = &map.tolerated_failure_percentage {
        tolerance.percentage = evaluator.float_field(field, "ToleratedFailurePercentage", input)?;
        if !(0.0..=100.0).contains(&tolerance.percentage) {
            return Err(evaluator.runtime("ToleratedFailurePercentage must be between 0 and 100."));
        }
    }
    Ok(tolerance)
}

/// The items are read and batched.
fn read(run: &mut Run, id: StrandId, state: &State, map: &Map) {
    if load(run, id, state, map) {
        let is_empty = children(run, id) == 0;
        run.schedule(id, if is_empty { Next::Joined } else { Next::MapRun(MapRunTurn::StartItem) });
    }
}

/// For a redrive: the items and the Map Run as they were, without the events.
pub(crate) fn prepare_again(
    run: &mut Run,
    id: StrandId,
    state: &State,
    map: &Map,
    (started, arn): (EventId, Text),
) -> bool {
    let mut evaluator = run.evaluator(id, state);
    let mut flow = data_flow::take_flow(run, id);
    let plan = plan(&mut evaluator, map, &mut flow)
        .and_then(|(items, limit)| Ok((tolerance(&mut evaluator, map, &items.input)?, items, limit)));
    data_flow::put_flow(run, id, flow);
    let (tolerance, items, limit) = match plan {
        Ok(plan) => plan,
        Err(fault) => {
            run.fault(id, state, fault);
            return false;
        }
    };
    let uuid = arn.rsplit(':').next().unwrap_or_default().into();
    let mut join = Join::new(0);
    join.items = Some(items);
    join.map_run = Some(MapRun {
        arn,
        uuid,
        started,
        running: 0,
        limit,
        failed_items: 0,
        failed: Vec::new(),
        tolerance,
        batches: None,
    });
    run.strand_mut(id).join = Some(Box::new(join));
    load(run, id, state, map)
}

/// Read and batch the items; `false` when that failed and was dealt with.
fn load(run: &mut Run, id: StrandId, state: &State, map: &Map) -> bool {
    if let Some(reader) = &map.item_reader {
        let input = items_of(run, id).map(|items| items.input.clone()).unwrap_or_default();
        let mut evaluator = run.evaluator(id, state);
        let reading = match reading(&mut evaluator, reader, &input) {
            Ok(reading) => reading,
            Err(fault) => {
                run.fault(id, state, fault);
                return false;
            }
        };
        match item_reader::read(&reading, &reader.config, &*run.world) {
            Ok(values) => {
                if let Some(items) = items_of_mut(run, id) {
                    (items.values, items.source) = (values.into(), Some(reading.source()));
                }
            }
            Err(cause) => {
                fail(run, id, Failure::new(errors::ITEM_READER_FAILED, cause));
                return false;
            }
        }
    }
    if let Some(batcher) = &map.item_batcher
        && let Err(fault) = make_batches(run, id, state, batcher)
    {
        run.fault(id, state, fault);
        return false;
    }
    let count = children(run, id);
    if let Some(join) = &mut run.strand_mut(id).join {
        (join.results, join.open) = ((0..count).map(|_| None).collect(), count);
    }
    true
}

fn reading(evaluator: &mut Evaluator<'_>, reader: &ItemReader, input: &Value) -> Result<Reading, Fault> {
    let field = match evaluator.state.query_language {
        QueryLanguage::JsonPath => "Parameters",
        QueryLanguage::Jsonata => "Arguments",
    };
    let arguments = match &reader.arguments {
        Some(arguments) => evaluator.template(arguments, input, field, Stage::Items)?,
        None => Value::Null,
    };
    let text = |key: &str| arguments.get(key).and_then(Value::as_str).map(Text::from);
    let max_items = match &reader.config.max_items {
        Some(field) => evaluator.integer_field(field, "MaxItems", input)?,
        None => 0,
    };
    let pointer = match &reader.config.items_pointer {
        Some(pointer) => evaluator.template(pointer, input, "ItemsPointer", Stage::Items)?.as_str().map(String::from),
        None => None,
    };
    let lists_objects = reader.resource.ends_with("listObjectsV2");
    let key = if lists_objects { text("Prefix") } else { text("Key") };
    let (bucket, key) = (text("Bucket").unwrap_or_default(), key.unwrap_or_default());
    Ok(Reading { lists_objects, bucket, key, pointer, max_items })
}

fn make_batches(run: &mut Run, id: StrandId, state: &State, batcher: &ItemBatcher) -> Result<(), Fault> {
    let count = items_of(run, id).map_or(0, |items| items.values.len()) as u32;
    let inputs = (0..count).map(|index| item_input(run, id, state, index)).collect::<Result<Vec<_>, Fault>>()?;
    let input = items_of(run, id).map(|items| items.input.clone()).unwrap_or_default();
    let mut evaluator = run.evaluator(id, state);
    let mut limit = |field: &Option<NumberField>, name: &str| match field {
        Some(field) => evaluator.integer_field(field, name, &input).map(|limit| usize::try_from(limit).unwrap_or(0)),
        None => Ok(0),
    };
    let max_items = limit(&batcher.max_items_per_batch, "MaxItemsPerBatch")?;
    let max_bytes = limit(&batcher.max_input_bytes_per_batch, "MaxInputBytesPerBatch")?;
    let batch_input = match &batcher.batch_input {
        Some(template) => Some(evaluator.template(template, &input, "BatchInput", Stage::Items)?),
        None => None,
    };
    // A child's input is never larger than a payload may be (Developer Guide, ItemBatcher).
    let max_bytes = if max_bytes == 0 { quotas::PAYLOAD_BYTES } else { max_bytes };
    let batches = items::batch(inputs, BatchLimits { max_items, max_bytes }, batch_input.as_ref());
    if let Some(map_run) = map_run_of_mut(run, id) {
        map_run.batches = Some(batches.into());
    }
    Ok(())
}

/// One more child execution; the next one has a turn of its own.
fn start_item(run: &mut Run, id: StrandId, state: &State, map: &Map) {
    let (Some(processor), Some(index)) = (map.processor, next_open(run, id)) else { return };
    let batch = map_run_of(run, id).and_then(|map_run| map_run.batches.as_ref()?.get(index as usize).cloned());
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
    let label = map_run_of(run, id).and_then(|map_run| map_run.arn.rsplit(['/', ':']).nth(1).map(String::from));
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
    let result = match &execution.output {
        Some(output) => output.clone(),
        None => errors::error_output(&execution.failure.clone().unwrap_or_default()),
    };
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
        map_run.failed.push(index);
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

/// MapRunSucceeded, and the results are written.
pub(crate) fn joined(run: &mut Run, id: StrandId, state: &State, map: &Map) {
    let input = items_of(run, id).map(|items| items.input.clone()).unwrap_or_default();
    let mut evaluator = run.evaluator(id, state);
    let destination = match &map.result_writer {
        Some(writer) => result_writer::destination(&mut evaluator, writer, &input),
        None => Ok(None),
    };
    let destination = match destination {
        Ok(destination) => destination,
        Err(fault) => return run.fault(id, state, fault),
    };
    run.emit(id, EventDetails::MapRunSucceeded);
    let transformation = map.result_writer.as_ref().and_then(|writer| writer.transformation.as_deref());
    let outputs = outputs(run, id);
    let result = match (destination, &map.result_writer, map_run_of(run, id).cloned()) {
        (Some(destination), Some(writer), Some(map_run)) => {
            let children: Vec<Execution> = children_of(run, id).cloned().collect();
            result_writer::write(run, &destination, writer, &map_run, &children)
        }
        _ => result_writer::transform(outputs, transformation),
    };
    run.schedule(id, Next::MapRun(MapRunTurn::Succeeded { result }));
}

/// A child whose failure is tolerated has no result (as others found on AWS: floci#3605).
fn outputs(run: &Run, id: StrandId) -> Value {
    let Some(join) = &run.strand(id).join else { return Value::default() };
    let failed: BTreeSet<u32> = join.map_run.iter().flat_map(|map_run| &map_run.failed).copied().collect();
    let results = (0..).zip(join.results.iter()).filter(|(index, _)| !failed.contains(index));
    Value::Array(results.map(|(_, result)| result.clone().unwrap_or_default()).collect())
}

/// MapStateSucceeded. The Exited event points at MapRunStarted (recorded since November 2024, 15 of 15).
fn succeed(run: &mut Run, id: StrandId, result: Value) {
    run.emit(id, EventDetails::MapStateSucceeded);
    if let Some(started) = map_run_of(run, id).map(|map_run| map_run.started) {
        run.strand_mut(id).last_event = started;
    }
    run.strand_mut(id).join = None;
    run.schedule(id, Next::Complete { result });
}

/// MapRunFailed
fn fail(run: &mut Run, id: StrandId, failure: Failure) {
    run.emit(id, EventDetails::MapRunFailed(failure.clone()));
    run.schedule(id, Next::Handle { failure });
}

/// Abort the child executions that have not ended.
pub(crate) fn abort_items(run: &mut Run, id: StrandId) {
    let running = children_of(run, id).filter(|child| child.status == ExecutionStatus::Running);
    let running: Vec<ExecutionId> = running.map(|child| child.id).collect();
    run.strand_mut(id).join = None;
    for child in running {
        run.end_execution(child, ExecutionStatus::Aborted, None, None);
    }
}

/// What a child execution gets: the item, or what `ItemSelector` makes of it.
fn item_input(run: &mut Run, id: StrandId, state: &State, index: u32) -> Result<Value, Fault> {
    let Some(items) = items_of(run, id) else { return Ok(Value::Null) };
    let item = items.item(index);
    let input = items.input.clone();
    map_inline::select(run, id, state, item, &input)
}

fn children(run: &Run, id: StrandId) -> u32 {
    let batches = map_run_of(run, id).and_then(|map_run| Some(map_run.batches.as_ref()?.len()));
    batches.unwrap_or_else(|| items_of(run, id).map_or(0, |items| items.values.len())) as u32
}

fn batch_length(run: &Run, id: StrandId, index: u32) -> u32 {
    let batch = map_run_of(run, id).and_then(|map_run| map_run.batches.as_ref()?.get(index as usize));
    batch.and_then(|batch| Some(batch.get("Items")?.as_array()?.len() as u32)).unwrap_or(1)
}

fn children_of(run: &Run, id: StrandId) -> impl Iterator<Item = &Execution> {
    let visit = run.strand(id).visit;
    run.executions.iter().filter(move |child| {
        matches!(child.parent, Parent::Item(strand, _) if strand == id) && child.started_by == visit
    })
}

fn items_of(run: &Run, id: StrandId) -> Option<&Items> {
    run.strand(id).join.as_ref()?.items.as_ref()
}

fn items_of_mut(run: &mut Run, id: StrandId) -> Option<&mut Items> {
    run.strand_mut(id).join.as_mut()?.items.as_mut()
}

fn map_run_of(run: &Run, id: StrandId) -> Option<&MapRun> {
    run.strand(id).join.as_ref()?.map_run.as_ref()
}

fn map_run_of_mut(run: &mut Run, id: StrandId) -> Option<&mut MapRun> {
    run.strand_mut(id).join.as_mut()?.map_run.as_mut()
}
