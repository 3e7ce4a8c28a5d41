//! Breakpoints: where a run that plays by itself stops.

use crate::Status;
use definition::StateId;
use engine::{EventDetails, HistoryEvent, Run, Visit};
use host::{Host, Seed};
use json::{Text, Value};
use jsonata::{Expression, Limits, Scope};
use std::rc::Rc;

/// Where a run stops.
#[derive(Clone, Debug)]
pub enum Breakpoint {
    /// When a state is entered.
    State(StateId),
    /// When something fails; with this error name only, if one is given.
    Error(Option<Text>),
    /// When an attempt of a state starts, counted from 1.
    Attempt(StateId, u32),
    /// When a state is entered and a condition over its input holds.
    Data {
        /// The state; any, when `None`.
        state: Option<StateId>,
        /// A JSONata expression over the input: `order.total > 100`.
        condition: Expression,
    },
}

/// What a condition may spend, in steps: it is evaluated at every state that is entered.
const CONDITION_STEPS: u64 = 100_000;

impl Breakpoint {
    /// A condition over the data; the error says what is wrong with it.
    pub fn data(state: Option<StateId>, condition: &str) -> Result<Self, String> {
        let condition = Expression::parse(condition).map_err(|error| error.message)?;
        Ok(Self::Data { state, condition })
    }

    /// Does a run stop right after `event`? `run` may have gone on since.
    pub fn is_hit(&self, run: &Run, event: &HistoryEvent) -> bool {
        let visit = event.visit.and_then(|visit| run.visit(visit));
        // The states of another machine have numbers of their own.
        let visit_here = visit.filter(|visit| runs_own_machine(run, visit));
        let is_entered = matches!(event.details, EventDetails::StateEntered { .. });
        match self {
            Self::State(state) => is_entered && visit_here.is_some_and(|visit| visit.state == *state),
            Self::Error(name) => {
                crate::events::status(&event.details) == Some(Status::Failed)
                    && name.as_ref().is_none_or(|name| error_name(&event.details) == Some(name))
            }
            Self::Attempt(state, attempt) => visit_here.is_some_and(|visit| {
                // Also true of a run that has gone on since.
                let started = visit.attempts.get((*attempt as usize).wrapping_sub(1));
                visit.state == *state && started.is_some_and(|started| started.first_event == event.id)
            }),
            Self::Data { state: None, condition } => is_entered && visit.is_some_and(|visit| holds(condition, visit)),
            Self::Data { state: Some(state), condition } => {
                is_entered && visit_here.is_some_and(|visit| visit.state == *state && holds(condition, visit))
            }
        }
    }
}

/// Is a visit one of the machine that was started, in whatever execution?
fn runs_own_machine(run: &Run, visit: &Visit) -> bool {
    let execution = run.execution(visit.execution);
    execution.is_some_and(|execution| Rc::ptr_eq(execution.machine(), run.root().machine()))
}

/// The first breakpoint that an event hits, by its index.
pub fn hit(breakpoints: &[Breakpoint], run: &Run, event: &HistoryEvent) -> Option<usize> {
    breakpoints.iter().position(|breakpoint| breakpoint.is_hit(run, event))
}

struct Visible<'a>(&'a Visit);

impl Scope for Visible<'_> {
    fn variable(&self, name: &str) -> Option<Value> {
        self.0.variables.get(name).cloned()
    }
}

/// A condition that cannot be evaluated does not hold.
fn holds(condition: &Expression, visit: &Visit) -> bool {
    let mut host = Host::new(visit.start, Seed(0));
    let limits = Limits { steps: CONDITION_STEPS, ..Limits::STEP_FUNCTIONS };
    let value = condition.eval(Some(&visit.flow.input), &Visible(visit), &mut host, limits);
    matches!(value, Ok(Some(Value::Bool(true))))
}

fn error_name(details: &EventDetails) -> Option<&Text> {
    match details {
        EventDetails::ExecutionFailed(failure)
        | EventDetails::ExecutionTimedOut(failure)
        | EventDetails::LambdaFunctionFailed(failure)
        | EventDetails::LambdaFunctionTimedOut(failure)
        | EventDetails::ActivityFailed(failure)
        | EventDetails::ActivityTimedOut(failure)
        | EventDetails::MapRunFailed(failure)
        | EventDetails::TaskSubmitFailed { failure, .. }
        | EventDetails::TaskStartFailed { failure, .. }
        | EventDetails::TaskFailed { failure, .. }
        | EventDetails::TaskTimedOut { failure, .. }
        | EventDetails::EvaluationFailed { failure, .. } => failure.error.as_ref(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{CHARGE, play};

    fn stops(breakpoint: &Breakpoint) -> Vec<u32> {
        let played = play(CHARGE, r#"{"day":"d","n":3}"#, r#"{"tasks":{"Charge":[{"exitCode":7}]}}"#);
        let run = &played.latest;
        run.root().history.iter().filter(|event| breakpoint.is_hit(run, event)).map(|event| event.id).collect()
    }

    #[test]
    fn a_run_stops_at_what_a_breakpoint_names() {
        let data = |condition: &str| Breakpoint::data(None, condition).unwrap();
        for (breakpoint, expected) in [
            (Breakpoint::State(StateId(2)), &[10][..]),
            (Breakpoint::Error(None), &[6][..]),
            (Breakpoint::Error(Some("States.TaskFailed".into())), &[6][..]),
            (Breakpoint::Error(Some("States.Timeout".into())), &[][..]),
            (Breakpoint::Attempt(StateId(0), 1), &[3][..]),
            (Breakpoint::Attempt(StateId(0), 2), &[][..]),
            (data("$exists(error)"), &[8, 10][..]),
            (data("n > 3"), &[][..]),
            (Breakpoint::data(Some(StateId(0)), "n = 3").unwrap(), &[2][..]),
        ] {
            assert_eq!(stops(&breakpoint), expected, "{breakpoint:?}");
        }
        assert!(Breakpoint::data(None, "n >").is_err());
    }
}
