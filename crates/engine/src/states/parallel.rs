//! Parallel: several branches at the same time; the result is the array of their outputs.
//!
//! Entered → Parameters | Arguments → Started → branches … → Succeeded → Exited
//!                                                         → Failed → retry | catch | fails

use crate::join::Join;
use crate::strand::{Next, Strand, StrandId};
use crate::{Attempt, EventDetails, Run, data_flow};
use definition::{ContainerId, Parallel, State};
use json::Value;

pub(crate) fn execute(run: &mut Run, id: StrandId, state: &State, parallel: &Parallel) {
    let mut evaluator = run.evaluator(id, state);
    let mut flow = data_flow::take_flow(run, id);
    let input = data_flow::arguments(&mut evaluator, &mut flow);
    data_flow::put_flow(run, id, flow);
    match input {
        Ok(input) => start(run, id, state, &parallel.branches, &input),
        Err(fault) => run.fault(id, state, fault),
    }
}

fn start(run: &mut Run, id: StrandId, state: &State, branches: &[ContainerId], input: &Value) {
    let started = run.emit(id, EventDetails::ParallelStateStarted);
    let attempt = Attempt::new(None, run.now, started);
    run.change_visit(id, |visit| visit.begin_attempt(attempt));
    let mut join = Join::new(branches.len() as u32);
    for (index, branch) in (0..).zip(branches) {
        let outer = run.strand(id);
        let seed = outer.seed.split(&state.name).split_number(u64::from(index));
        let mut strand = Strand::new(outer.execution, *branch, seed, outer.variables.inner());
        strand.parent = Some((id, index));
        strand.last_event = started;
        strand.map_item = outer.map_item.clone();
        let child = run.add_strand(strand);
        join.running.push(child);
        begin(run, child, *branch, input.clone());
    }
    let is_empty = join.open == 0;
    run.strand_mut(id).join = Some(Box::new(join));
    if is_empty {
        run.schedule(id, Next::Joined);
    }
}

/// The first state of a branch is entered at its next turn.
fn begin(run: &mut Run, child: StrandId, branch: ContainerId, input: Value) {
    let next = match run.program(child).machine.container(branch).start() {
        Some(state) => Next::Enter { state, input },
        None => Next::Finish { output: input },
    };
    run.schedule(child, next);
}
