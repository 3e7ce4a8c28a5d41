//! A strand's turn: what it does next, and how it goes on from there.

use crate::context_object::ContextObject;
use crate::errors::{Evaluation, Fault};
use crate::evaluator::{Bindings, Evaluator};
use crate::execution::ExecutionStatus;
use crate::program::Program;
use crate::run::Work;
use crate::strand::{Next, Purpose, Strand, StrandId, Ticket};
use crate::{
    AssignedVariables, DataFlow, Decision, EventDetails, EventId, Failure, Run, StageFailure, Visit, VisitId,
    VisitStatus, catch, errors, retry, states,
};
use definition::{State, StateId, StateKind};
use host::{Host, Seed};
use json::Value;
use std::cell::OnceCell;
use std::rc::Rc;

impl Run {
    /// A strand does what it is to do next.
    pub(crate) fn turn(&mut self, id: StrandId) {
        let execution = self.strand(id).execution;
        if self.is_history_full(execution) {
            // Recorded nowhere; the sentence is the one AWS's console shows.
            let cause = "The execution reached the maximum number of history events (25000).";
            return self.fail_execution(execution, Failure::new(errors::RUNTIME, cause));
        }
        let program = self.program(id);
        match std::mem::take(&mut self.strand_mut(id).next) {
            Next::Wait => {}
            Next::Begin => states::map_inline::begin(self, id),
            Next::Enter { state, input } => self.enter(id, program.machine.state(state), input),
            Next::Finish { output } => self.finish(id, output),
            Next::Fail { failure } => self.fail(id, failure),
            next => {
                let Some(state) = self.state(id) else { return };
                self.turn_inside(id, program.machine.state(state), next);
            }
        }
    }

    /// The turns that belong to a state.
    fn turn_inside(&mut self, id: StrandId, state: &State, next: Next) {
        match next {
            Next::Execute => states::execute(self, id, state),
            Next::Start { parameters } => states::task::start(self, id, state, parameters),
            Next::MapRun(turn) => states::map_distributed::turn(self, id, state, turn),
            Next::Joined => states::joined(self, id, state),
            Next::Complete { result } => states::complete(self, id, state, result),
            Next::Handle { failure } => self.handle(id, state, failure, true),
            Next::Catch { caught, failure } => catch::leave(self, id, state, caught, &failure),
            _ => {}
        }
    }

    /// `<Type>StateEntered`
    fn enter(&mut self, id: StrandId, state: &State, input: Value) {
        let Some(state_type) = state.state_type() else {
            let cause = format!("The state '{}' has no valid Type", state.name);
            return self.fail(id, Failure::new(errors::RUNTIME, cause));
        };
        let visit = VisitId(self.visits.len() as u32);
        let now = self.now;
        let parent = self.strand(id).parent;
        let parent = parent.and_then(|(outer, index)| Some((self.strand(outer).visit?, index)));
        let strand = self.strand_mut(id);
        let previous = strand.visit.replace(visit);
        strand.retries.clear();
        strand.missed_heartbeat = false;
        strand.next = Next::Execute;
        let (execution, variables) = (strand.execution, strand.variables.clone());
        let details = EventDetails::StateEntered { state_type, name: state.name.clone(), input: input.clone() };
        let entered = self.emit(id, details);
        self.visits.push(Visit {
            id: visit,
            execution,
            state: state.id,
            parent,
            previous,
            entered,
            start: now,
            ended: None,
            stop: None,
            status: VisitStatus::InProgress,
            flow: DataFlow { input, ..DataFlow::default() },
            attempts: Vec::new(),
            decision: None,
            variables,
        });
        self.schedule_turn(id);
    }

