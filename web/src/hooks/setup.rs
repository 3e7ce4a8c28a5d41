//! The run follows the ground state.

use crate::context::*;
use crate::state::{Act, Setup};
use std::rc::Rc;
use yew::prelude::*;

/// Rebuilds the run when the definition, the input or the scenario changes.
#[hook]
pub(crate) fn use_setup() {
    let workspace = use_workspace();
    let analysis = use_analysis();
    let input = use_input();
    let session = use_session().dispatcher();
    let opened = use_mut_ref(|| None::<u32>);
    let breakpoints = use_breakpoints();
    use_effect_with((analysis.clone(), breakpoints), {
        let session = session.clone();
        move |(analysis, breakpoints)| {
            let states = analysis.machine.states.iter().filter(|state| breakpoints.0.contains(state.location.as_str()));
            session.dispatch(Act::Breakpoints(Rc::new(states.map(|state| state.id).collect())));
        }
    });
    let scenario = workspace.workspace.scenario.clone();
    let (identity, frame) = (workspace.identity, workspace.frame);
    use_effect_with((analysis, input, scenario, identity), move |(analysis, input, scenario, identity)| {
        let setup = input.value.as_ref().filter(|_| analysis.is_valid()).map(|input| Setup {
            machine: analysis.machine.clone(),
            input: input.clone(),
            scenario: scenario.clone(),
        });
        let is_new = opened.borrow_mut().replace(*identity) != Some(*identity);
        session.dispatch(if is_new { Act::Open(setup, frame) } else { Act::Rebuild(setup) });
    });
}
