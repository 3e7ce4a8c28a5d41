//! Something failed: retry, catch, give up, abort.

use crate::errors::{Evaluation, Fault};
use crate::run::Work;
use crate::strand::{Next, StrandId};
use crate::{
    Decision, EventDetails, EventId, Failure, RetryDecision, Run, StageFailure, VisitStatus, catch, errors, retry,
    states,
};
use definition::{State, StateKind};
use std::rc::Rc;

impl Run {
    /// The state's own data handling failed.
    pub(crate) fn fault(&mut self, id: StrandId, state: &State, fault: Fault) {
        let Fault { failure, evaluation, stage, span } = fault;
        self.change_flow(id, |flow| {
            flow.failure = Some(Box::new(StageFailure { stage, failure: failure.clone(), span }));
        });
        let Some(evaluation) = evaluation else { return self.handle(id, state, failure, false) };
        self.emit_evaluation_failed(id, state, &failure, evaluation);
        self.schedule(id, Next::Handle { failure });
    }

    /// As [`fault`](Self::fault), where no retrier and no Catcher may act.
    pub(crate) fn fault_finally(&mut self, id: StrandId, state: &State, fault: Fault) {
        let Fault { failure, evaluation, stage, span } = fault;
        self.change_flow(id, |flow| {
            flow.failure = Some(Box::new(StageFailure { stage, failure: failure.clone(), span }));
        });
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
            return self.push_later(id, retry.resumes, Work::Turn(id, ticket));
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
        self.end_visit(id, VisitStatus::Failed, Some(event), Rc::new(Decision::Failed(failure.clone())));
        match self.strand(id).parent {
            Some((parent, index)) if failure.is_catchable() => states::child_failed(self, id, parent, index, failure),
            Some((parent, _)) => self.fail_outwards(parent, event, failure),
            None => {
                let execution = self.strand(id).execution;
                self.fail_execution(execution, failure);
            }
        }
    }

    /// What nobody may catch ends the execution at once: the states around leave no event
    /// (measured by others on AWS: floci#2868, a Pass in a Parallel).
    fn fail_outwards(&mut self, id: StrandId, event: EventId, failure: Failure) {
        self.strand_mut(id).last_event = event;
        self.fail(id, failure);
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
            self.end_visit(id, VisitStatus::Aborted, None, Rc::new(Decision::Aborted));
        }
        self.release(id);
    }

    /// The strand is done; its place may be used again.
    pub(crate) fn release(&mut self, id: StrandId) {
        self.new_ticket(id);
        self.strand_mut(id).next = Next::Wait;
        self.free_strands.push(id);
    }

    /// The present attempt failed.
    fn end_attempt(&mut self, id: StrandId, failure: &Failure, retry: Option<RetryDecision>) {
        let now = self.now;
        self.change_visit(id, |visit| {
            if let Some(attempt) = visit.attempts.last_mut() {
                attempt.stop = Some(now);
                attempt.failure = Some(failure.clone());
                attempt.retry = retry;
            }
        });
    }
}