    /// `<Type>StateExited`, and on to the next state.
    pub(crate) fn exit(
        &mut self,
        id: StrandId,
        state: &State,
        output: Value,
        assigned: Option<AssignedVariables>,
        way: Way,
    ) {
        let Some(state_type) = state.state_type() else { return };
        let details = EventDetails::StateExited {
            state_type,
            name: state.name.clone(),
            output: output.clone(),
            assigned: assigned.clone(),
        };
        let event = self.emit(id, details);
        let strand = self.strand_mut(id);
        strand.join = None;
        strand.token = None;
        for (name, value) in assigned.iter().flat_map(|assigned| assigned.iter()) {
            strand.variables.set(name.clone(), value.clone());
        }
        let status = if matches!(way.decision, Decision::Caught { .. }) {
            VisitStatus::CaughtError
        } else {
            VisitStatus::Succeeded
        };
        self.end_visit(id, status, Some(event), way.decision);
        self.change_flow(id, |flow| {
            flow.output = Some(output.clone());
            flow.assigned = assigned;
        });
        match way.next {
            Some(state) => self.schedule(id, Next::Enter { state, input: output }),
            // A branch leaves no event of its own when it ends, so it takes no turn for it.
            None if states::is_branch(self, id) => self.finish(id, output),
            None => self.schedule(id, Next::Finish { output }),
        }
    }

    /// The last state of the strand is done.
    fn finish(&mut self, id: StrandId, output: Value) {
        match self.strand(id).parent {
            None => {
                let execution = self.strand(id).execution;
                self.end_execution(execution, ExecutionStatus::Succeeded, Some(output), None);
            }
            Some((parent, index)) => states::child_finished(self, id, parent, index, output),
        }
    }

    /// The state's own data handling failed.
    pub(crate) fn fault(&mut self, id: StrandId, state: &State, fault: Fault) {
        let Fault { failure, evaluation, stage, span } = fault;
        self.change_flow(id, |flow| flow.failure = Some(StageFailure { stage, failure: failure.clone(), span }));
        let Some(evaluation) = evaluation else { return self.handle(id, state, failure, false) };
        self.emit_evaluation_failed(id, state, &failure, evaluation);
        self.schedule(id, Next::Handle { failure });
    }

    /// As [`fault`](Self::fault), where no retrier and no Catcher may act.
    pub(crate) fn fault_finally(&mut self, id: StrandId, state: &State, fault: Fault) {
        let Fault { failure, evaluation, stage, span } = fault;
        self.change_flow(id, |flow| flow.failure = Some(StageFailure { stage, failure: failure.clone(), span }));
        let Some(evaluation) = evaluation else { return self.fail(id, failure) };
        self.emit_evaluation_failed(id, state, &failure, evaluation);
        self.schedule(id, Next::Fail { failure });
    }

    fn emit_evaluation_failed(&mut self, id: StrandId, state: &State, failure: &Failure, evaluation: Evaluation) {
        // Recorded: it points at the state's Entered event, whatever came after that.
        if let Some(visit) = self.current_visit(id).filter(|visit| visit.state == state.id) {
            self.strand_mut(id).last_event = visit.entered;
        }
        let (failure, location, state) = (failure.clone(), evaluation.location, state.name.clone());
        self.emit(id, EventDetails::EvaluationFailed { failure, location, state });
    }

    /// A state failed: retry, catch, or give up. `announce` is false for the faults that end the
    /// execution directly, without `…StateFailed` (recorded: `aws-recorded` §4).
    pub(crate) fn handle(&mut self, id: StrandId, state: &State, failure: Failure, announce: bool) {
        let named = self.name_for_matching(id, &failure);
        let retry = retry::decide(self, id, state, &named);
        self.end_attempt(id, &failure, retry.clone());
        if let Some(retry) = retry {
            self.strand_mut(id).next = Next::Execute;
            let ticket = self.new_ticket(id);
            return self.agenda.push_at(retry.resumes, self.now, Work::Turn(id, ticket));
        }
        match state.kind {
            Some(StateKind::Parallel(_)) if announce => _ = self.emit(id, EventDetails::ParallelStateFailed),
            Some(StateKind::Map(_)) if announce => _ = self.emit(id, EventDetails::MapStateFailed),
            _ => {}
        }
        match catch::find(state, &named) {
            Some(caught) => self.schedule(id, Next::Catch { caught, failure }),
            None if announce => self.schedule(id, Next::Fail { failure }),
            None => self.fail(id, failure),
        }
    }

