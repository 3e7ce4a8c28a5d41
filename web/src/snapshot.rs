//! The run at the cursor, beside the same run as far as it has been played.

use crate::state::Session;
use definition::StateMachine;
use engine::{ExecutionId, Run, StepOutcome};
use std::rc::Rc;
use view::Moment;

/// The run at the cursor. A copy of a run shares what does not change, so this is cheap to make.
pub(crate) struct Snapshot {
    /// At the cursor.
    pub run: Run,
    /// As far as it has been played.
    pub latest: Run,
    /// What its last step did.
    pub outcome: StepOutcome,
    /// The execution that is looked at.
    execution: ExecutionId,
}

impl Snapshot {
    /// The run where the session stands; `None` while there is nothing to run, and for the moment
    /// between a change of the definition and the run that follows from it: the states of one
    /// mean nothing in the other.
    pub(crate) fn of(session: &Session, machine: &Rc<StateMachine>, looked: ExecutionId) -> Option<Self> {
        let recording = session.recording()?;
        if !Rc::ptr_eq(recording.latest().root().machine(), machine) {
            return None;
        }
        let run = recording.at(session.frame());
        // A child execution that has not started yet cannot be looked at.
        let execution = run.execution(looked).map_or(ExecutionId(0), |execution| execution.id);
        Some(Self { run, latest: recording.latest().clone(), outcome: recording.outcome(), execution })
    }

    /// Is it only that the run of a machine with the same states is about to be played again?
    pub(crate) fn is_coming(session: &Session, machine: &StateMachine) -> bool {
        let Some(recording) = session.recording() else { return false };
        let before = recording.latest().root().machine().clone();
        let names = |machine: &StateMachine| machine.states.iter().map(|state| state.name.clone()).collect::<Vec<_>>();
        !std::ptr::eq(&*before, machine) && names(&before) == names(machine)
    }

    /// As `view` takes it.
    pub(crate) fn moment(&self) -> Moment<'_> {
        Moment { execution: self.execution, ..Moment::of_root(&self.run, &self.latest) }
    }
}
