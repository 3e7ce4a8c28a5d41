//! The transport: what can be pressed, and the clock.

use crate::{Message, Moment};
use engine::{EventId, ExecutionStatus};
use host::Timestamp;

/// What the transport shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Transport {
    /// "Ready", "Paused", "Succeeded"; the page says "Running" while it plays.
    pub state: Message,
    /// Virtual time since the start, in milliseconds.
    pub elapsed: i64,
    /// Virtual time on the clock.
    pub wall: Timestamp,
    /// The event where the run stands; 0 before the first.
    pub at: EventId,
    /// The last event that is known.
    pub of: EventId,
    /// Is there a step to take back?
    pub can_step_back: bool,
    /// Is there a step to take?
    pub can_step: bool,
    /// Is the run inside a branch, iteration or child execution that can be stepped out of?
    pub can_step_out: bool,
    /// Does the run wait for a person to answer a task token?
    pub waits_for_person: bool,
}

/// The transport at a moment. `outcome` is what the last step of the timeline did.
pub fn transport(moment: &Moment<'_>, outcome: engine::StepOutcome) -> Transport {
    let (at, of) = (moment.last_event(), moment.whole_history().len() as EventId);
    let is_at_end = moment.run.steps() >= moment.latest.steps();
    let visit = moment.history().last().and_then(|event| event.visit).and_then(|id| moment.visit(id));
    let waits = is_at_end && outcome == engine::StepOutcome::Waiting;
    Transport {
        state: state(moment, waits),
        elapsed: moment.since_start(moment.run.now()),
        wall: moment.run.now(),
        at,
        of,
        can_step_back: moment.run.steps() > 0,
        can_step: !is_at_end || outcome == engine::StepOutcome::Stepped,
        can_step_out: moment.execution != engine::ExecutionId(0) || visit.is_some_and(|visit| visit.parent.is_some()),
        waits_for_person: waits,
    }
}

fn state(moment: &Moment<'_>, waits: bool) -> Message {
    Message::new(match moment.run.root().status {
        ExecutionStatus::Running if moment.run.steps() == 0 => "transport.ready",
        ExecutionStatus::Running if waits => "transport.waiting",
        ExecutionStatus::Running => "transport.paused",
        ExecutionStatus::Succeeded => "transport.succeeded",
        ExecutionStatus::Failed => "transport.failed",
        ExecutionStatus::TimedOut => "transport.timed_out",
        ExecutionStatus::Aborted => "transport.aborted",
    })
}

/// `00:05:03`; days in front when there are any.
pub fn long_clock(millis: i64) -> String {
    let seconds = millis.max(0) / 1000;
    let (days, hours, minutes, seconds) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    let days = if days > 0 { format!("{days}d ") } else { String::new() };
    format!("{days}{hours:02}:{minutes:02}:{seconds:02}")
}
