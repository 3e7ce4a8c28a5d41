//! What a strand has at hand: its chain of events, its visit, its expressions.

use crate::context_object::ContextObject;
use crate::evaluator::{Bindings, Evaluator};
use crate::program::Program;
use crate::strand::{Purpose, Strand, StrandId};
use crate::{DataFlow, Decision, EventDetails, EventId, Run, Visit, VisitStatus};
use definition::{State, StateId, StateKind};
use host::{Host, Seed};
use std::cell::OnceCell;
use std::rc::Rc;

impl Run {
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

    pub(crate) fn state(&self, id: StrandId) -> Option<StateId> {
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

    pub(crate) fn end_visit(
        &mut self,
        id: StrandId,
        status: VisitStatus,
        event: Option<EventId>,
        decision: Rc<Decision>,
    ) {
        let now = self.now;
        self.change_visit(id, |visit| {
            visit.status = status;
            visit.ended = event;
            visit.stop = Some(now);
            visit.decision = Some(decision);
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
            quotas: self.options.quotas,
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
        if state.uses_chance { self.strand_mut(id).draw(state.id, &state.name, Purpose::Expression) } else { Seed(0) }
    }
}
