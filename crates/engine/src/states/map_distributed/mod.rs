//! Map, distributed: every item (or batch) is a child execution of its own; together they are a Map Run.
//!
//! Entered → ItemsPath | Items | ItemReader → MapStateStarted → MapRunStarted → items are read
//!   → child executions … → MapRunSucceeded → MapStateSucceeded → ResultWriter → Exited
//!                        → MapRunFailed → MapStateFailed → retry | catch | fails
//!
//! The history of the parent has no events of the children.

mod children;
mod loading;
mod plan;

pub(crate) use children::{abort_items, item_ended};

use crate::errors::Fault;
use crate::join::{Items, Join};
use crate::map_run::{MapRun, Tolerance};
use crate::strand::{MapRunTurn, Next, Purpose, StrandId};
use crate::{Attempt, EventDetails, EventId, Failure, Run, data_flow, result_writer};
use definition::{Map, State};
use json::{Text, Value};

pub(crate) fn execute(run: &mut Run, id: StrandId, state: &State, map: &Map) {
    let (items, limit) = match make_plan(run, id, state, map) {
        Ok(plan) => plan,
        Err(fault) => return run.fault(id, state, fault),
    };
    // Recorded: the length is 0 whenever there is an ItemReader.
    let length = items.values.len() as u32;
    let started = run.emit(id, EventDetails::MapStateStarted { length });
    let attempt = Attempt::new(None, run.now, started);
    run.change_visit(id, |visit| visit.begin_attempt(attempt));
    run.strand_mut(id).join = Some(Box::new(Join::of_items(0, items)));
    run.schedule(id, Next::MapRun(MapRunTurn::Start { limit }));
}

/// A turn of the Map Run.
pub(crate) fn turn(run: &mut Run, id: StrandId, state: &State, turn: MapRunTurn) {
    let Some(map) = state.map() else { return };
    match turn {
        MapRunTurn::Start { limit } => start(run, id, state, map, limit),
        MapRunTurn::Read => read(run, id, state, map),
        MapRunTurn::StartItem => children::start_item(run, id, state, map),
        MapRunTurn::Succeeded { result } => succeed(run, id, result),
    }
}

fn make_plan(run: &mut Run, id: StrandId, state: &State, map: &Map) -> Result<(Items, u32), Fault> {
    // First the evaluator: it takes the state's input from the flow.
    let mut evaluator = run.evaluator(id, state);
    let mut flow = data_flow::take_flow(run, id);
    let plan = plan::plan(&mut evaluator, map, &mut flow);
    data_flow::put_flow(run, id, flow);
    plan
}

fn make_tolerance(run: &mut Run, id: StrandId, state: &State, map: &Map) -> Result<Tolerance, Fault> {
    let input = run.map_input(id);
    plan::tolerance(&mut run.evaluator(id, state), map, &input)
}

/// MapRunStarted
fn start(run: &mut Run, id: StrandId, state: &State, map: &Map, limit: u32) {
    let tolerance = match make_tolerance(run, id, state, map) {
        Ok(tolerance) => tolerance,
        Err(fault) => return run.fault(id, state, fault),
    };
    let strand = run.strand_mut(id);
    let mut random = strand.draw(state.id, &state.name, Purpose::MapRun).stream();
    let label = map.label.clone().unwrap_or_else(|| random.uuid().into());
    let uuid = random.uuid();
    let machine = &run.executions[run.strand(id).execution.0 as usize].machine_name;
    let arn: Text = run.options.arn("mapRun", &format!("{machine}/{label}:{uuid}"));
    let started = run.emit(id, EventDetails::MapRunStarted { map_run_arn: arn.clone() });
    if let Some(join) = &mut run.strand_mut(id).join {
        join.map_run = Some(MapRun::new(arn, started, limit, tolerance));
    }
    run.schedule(id, Next::MapRun(MapRunTurn::Read));
}

/// The items are read and batched.
fn read(run: &mut Run, id: StrandId, state: &State, map: &Map) {
    if loading::load(run, id, state, map) {
        let is_empty = children::count(run, id) == 0;
        run.schedule(id, if is_empty { Next::Joined } else { Next::MapRun(MapRunTurn::StartItem) });
    }
}

/// For a redrive: the items and the Map Run as they were, without the events. `false` when that
/// failed and was dealt with.
pub(crate) fn prepare_again(
    run: &mut Run,
    id: StrandId,
    state: &State,
    map: &Map,
    (started, arn): (EventId, Text),
) -> bool {
    let prepared = make_plan(run, id, state, map).and_then(|(items, limit)| {
        run.strand_mut(id).join = Some(Box::new(Join::of_items(0, items)));
        Ok((make_tolerance(run, id, state, map)?, limit))
    });
    let (tolerance, limit) = match prepared {
        Ok(prepared) => prepared,
        Err(fault) => {
            run.fault(id, state, fault);
            return false;
        }
    };
    if let Some(join) = &mut run.strand_mut(id).join {
        join.map_run = Some(MapRun::new(arn, started, limit, tolerance));
    }
    loading::load(run, id, state, map)
}

/// MapRunSucceeded, and the results are written.
pub(crate) fn joined(run: &mut Run, id: StrandId, state: &State, map: &Map) {
    let input = run.map_input(id);
    let destination = match &map.result_writer {
        Some(writer) => result_writer::destination(&mut run.evaluator(id, state), writer, &input),
        None => Ok(None),
    };
    let destination = match destination {
        Ok(destination) => destination,
        Err(fault) => return run.fault(id, state, fault),
    };
    run.emit(id, EventDetails::MapRunSucceeded);
    let result = match (destination, &map.result_writer, run.map_run(id).cloned()) {
        (Some(destination), Some(writer), Some(map_run)) => {
            let children: Vec<_> = children::of(run, id).cloned().collect();
            result_writer::write(run, &destination, writer, &map_run, &children)
        }
        (_, writer, _) => {
            children::results(run, id, writer.as_ref().and_then(|writer| writer.transformation.as_deref()))
        }
    };
    run.schedule(id, Next::MapRun(MapRunTurn::Succeeded { result }));
}

/// MapStateSucceeded. The Exited event points at MapRunStarted (recorded since November 2024, 15 of 15).
fn succeed(run: &mut Run, id: StrandId, result: Value) {
    run.emit(id, EventDetails::MapStateSucceeded);
    if let Some(started) = run.map_run(id).map(|map_run| map_run.started) {
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
