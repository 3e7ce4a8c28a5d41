//! Map, inline: the same states for every item, as part of this execution.
//!
//! Entered → ItemsPath | Items → Started → iterations … → Succeeded → Exited
//!                                                      → Failed → retry | catch | fails
//! Iteration: Started → ItemSelector → states … → Succeeded | Failed | Aborted

use crate::errors::{self, Fault};
use crate::evaluator::Evaluator;
use crate::join::{Items, Join};
use crate::strand::{Next, Strand, StrandId};
use crate::{Attempt, DataFlow, EventDetails, EventId, Failure, Run, Stage, data_flow, quotas};
use definition::{Map, ProcessorMode, QueryLanguage, State, StateKind, Template};
use json::{Array, Text, Value};
use text::Span;

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
    let input = data_flow::effective_input(evaluator, flow)?;
    let items = items(evaluator, map, &input, flow)?;
    let limit = max_concurrency(evaluator, map, &input)?;
    let limit = if limit == 0 { quotas::INLINE_MAP_CONCURRENCY } else { limit.min(quotas::INLINE_MAP_CONCURRENCY) };
    Ok((items, limit))
}

/// `MaxConcurrency` or its path; 0 is no limit.
pub(crate) fn max_concurrency(evaluator: &mut Evaluator<'_>, map: &Map, input: &Value) -> Result<u32, Fault> {
    let Some(field) = &map.max_concurrency else { return Ok(0) };
    let limit = evaluator.integer_field(field, "MaxConcurrency", input)?;
    u32::try_from(limit).map_err(|_| evaluator.runtime("MaxConcurrency cannot be negative."))
}

/// `ItemsPath` or `Items`.
pub(crate) fn items(
    evaluator: &mut Evaluator<'_>,
    map: &Map,
    input: &Value,
    flow: &mut DataFlow,
) -> Result<Items, Fault> {
    let value = match &map.items {
        definition::Items::Input => input.clone(),
        definition::Items::Path(path) => {
            let value = evaluator.path(path, input, Stage::Items)?;
            if value.as_array().is_none() {
                return Err(not_an_array(path.text(), Some(path.span)));
            }
            value
        }
        definition::Items::Template(template) => evaluator.template(template, input, "Items", Stage::Items)?,
    };
    if !matches!(map.items, definition::Items::Input) {
        flow.after_items_path = Some(value.clone());
    }
    as_items(evaluator, map, value, input)
}

/// Recorded in TestState: without the usual beginning that names the state, and with `$$` as `$`.
fn not_an_array(path: &str, span: Option<Span>) -> Fault {
    let text = path.strip_prefix('$').filter(|rest| rest.starts_with('$')).unwrap_or(path);
    let failure = Failure::new(errors::RUNTIME, format!("Reference path \"{text}\" must point to array."));
    Fault { span, ..Fault::of(failure, Stage::Items) }
}

/// An array gives its elements. An object gives its members, in JSONata; but what an expression
/// gives to an inline Map must be an array (recorded: `items_eval_jsonata_fail[object]`).
fn as_items(evaluator: &Evaluator<'_>, map: &Map, value: Value, input: &Value) -> Result<Items, Fault> {
    let of = |values: Array, keys| Items { values, keys, next: 0, input: input.clone(), source: None };
    match (&map.items, value) {
        (_, Value::Array(values)) => Ok(of(values, None)),
        (definition::Items::Template(template), Value::Object(members))
            if map.mode == ProcessorMode::Distributed || !matches!(template, Template::Jsonata(_)) =>
        {
            let keys = members.keys().cloned().map(Value::String).collect();
            Ok(of(members.values().cloned().collect(), Some(keys)))
        }
        (definition::Items::Template(Template::Jsonata(expression)), value) => {
            Err(evaluator.unexpected_type(expression, "Items", "array", &value))
        }
        // Without an ItemsPath it is `$` (Developer Guide, ItemsPath).
        _ if evaluator.state.query_language == QueryLanguage::JsonPath => Err(not_an_array("$", None)),
        (_, value) => {
            let cause = format!("Map state input must be an array but was: {value}");
            Err(evaluator.evaluation_fault(None, None, cause))
        }
    }
}

fn start(run: &mut Run, id: StrandId, items: Items, limit: u32) {
    let length = items.values.len() as u32;
    let started = run.emit(id, EventDetails::MapStateStarted { length });
    let attempt = Attempt::new(None, run.now, started);
    run.change_visit(id, |visit| visit.begin_attempt(attempt));
    let mut join = Join::new(length);
    join.items = Some(items);
    run.strand_mut(id).join = Some(Box::new(join));
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
    let input = run.strand(parent).join.as_ref().and_then(|join| Some(join.items.as_ref()?.input.clone()));
    select(run, parent, state, item, &input.unwrap_or_default())
}

/// The item, or what `ItemSelector` makes of it. `id` is the strand of the Map.
pub(crate) fn select(run: &mut Run, id: StrandId, state: &State, item: Value, input: &Value) -> Result<Value, Fault> {
    let Some(selector) = state.map().and_then(|map| map.item_selector.as_ref()) else {
        return Ok(item.get("Value").cloned().unwrap_or_default());
    };
    let mut evaluator = run.evaluator(id, state);
    evaluator.bindings.context.map_item = Some(item);
    evaluator.parameters(selector, input, "ItemSelector", Stage::Parameters)
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
