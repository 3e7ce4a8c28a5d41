//! The state and visit that every pane shows: what a person chose, else where the run is.

use crate::analysis::Analysis;
use crate::context::Statuses;
use crate::snapshot::Snapshot;
use crate::state::Selection;
use definition::StateId;
use engine::{Run, Visit, VisitId};

/// The state and visit that every pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Focus {
    /// The state.
    pub state: Option<StateId>,
    /// The visit; none while the state has not been entered.
    pub visit: Option<VisitId>,
    /// Did a person choose it?
    pub is_chosen: bool,
}

impl Focus {
    pub(crate) fn find(
        selection: &Selection,
        analysis: &Analysis,
        snapshot: Option<&Snapshot>,
        status: &Statuses,
    ) -> Self {
        let run = snapshot.map(|snapshot| &snapshot.run);
        let chosen = match selection {
            Selection::Following => None,
            Selection::State { location, visit } => {
                let state = analysis.machine.states.iter().find(|state| *state.location == **location);
                state.map(|state| (state.id, *visit))
            }
        };
        match chosen {
            Some((state, visit)) => {
                let known = visit.filter(|&visit| is_visit_of(run, visit, state));
                Self { state: Some(state), visit: known.or_else(|| status.of(state).visit), is_chosen: true }
            }
            None => Self::of_run(analysis, snapshot),
        }
    }

    /// Where the run is: the state of the last event, else the one that starts.
    fn of_run(analysis: &Analysis, snapshot: Option<&Snapshot>) -> Self {
        let visit = snapshot.and_then(last_visit);
        let start = || analysis.machine.root().start();
        Self {
            state: visit.map(|visit| visit.state).or_else(start),
            visit: visit.map(|visit| visit.id),
            is_chosen: false,
        }
    }
}

/// The visit that the last event of the execution belongs to; after the end, the last one.
fn last_visit(snapshot: &Snapshot) -> Option<&Visit> {
    let moment = snapshot.moment();
    moment.visit(moment.history().iter().rev().find_map(|event| event.visit)?)
}

fn is_visit_of(run: Option<&Run>, visit: VisitId, state: StateId) -> bool {
    run.and_then(|run| run.visit(visit)).is_some_and(|visit| visit.state == state)
}
