//! A moment of a run, which most panels show.

use definition::StateMachine;
use engine::{EventId, Execution, ExecutionId, HistoryEvent, Log, Run, Visit, VisitId};
use host::Timestamp;

/// A run as it is at the cursor, beside the same run as far as it was played: what lies ahead is
/// known, and shown as such.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// The run at the cursor.
    pub run: &'a Run,
    /// The run as far as it was played; the same as `run` at the end.
    pub latest: &'a Run,
    /// The execution that is looked at.
    pub execution: ExecutionId,
}

impl<'a> Moment<'a> {
    /// The execution that was started, at the cursor.
    pub fn of_root(run: &'a Run, latest: &'a Run) -> Self {
        Self { run, latest, execution: ExecutionId(0) }
    }

    /// The execution that is looked at; the root when it has not begun at the cursor.
    pub fn execution(&self) -> &'a Execution {
        self.run.execution(self.execution).unwrap_or_else(|| self.run.root())
    }

    /// The definition it runs.
    pub fn machine(&self) -> &'a StateMachine {
        self.execution().machine()
    }

    /// When it started.
    pub fn start(&self) -> Timestamp {
        self.execution().start
    }

    /// Milliseconds since it started.
    pub fn since_start(&self, time: Timestamp) -> i64 {
        time.millis - self.start().millis
    }

    /// Its events so far.
    pub fn history(&self) -> &'a Log<HistoryEvent> {
        &self.execution().history
    }

    /// Its events as far as it was played.
    pub fn whole_history(&self) -> &'a Log<HistoryEvent> {
        self.latest.execution(self.execution).map_or_else(|| self.history(), |execution| &execution.history)
    }

    /// The last event so far; 0 before the first.
    pub fn last_event(&self) -> EventId {
        self.history().len() as EventId
    }

    /// Its visits so far, in the order of entering.
    pub fn visits(&self) -> impl DoubleEndedIterator<Item = &'a Visit> {
        let execution = self.execution;
        self.run.visits().iter().filter(move |visit| visit.execution == execution)
    }

    /// A visit, as it is at the cursor.
    pub fn visit(&self, id: VisitId) -> Option<&'a Visit> {
        self.run.visit(id)
    }

    /// The state of a visit of any execution.
    pub fn state_of(&self, visit: &Visit) -> &'a definition::State {
        self.machine_of(visit).state(visit.state)
    }

    /// The definition that a visit is part of.
    pub fn machine_of(&self, visit: &Visit) -> &'a StateMachine {
        let execution = self.run.execution(visit.execution).or_else(|| self.latest.execution(visit.execution));
        execution.map_or_else(|| self.machine(), |execution| execution.machine())
    }
}
