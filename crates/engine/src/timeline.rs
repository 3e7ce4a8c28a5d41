//! Stepping forwards and backwards: snapshots every so often, and replay from the nearest.

use crate::{EventId, ExecutionId, Run, StepOutcome};
use host::Timestamp;

/// A place on a timeline: the number of steps taken so far.
pub type Cursor = u32;

/// Steps between two snapshots: replaying as many takes well under a frame.
const SNAPSHOT_EVERY: u32 = 128;

/// A run that can be looked at as it was after any of its steps.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The run at step 0, 128, 256, … The first is always there.
    snapshots: Vec<Run>,
    /// The run as far as it has been played.
    latest: Run,
    outcome: StepOutcome,
}

impl Timeline {
    /// A timeline that starts where `run` stands.
    pub fn new(run: Run) -> Self {
        Self { snapshots: vec![run.clone()], latest: run, outcome: StepOutcome::Stepped }
    }

    /// Play on, at most `budget` steps.
    pub fn extend(&mut self, budget: u32) -> StepOutcome {
        for _ in 0..budget {
            self.outcome = self.latest.step();
            if self.outcome != StepOutcome::Stepped {
                break;
            }
            if self.latest.steps().is_multiple_of(SNAPSHOT_EVERY) {
                self.snapshots.push(self.latest.clone());
            }
        }
        self.outcome
    }

    /// The run as far as it has been played.
    pub fn latest(&self) -> &Run {
        &self.latest
    }

    /// What the last step of [`extend`](Self::extend) did.
    pub fn outcome(&self) -> StepOutcome {
        self.outcome
    }

    /// The first and the last cursor.
    pub fn range(&self) -> std::ops::RangeInclusive<Cursor> {
        self.snapshots[0].steps()..=self.latest.steps()
    }

    /// The run as it was at `cursor`; the nearest end when the cursor is outside.
    pub fn at(&self, cursor: Cursor) -> Run {
        if cursor >= self.latest.steps() {
            return self.latest.clone();
        }
        let after = self.snapshots.partition_point(|snapshot| snapshot.steps() <= cursor);
        let mut run = self.snapshots[after.saturating_sub(1)].clone();
        while run.steps() < cursor && run.step() == StepOutcome::Stepped {}
        run
    }

    /// A timeline that shares everything up to `cursor` and goes on from `change`d state there:
    /// another world, an answered token.
    pub fn branch(&self, cursor: Cursor, change: impl FnOnce(&mut Run)) -> Self {
        let mut latest = self.at(cursor);
        let cursor = latest.steps();
        let mut snapshots: Vec<Run> =
            self.snapshots.iter().filter(|snapshot| snapshot.steps() < cursor).cloned().collect();
        change(&mut latest);
        snapshots.push(latest.clone());
        Self { snapshots, latest, outcome: StepOutcome::Stepped }
    }

    /// The cursor right after an event.
    pub fn cursor_of(&self, execution: ExecutionId, event: EventId) -> Option<Cursor> {
        let history = &self.latest.execution(execution)?.history;
        history.get(event.checked_sub(1)? as usize).map(|event| event.step)
    }

    /// The last event of an execution that had happened at `cursor`; 0 when none had.
    pub fn event_at(&self, execution: ExecutionId, cursor: Cursor) -> EventId {
        let history = self.latest.execution(execution).map(|execution| &execution.history);
        history.map_or(0, |history| history.partition_point(|event| event.step <= cursor) as EventId)
    }

    /// The last cursor at which the virtual time was not yet after `time`.
    pub fn cursor_at(&self, time: Timestamp) -> Cursor {
        let after = self.snapshots.partition_point(|snapshot| snapshot.now() <= time);
        let mut run = self.snapshots[after.saturating_sub(1)].clone();
        loop {
            let cursor = run.steps();
            if cursor >= self.latest.steps() || run.step() != StepOutcome::Stepped || run.now() > time {
                return cursor;
            }
        }
    }
}
