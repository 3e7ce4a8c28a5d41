//! The run follows the ground state.

use crate::analysis::MachineAnalysis;
use crate::context::*;
use crate::state::{Act, Setup};
use engine::{ExecutionId, NamedMachine, WorkflowType};
use std::rc::Rc;
use yew::prelude::*;

/// Rebuilds the run when the definition, the input or the scenario changes.
#[hook]
pub(crate) fn use_setup() {
    let workspace = use_workspace();
    let analysis = use_document();
    let machines = use_machines();
    let looked = use_looked().setter();
    let input = use_input();
    let session = use_session().dispatcher();
    let opened = use_mut_ref(|| None::<u32>);
    let breakpoints = use_breakpoints();
    use_effect_with((analysis.clone(), breakpoints), {
        let session = session.clone();
        move |(analysis, breakpoints)| {
            let compiled = breakpoints.compiled(&analysis.machine).into_iter().map(|(_, breakpoint)| breakpoint);
            session.dispatch(Act::Breakpoints(Rc::new(compiled.collect())));
        }
    });
    let (identity, frame) = (workspace.identity, workspace.frame);
    let workspace = workspace.workspace.clone();
    // The name is part of the workspace, but not of the run.
    let parts = (analysis, machines, input, workspace.scenario.clone(), workspace.edits.clone(), identity);
    use_effect_with(parts, move |(analysis, machines, input, _, _, identity)| {
        // A large definition is still being read: what is known is of the text before.
        if analysis.text != workspace.definition {
            return;
        }
        let setup = input.value.as_ref().filter(|_| analysis.is_valid()).map(|input| Setup {
            machine: analysis.machine.clone(),
            input: input.clone(),
            machines: machines.0.iter().map(named).collect(),
            workspace: workspace.clone(),
        });
        let is_new = opened.borrow_mut().replace(*identity) != Some(*identity);
        if is_new {
            looked.set(ExecutionId(0));
        }
        session.dispatch(if is_new { Act::Open(setup, frame) } else { Act::Rebuild(setup) });
    });
}

fn named(machine: &MachineAnalysis) -> NamedMachine {
    let workflow_type = if machine.is_express { WorkflowType::Express } else { WorkflowType::Standard };
    NamedMachine { name: machine.name.clone(), machine: machine.analysis.machine.clone(), workflow_type }
}