    /// A missed heartbeat is called `States.Timeout` in the history (recorded), but retriers and
    /// Catchers know it as `States.HeartbeatTimeout` too (Developer Guide, error names).
    fn name_for_matching(&self, id: StrandId, failure: &Failure) -> Failure {
        let error = if self.strand(id).missed_heartbeat {
            Some(errors::HEARTBEAT_TIMEOUT.into())
        } else {
            failure.error.clone()
        };
        Failure { error, cause: None }
    }

    /// Nothing caught: the branch, iteration or execution fails.
    pub(crate) fn fail(&mut self, id: StrandId, failure: Failure) {
        let event = self.strand(id).last_event;
        self.end_visit(id, VisitStatus::Failed, Some(event), Decision::Failed(failure.clone()));
        match self.strand(id).parent {
            None => {
                let execution = self.strand(id).execution;
                self.fail_execution(execution, failure);
            }
            Some((parent, index)) => states::child_failed(self, id, parent, index, failure),
        }
    }

    /// Abort a strand and everything inside it, without events. Its place is free afterwards.
    pub(crate) fn abort(&mut self, id: StrandId) {
        if let Some(join) = self.strand_mut(id).join.take() {
            join.running.iter().for_each(|child| self.abort(*child));
            if join.map_run.is_some() {
                states::map_distributed::abort_items(self, id);
            }
        }
        if let Some(task) = self.strand_mut(id).task.take() {
            self.abandon(task, crate::port::Abandonment::Aborted);
        }
        if self.current_visit(id).is_some_and(|visit| visit.status == VisitStatus::InProgress) {
            self.end_visit(id, VisitStatus::Aborted, None, Decision::Aborted);
        }
        self.release(id);
    }

    /// The strand is done; its place may be used again.
    pub(crate) fn release(&mut self, id: StrandId) {
        self.new_ticket(id);
        self.strand_mut(id).next = Next::Wait;
        self.free_strands.push(id);
    }

    /// What the strand does next, at once.
    pub(crate) fn schedule(&mut self, id: StrandId, next: Next) {
        self.strand_mut(id).next = next;
        self.schedule_turn(id);
    }

    fn schedule_turn(&mut self, id: StrandId) {
        let ticket = self.new_ticket(id);
        self.agenda.push_now(Work::Turn(id, ticket));
    }

    /// What the strand does next, at `time`.
    pub(crate) fn schedule_at(&mut self, id: StrandId, time: host::Timestamp, next: Next) {
        self.strand_mut(id).next = next;
        let ticket = self.new_ticket(id);
        self.agenda.push_at(time, self.now, Work::Turn(id, ticket));
    }

    fn new_ticket(&mut self, id: StrandId) -> Ticket {
        self.last_ticket = self.last_ticket.wrapping_add(1);
        let ticket = Ticket(self.last_ticket);
        self.strand_mut(id).ticket = ticket;
        ticket
    }

    /// Add an event to the strand's chain.
    pub(crate) fn emit(&mut self, id: StrandId, details: EventDetails) -> EventId {
        let event = self.emit_beside(id, details);
        self.strand_mut(id).last_event = event;
        event
    }

    /// Add an event that the strand's next one will not point at.
    pub(crate) fn emit_beside(&mut self, id: StrandId, details: EventDetails) -> EventId {
        let Strand { execution, last_event, visit, parent, .. } = *self.strand(id);
        // An event about an iteration as a whole belongs to the Map, not to a state inside it.
        let visit = match (parent, &details) {
            (
                Some((parent, _)),
                EventDetails::MapIterationStarted { .. }
                | EventDetails::MapIterationSucceeded { .. }
                | EventDetails::MapIterationFailed { .. }
                | EventDetails::MapIterationAborted { .. },
            ) => self.strand(parent).visit,
            _ => visit,
        };
        self.record(execution, last_event, visit, details)
    }

