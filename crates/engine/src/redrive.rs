//! Redrive: a failed execution goes on where it failed.
//!
//! What has succeeded stays as it is; each state that failed or was aborted does its work again,
//! with its retries counted anew (Developer Guide, redriving executions). The strands are made
//! again from the visits, which remember input, variables and results.

use crate::execution::Parent;
use crate::join::Join;
use crate::states::{map_distributed, map_inline};
use crate::strand::{MapRunTurn, Next, Strand, StrandId};
use crate::{
    Decision, EventDetails, EventId, ExecutionId, ExecutionStatus, Run, Variables, Visit, VisitId, VisitStatus,
    WorkflowType, data_flow, quotas,
};
use definition::{ContainerId, Map, Parallel, ProcessorMode, State, StateId, StateKind};
use host::Seed;
use json::Value;

impl Run {
    /// Redrive the execution. `false` when it cannot be: it runs or has succeeded, is an Express
    /// execution, or its history is full.
    pub fn redrive(&mut self) -> bool {
        if !self.is_redrivable() {
            return false;
        }
        self.steps += 1;
        self.revive(ExecutionId(0));
        true
    }

    /// Can the execution be redriven?
    pub fn is_redrivable(&self) -> bool {
        let root = self.root();
        !matches!(root.status, ExecutionStatus::Running | ExecutionStatus::Succeeded)
            && root.workflow_type == WorkflowType::Standard
            && root.history.len() < quotas::HISTORY_EVENTS - 1
    }

    /// ExecutionRedriven, and its strands are there again.
    pub(crate) fn revive(&mut self, id: ExecutionId) {
        let role_arn = self.options.role_arn.clone();
        let now = self.now;
        let execution = self.executions.get_mut(id.0 as usize).expect("executions are never removed");
        execution.status = ExecutionStatus::Running;
        (execution.output, execution.failure, execution.stop) = (None, None, None);
        execution.redrive_count += 1;
        execution.redrive_time = Some(now);
        execution.context = execution.context_base(&role_arn);
        let (redrive_count, start, container) = (execution.redrive_count, execution.input.clone(), execution.container);
        self.set_deadline(id);
        let event = self.record(id, 0, None, EventDetails::ExecutionRedriven { redrive_count });
        let seed = self.options.seed.split("redrive").split_number(u64::from(id.0)).split_number(redrive_count.into());
        let revival = Revival { execution: id, event };
        let last = self.last_visit(|visit| visit.execution == id && visit.parent.is_none());
        let strand = self.add_strand(Strand::new(id, container, seed, Variables::default()));
        if let Some(execution) = self.executions.get_mut(id.0 as usize) {
            execution.strand = strand;
        }
        self.resume(&revival, strand, last, start);
    }

    /// Let a strand go on at its last visit; from its beginning when it has none.
    fn resume(&mut self, revival: &Revival, id: StrandId, last: Option<VisitId>, input: Value) {
        self.strand_mut(id).last_event = revival.event;
        let program = self.program(id);
        let Some(visit) = last.and_then(|last| self.visit(last)).cloned() else {
            let start = program.machine.container(self.strand(id).container).start();
            return self.schedule(
                id,
                start.map_or(Next::Finish { output: input.clone() }, |state| Next::Enter { state, input }),
            );
        };
        let strand = self.strand_mut(id);
        (strand.visit, strand.variables) = (Some(visit.id), visit.variables.clone());
        if let Some(next) = next_of(&visit) {
            for (name, value) in visit.flow.assigned.iter().flat_map(|assigned| assigned.iter()) {
                self.strand_mut(id).variables.set(name.clone(), value.clone());
            }
            let input = visit.flow.output.clone().unwrap_or_default();
            return self.schedule(id, Next::Enter { state: next, input });
        }
        self.change_visit(id, reopen);
        let state = program.machine.state(visit.state);
        match &state.kind {
            Some(StateKind::Parallel(parallel)) => self.resume_parallel(revival, id, state, parallel, &visit),
            Some(StateKind::Map(map)) if map.mode == ProcessorMode::Distributed => {
                self.resume_map_run(id, state, map, &visit);
            }
            Some(StateKind::Map(map)) => self.resume_map(revival, id, state, map, &visit),
            _ => self.schedule(id, Next::Execute),
        }
    }

    fn resume_parallel(&mut self, revival: &Revival, id: StrandId, state: &State, parallel: &Parallel, visit: &Visit) {
        if visit.attempts.is_empty() {
            return self.schedule(id, Next::Execute);
        }
        let input = visit.flow.after_parameters.as_ref().or(visit.flow.after_arguments.as_ref());
        let input = input.unwrap_or(&visit.flow.input).clone();
        self.strand_mut(id).join = Some(Box::new(Join::new(parallel.branches.len() as u32)));
        for (index, branch) in (0..).zip(&parallel.branches) {
            self.resume_child(revival, id, state, (index, *branch), visit, input.clone());
        }
    }

    fn resume_map(&mut self, revival: &Revival, id: StrandId, state: &State, map: &Map, visit: &Visit) {
        let (Some(processor), false) = (map.processor, visit.attempts.is_empty()) else {
            return self.schedule(id, Next::Execute);
        };
        let mut evaluator = self.evaluator(id, state);
        let mut flow = data_flow::take_flow(self, id);
        let plan = map_inline::plan(&mut evaluator, map, &mut flow);
        data_flow::put_flow(self, id, flow);
        let mut items = match plan {
            Ok((items, _)) => items,
            Err(fault) => return self.fault(id, state, fault),
        };
        let started = self.started_children(visit);
        items.next = started;
        let mut join = Join::new(items.values.len() as u32);
        join.items = Some(items);
        self.strand_mut(id).join = Some(Box::new(join));
        for index in 0..started {
            let item = self.strand(id).join.as_ref().and_then(|join| Some(join.items.as_ref()?.item(index)));
            let child = self.resume_child(revival, id, state, (index, processor), visit, Value::Null);
            if let Some(child) = child {
                self.strand_mut(child).map_item = item;
            }
        }
        if self.strand(id).join.as_ref().is_some_and(|join| join.running.is_empty()) {
            map_inline::start_next(self, id, revival.event);
        }
    }

