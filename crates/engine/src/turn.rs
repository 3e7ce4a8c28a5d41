//! A strand's turn: what it does next, and how it goes on from there.

use crate::run::Work;
use crate::strand::{Next, StrandId, Ticket};
use crate::{
    AssignedVariables, DataFlow, Decision, EventDetails, ExecutionStatus, Failure, Run, Visit, VisitId, VisitStatus,
    catch, errors, states,
};
use definition::{State, StateId};
use json::Value;
use std::rc::Rc;

impl Run {
    /// A strand does what it is to do next.
    pub(crate) fn turn(&mut self, id: StrandId) {
        let execution = self.strand(id).execution;
        if self.is_history_full(execution) {
            // Measured by others on AWS (floci#2734): event 25000 is the failure, after the last real one.
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
    fn enter(&mut self, id: StrandId, state: &State, mut input: Value) {
        let Some(state_type) = state.state_type() else {
            let cause = format!("The state '{}' has no valid Type", state.name);
            return self.fail(id, Failure::new(errors::RUNTIME, cause));
        };
        let visit = VisitId(self.visits.len() as u32);
        let now = self.now;
        let former = self.edit_entry(id, state, &mut input);
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
            flow: DataFlow { input, former, ..DataFlow::default() },
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
        mut output: Value,
        assigned: Option<AssignedVariables>,
        way: Way,
    ) {
        let Some(state_type) = state.state_type() else { return };
        let former = self.edit_output(id, state, &mut output);
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
        let status = if matches!(*way.decision, Decision::Caught { .. }) {
            VisitStatus::CaughtError
        } else {
            VisitStatus::Succeeded
        };
        self.end_visit(id, status, Some(event), way.decision);
        self.change_flow(id, |flow| {
            flow.output = Some(output.clone());
            flow.assigned = assigned;
            if let Some(former) = former {
                flow.former.get_or_insert_default().output = Some(former);
            }
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
        self.push_later(id, time, Work::Turn(id, ticket));
    }

    pub(crate) fn new_ticket(&mut self, id: StrandId) -> Ticket {
        self.last_ticket = self.last_ticket.wrapping_add(1);
        let ticket = Ticket(self.last_ticket);
        self.strand_mut(id).ticket = ticket;
        ticket
    }
}

/// Where a state goes, and why.
pub(crate) struct Way {
    /// The next state; `None` at an end.
    pub(crate) next: Option<StateId>,
    /// Why.
    pub(crate) decision: Rc<Decision>,
}
