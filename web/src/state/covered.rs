//! What the runs before the one at hand went through.

use super::recording::{Recording, Setup};
use super::{Workspace, run_alike};
use definition::StateMachine;
use std::rc::Rc;
use view::coverage::Coverage;

/// What the runs of one definition went through that a person has played, before the one at hand.
#[derive(Clone, Default)]
pub(super) struct Played(Vec<PlayedRun>);

#[derive(Clone)]
struct PlayedRun {
    /// The ground state, which tells runs apart: the same gives the same run.
    workspace: Rc<Workspace>,
    /// Of each machine that took part, the workspace's own first.
    machines: Vec<(Rc<StateMachine>, Coverage)>,
}

impl Played {
    /// Keep what a run went through, as far as it was played.
    pub(super) fn keep(&mut self, recording: &Recording) {
        let run = recording.latest();
        let mut machines = vec![run.root().machine().clone()];
        for execution in run.executions() {
            if !machines.iter().any(|machine| Rc::ptr_eq(machine, execution.machine())) {
                machines.push(execution.machine().clone());
            }
        }
        let coverage = |machine: Rc<StateMachine>| {
            let coverage = Coverage::of(run, &machine);
            (machine, coverage)
        };
        let machines = machines.into_iter().map(coverage).collect();
        self.0.retain(|played| !run_alike(&played.workspace, recording.workspace()));
        self.0.push(PlayedRun { workspace: recording.workspace().clone(), machines });
    }

    /// Forget the runs of other definitions than the one that runs next.
    pub(super) fn keep_definition(&mut self, setup: &Setup) {
        let next = &setup.workspace;
        self.0.retain(|played| {
            played.workspace.definition == next.definition && played.workspace.machines == next.machines
        });
    }

    /// What all runs went through in a machine, with the one at hand.
    pub(super) fn coverage(&self, at_hand: &Recording, machine: &Rc<StateMachine>) -> Coverage {
        let mut coverage = Coverage::of(at_hand.latest(), machine);
        let is_own = Rc::ptr_eq(at_hand.latest().root().machine(), machine);
        for played in self.0.iter().filter(|played| !run_alike(&played.workspace, at_hand.workspace())) {
            // The definition may have been read again since, but its text is the same.
            let found = played
                .machines
                .iter()
                .enumerate()
                .find(|(place, (other, _))| if is_own { *place == 0 } else { Rc::ptr_eq(other, machine) });
            if let Some((_, (_, other))) = found {
                coverage.add(other);
            }
        }
        coverage
    }
}