    /// A branch or iteration: its result if it had succeeded, else it goes on.
    fn resume_child(
        &mut self,
        revival: &Revival,
        id: StrandId,
        state: &State,
        (index, container): (u32, ContainerId),
        visit: &Visit,
        input: Value,
    ) -> Option<StrandId> {
        let first = visit.attempts.last().map_or(0, |attempt| attempt.first_event);
        let last = self.last_visit(|child| child.parent == Some((visit.id, index)) && child.entered > first);
        let finished = last.and_then(|last| finished_output(self.visit(last)?));
        if let Some(output) = finished {
            let join = self.strand_mut(id).join.as_mut()?;
            join.open -= 1;
            *join.results.get_mut(index as usize)? = Some(output);
            if join.open == 0 {
                self.schedule(id, Next::Joined);
            }
            return None;
        }
        let outer = self.strand(id);
        let seed: Seed = outer.seed.split(&state.name).split_number(u64::from(index));
        let mut strand = Strand::new(revival.execution, container, seed, outer.variables.inner());
        strand.parent = Some((id, index));
        strand.map_item = outer.map_item.clone();
        let child = self.add_strand(strand);
        self.strand_mut(id).join.as_mut()?.running.push(child);
        match (last, &state.kind) {
            // An iteration that had not entered a state begins again, with its item.
            (None, Some(StateKind::Map(_))) => self.schedule(child, Next::Begin),
            _ => self.resume(revival, child, last, input),
        }
        Some(child)
    }

    /// MapRunRedriven; children that succeeded stay, the others run again.
    fn resume_map_run(&mut self, id: StrandId, state: &State, map: &Map, visit: &Visit) {
        let arn =
            self.executions[visit.execution.0 as usize].history.iter().rev().find_map(|event| match &event.details {
                EventDetails::MapRunStarted { map_run_arn } if event.visit == Some(visit.id) => {
                    Some((event.id, map_run_arn.clone()))
                }
                _ => None,
            });
        let Some((started, map_run_arn)) = arn else { return self.schedule(id, Next::Execute) };
        let redrive_count = self.executions[visit.execution.0 as usize].redrive_count;
        self.emit(id, EventDetails::MapRunRedriven { map_run_arn: map_run_arn.clone(), redrive_count });
        if !map_distributed::prepare_again(self, id, state, map, (started, map_run_arn)) {
            return;
        }
        let done: Vec<(u32, Value)> = self
            .executions
            .iter()
            .filter(|child| child.started_by == Some(visit.id) && matches!(child.parent, Parent::Item(..)))
            .filter_map(|child| Some((child.item()?, child.output.clone()?)))
            .collect();
        let Some(join) = &mut self.strand_mut(id).join else { return };
        for (index, output) in done {
            if let Some(place) = join.results.get_mut(index as usize) {
                *place = Some(output);
            }
        }
        join.open = join.results.iter().filter(|result| result.is_none()).count() as u32;
        let next = if join.open == 0 { Next::Joined } else { Next::MapRun(MapRunTurn::StartItem) };
        self.schedule(id, next);
    }

    /// How many iterations of the visit's last attempt were started; they start in order.
    fn started_children(&self, visit: &Visit) -> u32 {
        let execution = &self.executions[visit.execution.0 as usize];
        let first = visit.attempts.last().map_or(0, |attempt| attempt.first_event);
        let iterations = execution.history.iter_from(first as usize).filter_map(|event| match event.details {
            EventDetails::MapIterationStarted { index, .. } if event.visit == Some(visit.id) => Some(index + 1),
            _ => None,
        });
        iterations.max().unwrap_or(0)
    }

    fn last_visit(&self, is_it: impl Fn(&Visit) -> bool) -> Option<VisitId> {
        self.visits.iter().rev().find(|visit| is_it(visit)).map(|visit| visit.id)
    }
}

/// What is being revived, and the event that the next ones point at.
struct Revival {
    execution: ExecutionId,
    event: EventId,
}

/// The visit goes on.
fn reopen(visit: &mut Visit) {
    visit.status = VisitStatus::InProgress;
    (visit.ended, visit.stop, visit.decision, visit.flow.failure) = (None, None, None, None);
}

fn has_succeeded(visit: &Visit) -> bool {
    matches!(visit.status, VisitStatus::Succeeded | VisitStatus::CaughtError)
}

/// Where a visit went that succeeded, when the state after it was never entered.
fn next_of(visit: &Visit) -> Option<StateId> {
    match visit.decision.as_deref()? {
        Decision::Continued { next } | Decision::Chose { next, .. } | Decision::Caught { next, .. }
            if has_succeeded(visit) =>
        {
            *next
        }
        _ => None,
    }
}

/// The output of a branch or iteration whose last visit this is, if it had come to its end.
fn finished_output(visit: &Visit) -> Option<Value> {
    let is_end = has_succeeded(visit) && next_of(visit).is_none();
    is_end.then(|| visit.flow.output.clone()).flatten()
}