    pub(crate) fn strand(&self, id: StrandId) -> &Strand {
        &self.strands[id.0 as usize]
    }

    pub(crate) fn strand_mut(&mut self, id: StrandId) -> &mut Strand {
        self.strands.get_mut(id.0 as usize).expect("places of strands are never removed")
    }

    pub(crate) fn program(&self, id: StrandId) -> Rc<Program> {
        self.executions[self.strand(id).execution.0 as usize].program.clone()
    }

    pub(crate) fn current_visit(&self, id: StrandId) -> Option<&Visit> {
        self.visit(self.strand(id).visit?)
    }

    fn state(&self, id: StrandId) -> Option<StateId> {
        self.current_visit(id).map(|visit| visit.state)
    }

    pub(crate) fn change_visit(&mut self, id: StrandId, change: impl FnOnce(&mut Visit)) {
        let visit = self.strand(id).visit;
        if let Some(visit) = visit.and_then(|visit| self.visits.get_mut(visit.0 as usize)) {
            change(visit);
        }
    }

    pub(crate) fn change_flow(&mut self, id: StrandId, change: impl FnOnce(&mut DataFlow)) {
        self.change_visit(id, |visit| change(&mut visit.flow));
    }

    fn end_visit(&mut self, id: StrandId, status: VisitStatus, event: Option<EventId>, decision: Decision) {
        let now = self.now;
        self.change_visit(id, |visit| {
            visit.status = status;
            visit.ended = event;
            visit.stop = Some(now);
            visit.decision = Some(Rc::new(decision));
        });
    }

    /// The present attempt failed.
    fn end_attempt(&mut self, id: StrandId, failure: &Failure, retry: Option<crate::RetryDecision>) {
        let now = self.now;
        self.change_visit(id, |visit| {
            if let Some(attempt) = visit.attempts.last_mut() {
                attempt.stop = Some(now);
                attempt.failure = Some(failure.clone());
                attempt.retry = retry;
            }
        });
    }

    /// What evaluates the expressions of the strand's state.
    pub(crate) fn evaluator<'s>(&mut self, id: StrandId, state: &'s State) -> Evaluator<'s> {
        let seed = self.expression_seed(id, state);
        let strand = self.strand(id);
        let visit = self.current_visit(id);
        let given = self.options.single_state.as_ref().map(|single| single.context.clone());
        let has_attempts = matches!(state.kind, Some(StateKind::Task(_) | StateKind::Parallel(_) | StateKind::Map(_)));
        Evaluator {
            state,
            entered: visit.map_or(0, |visit| visit.entered),
            host: Host::new(self.now, seed),
            bindings: Bindings {
                variables: strand.variables.clone(),
                context: ContextObject {
                    base: self.executions[strand.execution.0 as usize].context.clone(),
                    state: state.name.clone(),
                    entered_time: visit.map_or(self.now, |visit| visit.start),
                    retry_count: has_attempts.then(|| strand.retry_count()),
                    task_token: strand.token.clone(),
                    map_item: strand.map_item.clone(),
                    whole: given.map_or_else(OnceCell::new, OnceCell::from),
                },
                input: visit.map(|visit| visit.flow.input.clone()).unwrap_or_default(),
                result: None,
                error_output: None,
            },
        }
    }

    /// A new stream for every evaluation; states without chance in them need not be counted.
    fn expression_seed(&mut self, id: StrandId, state: &State) -> Seed {
        if self.program(id).uses_chance(state.id) {
            self.strand_mut(id).draw(state.id, &state.name, Purpose::Expression)
        } else {
            Seed(0)
        }
    }
}

/// Where a state goes, and why.
pub(crate) struct Way {
    /// The next state; `None` at an end.
    pub(crate) next: Option<StateId>,
    /// Why.
    pub(crate) decision: Decision,
}
