//! Executions start and end.

use crate::execution::Parent;
use crate::program::Program;
use crate::run::Work;
use crate::strand::{Next, Strand, StrandId, Ticket};
use crate::{
    EventDetails, EventId, Execution, ExecutionId, ExecutionStatus, Failure, HistoryEvent, Log, Quotas, Run, Variables,
    VisitId, WorkflowType, errors, quotas,
};
use definition::ContainerId;
use host::{Seed, Timestamp};
use json::{Text, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What an execution is started with.
pub(crate) struct NewExecution {
    pub(crate) program: Rc<Program>,
    pub(crate) container: ContainerId,
    pub(crate) machine_name: Text,
    pub(crate) name: Text,
    pub(crate) workflow_type: WorkflowType,
    pub(crate) input: Value,
    pub(crate) seed: Seed,
    pub(crate) parent: Parent,
}

impl Run {
    /// An execution that is about to start.
    pub(crate) fn start_execution(&mut self, new: NewExecution) -> ExecutionId {
        let id = ExecutionId(self.executions.len() as u32);
        let strand = self.add_strand(Strand::new(id, new.container, new.seed, Variables::default()));
        let mut execution = Execution {
            id,
            arn: self.execution_arn(&new),
            machine_arn: self.options.machine_arn(&new.machine_name),
            name: new.name,
            machine_name: new.machine_name,
            workflow_type: new.workflow_type,
            input: new.input,
            status: ExecutionStatus::Running,
            output: None,
            failure: None,
            start: self.now,
            stop: None,
            redrive_count: 0,
            redrive_time: None,
            history: Log::default(),
            parent: new.parent,
            started_by: self.starting_visit(new.parent),
            strand,
            container: new.container,
            program: new.program,
            context: json::Object::new(),
        };
        execution.context = execution.context_base(&self.options.role_arn);
        self.executions.push(execution);
        id
    }

    /// The visit that starts an execution for a parent.
    pub(crate) fn starting_visit(&self, parent: Parent) -> Option<VisitId> {
        let strand = match parent {
            Parent::None => return None,
            Parent::Task(task) => self.tasks.get(&task)?.strand,
            Parent::Item(strand, _) => strand,
        };
        self.strand(strand).visit
    }

    /// An Express execution's ARN ends in one part more (Developer Guide, Express workflows).
    fn execution_arn(&self, new: &NewExecution) -> Text {
        let name = format!("{}:{}", new.machine_name, new.name);
        match new.workflow_type {
            WorkflowType::Standard => self.options.arn("execution", &name),
            WorkflowType::Express => {
                let unique = new.seed.split("express").stream().uuid();
                self.options.arn("express", &format!("{name}:{unique}"))
            }
        }
    }

    /// ExecutionStarted
    pub(crate) fn begin_execution(&mut self, id: ExecutionId) {
        let role_arn = self.options.role_arn.clone();
        let execution = &self.executions[id.0 as usize];
        let (strand, input, machine) = (execution.strand, execution.input.clone(), execution.machine().clone());
        let container = self.strand(strand).container;
        self.record(id, 0, None, EventDetails::ExecutionStarted { input: input.clone(), role_arn });
        self.set_deadline(id);
        let single = self.options.single_state.clone();
        for (name, value) in single.iter().flat_map(|single| &single.variables) {
            self.strand_mut(strand).variables.set(name.clone(), value.clone());
        }
        match single.map(|single| single.state).or_else(|| machine.container(container).start()) {
            Some(state) => self.schedule(strand, Next::Enter { state, input }),
            None => {
                let failure = Failure::new(errors::RUNTIME, "The state machine has no state to start at");
                self.fail_execution(id, failure);
            }
        }
    }

    /// Put a deadline on the agenda. The year of a Standard execution is not worth an entry until
    /// something is to happen after it: see [`push_later`](Self::push_later).
    pub(crate) fn set_deadline(&mut self, id: ExecutionId) {
        let execution = &self.executions[id.0 as usize];
        if execution.workflow_type == WorkflowType::Express || execution.timeout_seconds().is_some() {
            self.agenda.push_at(execution.deadline(), self.now, Work::ExecutionTimeout(id));
        }
    }

    /// Something that a strand waits for, which its execution may not live to see.
    pub(crate) fn push_later(&mut self, id: StrandId, time: Timestamp, work: Work) {
        let execution = self.strand(id).execution;
        let deadline = self.executions[execution.0 as usize].deadline();
        if time > deadline && self.options.quotas == Quotas::Enforced {
            self.agenda.push_at(deadline, self.now, Work::ExecutionTimeout(execution));
        }
        self.agenda.push_at(time, self.now, work);
    }

    /// The deadline has come.
    pub(crate) fn time_out_execution(&mut self, id: ExecutionId) {
        let failure = Failure { error: Some(errors::TIMEOUT.into()), cause: None };
        self.end_execution(id, ExecutionStatus::TimedOut, None, Some(failure));
    }

    /// ExecutionFailed
    pub(crate) fn fail_execution(&mut self, id: ExecutionId, failure: Failure) {
        self.end_execution(id, ExecutionStatus::Failed, None, Some(failure));
    }

    /// An execution ends: its last event, and word to whoever waits for it.
    pub(crate) fn end_execution(
        &mut self,
        id: ExecutionId,
        status: ExecutionStatus,
        output: Option<Value>,
        failure: Option<Failure>,
    ) {
        let strand = self.executions[id.0 as usize].strand;
        let previous = match status {
            // Recorded for ExecutionAborted: it points at no event (`test_stop_execution`).
            ExecutionStatus::Aborted | ExecutionStatus::TimedOut => 0,
            _ => self.strand(strand).last_event,
        };
        self.abort(strand);
        let details = ending_event(status, output.clone(), failure.clone());
        self.record(id, previous, None, details);
        let now = self.now;
        let execution = self.executions.get_mut(id.0 as usize).expect("executions are never removed");
        (execution.status, execution.output, execution.failure, execution.stop) = (status, output, failure, Some(now));
        match execution.parent {
            Parent::None => {}
            Parent::Task(task) => self.agenda.push_now(Work::ChildEnded(task, id)),
            Parent::Item(strand, index) => crate::states::map_distributed::item_ended(self, strand, index, id),
        }
    }

    /// Add an event to an execution's history.
    pub(crate) fn record(
        &mut self,
        id: ExecutionId,
        previous_event_id: EventId,
        visit: Option<VisitId>,
        details: EventDetails,
    ) -> EventId {
        let (timestamp, step) = (self.now, self.steps);
        let execution = self.executions.get_mut(id.0 as usize).expect("executions are never removed");
        let event_id = execution.history.len() as EventId + 1;
        execution.history.push(HistoryEvent { id: event_id, previous_event_id, timestamp, details, step, visit });
        self.journal.push((id, event_id));
        event_id
    }

    /// Is there room for one event only, which must be ExecutionFailed?
    pub(crate) fn is_history_full(&self, id: ExecutionId) -> bool {
        let execution = &self.executions[id.0 as usize];
        self.options.quotas == Quotas::Enforced
            && execution.workflow_type == WorkflowType::Standard
            && execution.history.len() >= quotas::HISTORY_EVENTS - 1
    }

    /// A place for a strand.
    pub(crate) fn add_strand(&mut self, strand: Strand) -> StrandId {
        if let Some(id) = self.free_strands.pop() {
            *self.strand_mut(id) = strand;
            return id;
        }
        self.strands.push(strand);
        StrandId(self.strands.len() as u32 - 1)
    }
}

impl Strand {
    pub(crate) fn new(execution: ExecutionId, container: ContainerId, seed: Seed, variables: Variables) -> Self {
        Self {
            execution,
            container,
            parent: None,
            map_item: None,
            variables,
            seed,
            draws: BTreeMap::new(),
            last_event: 0,
            visit: None,
            next: Next::Wait,
            ticket: Ticket(0),
            retries: Vec::new(),
            task: None,
            missed_heartbeat: false,
            token: None,
            join: None,
        }
    }
}

impl Execution {
    /// When it times out: `TimeoutSeconds`, and never later than its type may run. A redrive counts
    /// anew (Developer Guide, redriving executions).
    pub(crate) fn deadline(&self) -> Timestamp {
        let longest = match self.workflow_type {
            WorkflowType::Standard => quotas::STANDARD_SECONDS,
            WorkflowType::Express => quotas::EXPRESS_SECONDS,
        };
        let seconds = self.timeout_seconds().map_or(longest, |declared| declared.min(longest));
        self.redrive_time.unwrap_or(self.start).plus_millis(seconds.saturating_mul(1000) as i64)
    }

    /// `TimeoutSeconds`, which is the machine's: the items of a distributed Map do not have it.
    fn timeout_seconds(&self) -> Option<u64> {
        self.machine().timeout_seconds.filter(|_| !matches!(self.parent, Parent::Item(..)))
    }
}

fn ending_event(status: ExecutionStatus, output: Option<Value>, failure: Option<Failure>) -> EventDetails {
    let failure = failure.unwrap_or_default();
    match status {
        ExecutionStatus::Failed => EventDetails::ExecutionFailed(failure),
        ExecutionStatus::TimedOut => EventDetails::ExecutionTimedOut(failure),
        ExecutionStatus::Aborted => EventDetails::ExecutionAborted(failure),
        ExecutionStatus::Running | ExecutionStatus::Succeeded => {
            EventDetails::ExecutionSucceeded { output: output.unwrap_or_default() }
        }
    }
}
