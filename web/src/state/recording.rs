//! A run as it has been played so far, event by event.

use super::Workspace;
use definition::{StateId, StateMachine};
use engine::{
    Cursor, EventDetails, EventId, ExecutionId, HistoryEvent, NamedMachine, Options, Run, StepOutcome, Timeline,
};
use host::{Seed, Timestamp};
use json::Value;
use services::{Scenario, SimulatedWorld};
use std::rc::Rc;

/// What a run is made of.
#[derive(Clone)]
pub struct Setup {
    /// The definition.
    pub machine: Rc<StateMachine>,
    /// The input.
    pub input: Value,
    /// The other machines of the workspace.
    pub machines: Vec<NamedMachine>,
    /// The ground state that it comes from: the scenario, and what was edited by hand.
    pub workspace: Rc<Workspace>,
}

/// A run as it has been played so far. A frame is a moment after which one can stop: the start,
/// and each step that left an event. Playing on never changes the frames before.
pub struct Recording {
    workspace: Rc<Workspace>,
    timeline: Timeline,
    /// The cursor of each frame, and how many events there were then.
    frames: Vec<(Cursor, usize)>,
}

impl Recording {
    /// A run that is about to start.
    pub fn new(setup: &Setup) -> Self {
        let Workspace { scenario, edits, .. } = &*setup.workspace;
        let Scenario { seed, start_time, .. } = **scenario;
        let (machines, edits) = (setup.machines.clone(), edits.clone());
        let options = Options { seed: Seed(seed), start: start_time, machines, edits, ..Options::default() };
        let world = SimulatedWorld::new((**scenario).clone());
        let run = Run::new(setup.machine.clone(), setup.input.clone(), options, Box::new(world));
        let frames = vec![(run.steps(), 0)];
        Self { workspace: setup.workspace.clone(), timeline: Timeline::new(run), frames }
    }

    /// The ground state that it comes from.
    pub fn workspace(&self) -> &Rc<Workspace> {
        &self.workspace
    }

    /// Play on to the next frame, at most `budget` steps; `false` when it was not reached.
    pub fn record_frame(&mut self, budget: u32) -> bool {
        for _ in 0..budget {
            if self.timeline.extend(1) != StepOutcome::Stepped {
                return false;
            }
            let events = self.timeline.latest().journal().len();
            if self.frames.last().is_some_and(|&(_, known)| events > known) {
                self.frames.push((self.timeline.latest().steps(), events));
                return true;
            }
        }
        false
    }

    /// Index of the last frame.
    pub fn last_frame(&self) -> usize {
        self.frames.len() - 1
    }

    /// Is nothing more due?
    pub fn is_over(&self) -> bool {
        self.timeline.outcome() != StepOutcome::Stepped
    }

    /// The run with its snapshots.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// What the last step that was played did.
    pub fn outcome(&self) -> StepOutcome {
        self.timeline.outcome()
    }

    /// The run as it was at a frame; at the last one when there is no such frame.
    pub fn at(&self, frame: usize) -> Run {
        match self.frames.get(frame) {
            Some(&(cursor, _)) if frame < self.last_frame() => self.timeline.at(cursor),
            _ => self.timeline.latest().clone(),
        }
    }

    /// The run as far as it has been played.
    pub fn latest(&self) -> &Run {
        self.timeline.latest()
    }

    /// Virtual time of a frame: that of its last event.
    pub fn time(&self, frame: usize) -> Timestamp {
        let run = self.timeline.latest();
        let event = self.event_count(frame).checked_sub(1).and_then(|at| self.event(at));
        event.map_or(run.options().start, |event| event.timestamp)
    }

    /// How many events there were at a frame.
    pub fn event_count(&self, frame: usize) -> usize {
        self.frames.get(frame).or(self.frames.last()).map_or(0, |&(_, events)| events)
    }

    /// The frame right after an event.
    pub fn frame_of(&self, execution: ExecutionId, event: EventId) -> Option<usize> {
        let step = self.timeline.latest().event(execution, event)?.step;
        Some(self.frames.partition_point(|&(cursor, _)| cursor < step))
    }

    /// Do both have the same events at and before a frame, given that they have at the frame before?
    pub fn agrees(&self, other: &Self, frame: usize) -> bool {
        let (from, to) = (self.event_count(frame.saturating_sub(1)), self.event_count(frame));
        let same = |at| match (self.event(at), other.event(at)) {
            (Some(mine), Some(theirs)) => {
                (mine.id, mine.timestamp, &mine.details) == (theirs.id, theirs.timestamp, &theirs.details)
            }
            _ => false,
        };
        frame <= other.last_frame() && other.event_count(frame) == to && (from..to).all(same)
    }

    /// The last event of a frame.
    pub fn last_event(&self, frame: usize) -> Option<&HistoryEvent> {
        self.event(self.event_count(frame).checked_sub(1)?)
    }

    /// The state that was entered right at a frame.
    pub fn entered(&self, frame: usize) -> Option<StateId> {
        let event = self.last_event(frame)?;
        let is_entered = matches!(event.details, EventDetails::StateEntered { .. });
        let visit = event.visit.filter(|_| is_entered)?;
        self.timeline.latest().visit(visit).map(|visit| visit.state)
    }

    /// The last frame whose virtual time is not after `time`.
    pub fn frame_at(&self, time: Timestamp) -> usize {
        let (mut from, mut to) = (0, self.last_frame());
        while from < to {
            let middle = (from + to).div_ceil(2);
            if self.time(middle) <= time { from = middle } else { to = middle - 1 }
        }
        from
    }

    /// An event by its place among those of all executions.
    fn event(&self, at: usize) -> Option<&HistoryEvent> {
        let run = self.timeline.latest();
        let &(execution, event) = run.journal().get(at)?;
        run.event(execution, event)
    }
}
