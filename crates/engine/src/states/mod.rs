//! The work of each type of state, one file each.

pub(crate) mod choice;
pub(crate) mod comparison;
pub(crate) mod fail;
pub(crate) mod map_distributed;
pub(crate) mod map_inline;
pub(crate) mod map_items;
pub(crate) mod parallel;
pub(crate) mod pass;
pub(crate) mod succeed;
pub(crate) mod task;
pub(crate) mod wait;

use crate::strand::{Next, StrandId};
use crate::{EventDetails, Failure, Run, VisitStatus, data_flow};
use definition::{Owner, ProcessorMode, State, StateKind};
use json::Value;

/// A state does its own work: after it was entered, and again at every retry.
pub(crate) fn execute(run: &mut Run, id: StrandId, state: &State) {
    match &state.kind {
        Some(StateKind::Pass { result }) => pass::execute(run, id, state, result.as_ref()),
        Some(StateKind::Task(task)) => task::execute(run, id, state, task),
        Some(StateKind::Choice(choice)) => choice::execute(run, id, state, choice),
        Some(StateKind::Wait(wait)) => wait::execute(run, id, state, wait),
        Some(StateKind::Succeed) => succeed::execute(run, id, state),
        Some(StateKind::Fail(fail)) => fail::execute(run, id, state, fail),
        Some(StateKind::Parallel(parallel)) => parallel::execute(run, id, state, parallel),
        Some(StateKind::Map(map)) if map.mode == ProcessorMode::Distributed => {
            map_distributed::execute(run, id, state, map);
        }
        Some(StateKind::Map(map)) => map_inline::execute(run, id, state, map),
        None => {}
    }
}

/// The state has its result, or a Wait has waited.
pub(crate) fn complete(run: &mut Run, id: StrandId, state: &State, result: Value) {
    match state.kind {
        Some(StateKind::Wait(_)) => wait::leave(run, id, state, &result),
        _ => data_flow::complete(run, id, state, result),
    }
}

/// All branches or iterations succeeded: `ParallelStateSucceeded` or `MapStateSucceeded`.
///
/// The state's Exited event does not point at it but at the event before, like this one
/// (recorded: 44 of 44 histories with an inline Map).
pub(crate) fn joined(run: &mut Run, id: StrandId, state: &State) {
    let details = match &state.kind {
        Some(StateKind::Map(map)) if map.mode == ProcessorMode::Distributed => {
            return map_distributed::joined(run, id, state, map);
        }
        Some(StateKind::Parallel(_)) => EventDetails::ParallelStateSucceeded,
        _ => EventDetails::MapStateSucceeded,
    };
    run.emit_beside(id, details);
    let join = run.strand_mut(id).join.take();
    let result = join.map(|join| join.output()).unwrap_or_default();
    run.schedule(id, Next::Complete { result });
}

/// Is the strand a branch of a Parallel?
pub(crate) fn is_branch(run: &Run, id: StrandId) -> bool {
    matches!(owner(run, id), Owner::Branch(..))
}

fn owner(run: &Run, id: StrandId) -> Owner {
    let strand = run.strand(id);
    let machine = run.executions[strand.execution.0 as usize].machine();
    machine.container(strand.container).owner
}

/// A branch or iteration reached its end.
pub(crate) fn child_finished(run: &mut Run, id: StrandId, parent: StrandId, index: u32, output: Value) {
    let is_branch = is_branch(run, id);
    let exited = run.strand(id).last_event;
    if is_branch {
        run.strand_mut(parent).last_event = exited;
    } else {
        let name = map_inline::name(run, parent);
        let details = EventDetails::MapIterationSucceeded { name, index };
        let event = run.emit_beside(id, details);
        run.strand_mut(parent).last_event = event;
    }
    run.release(id);
    let Some(join) = &mut run.strand_mut(parent).join else { return };
    join.running.retain(|child| *child != id);
    join.open -= 1;
    if let Some(place) = join.results.get_mut(index as usize) {
        *place = Some(output);
    }
    match join.open {
        0 => run.schedule(parent, Next::Joined),
        // The next iteration points at the last event inside the one before, not at its
        // MapIterationSucceeded (recorded: `test_map_state`).
        _ if !is_branch => map_inline::start_next(run, parent, exited),
        _ => {}
    }
}

/// Nothing caught an error in a branch or iteration: the others are aborted and the Parallel or Map fails.
pub(crate) fn child_failed(run: &mut Run, id: StrandId, parent: StrandId, index: u32, failure: Failure) {
    let failed = run.strand(id).last_event;
    if !is_branch(run, id) {
        let name = map_inline::name(run, parent);
        run.emit_beside(id, EventDetails::MapIterationFailed { name, index });
    } else if is_in_task(run, id) {
        // Recorded: `test_parallel_catch_error`. A Fail state in a branch leaves no such event.
        run.emit_beside(id, EventDetails::TaskStateAborted);
    }
    let join = run.strand_mut(parent).join.take();
    run.release(id);
    for sibling in join.iter().flat_map(|join| &join.running).filter(|sibling| **sibling != id) {
        announce_abort(run, *sibling, parent);
        run.abort(*sibling);
    }
    run.strand_mut(parent).last_event = failed;
    run.schedule(parent, Next::Handle { failure });
}

fn is_in_task(run: &Run, id: StrandId) -> bool {
    let Some(visit) = run.current_visit(id) else { return false };
    run.program(id).machine.state(visit.state).task().is_some()
}

/// `…StateAborted` of the state that a strand is in, and of the states inside it; then
/// MapIterationAborted, if the strand is an iteration.
fn announce_abort(run: &mut Run, id: StrandId, parent: StrandId) {
    let inside: Vec<StrandId> = run.strand(id).join.iter().flat_map(|join| join.running.clone()).collect();
    inside.into_iter().for_each(|child| announce_abort(run, child, id));
    let visit = run.current_visit(id).filter(|visit| visit.status == VisitStatus::InProgress).map(|visit| visit.state);
    let machine = run.program(id).machine.clone();
    let details = match visit.and_then(|state| machine.state(state).kind.as_ref()) {
        Some(StateKind::Task(_)) => Some(EventDetails::TaskStateAborted),
        Some(StateKind::Wait(_)) => Some(EventDetails::WaitStateAborted),
        Some(StateKind::Parallel(_)) => Some(EventDetails::ParallelStateAborted),
        Some(StateKind::Map(_)) => Some(EventDetails::MapStateAborted),
        _ => None,
    };
    if let Some(details) = details {
        run.emit(id, details);
    }
    if let (false, Some((_, index))) = (is_branch(run, id), run.strand(id).parent) {
        let name = map_inline::name(run, parent);
        run.emit(id, EventDetails::MapIterationAborted { name, index });
    }
}
