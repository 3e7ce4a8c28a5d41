//! Succeed: the end of the execution, branch or iteration.
//!
//! Entered → InputPath, OutputPath | Output → Exited

use crate::strand::StrandId;
use crate::turn::Way;
use crate::{Run, data_flow};
use definition::State;

pub(crate) fn execute(run: &mut Run, id: StrandId, state: &State) {
    let mut evaluator = run.evaluator(id, state);
    let mut flow = data_flow::take_flow(run, id);
    let outcome = data_flow::effective_input(&evaluator, &mut flow)
        .and_then(|effective| data_flow::pass_on(&mut evaluator, &[], state.output.as_ref(), &effective))
        .and_then(|outcome| data_flow::within_limits(run, &evaluator, outcome));
    data_flow::put_flow(run, id, flow);
    match outcome {
        Ok(outcome) => {
            let way = Way { next: None, decision: run.program(id).continued(state.id, None) };
            run.exit(id, state, outcome.output, outcome.assigned, way);
        }
        Err(fault) => run.fault(id, state, fault),
    }
}
