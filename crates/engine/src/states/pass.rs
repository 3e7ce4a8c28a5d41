//! Pass: hands its input on, or a constant.
//!
//! Entered → (InputPath, Parameters | Result) → ResultPath … | Output → Exited

use crate::strand::StrandId;
use crate::{Run, data_flow};
use definition::State;
use json::Value;

pub(crate) fn execute(run: &mut Run, id: StrandId, state: &State, result: Option<&Value>) {
    // With a Result, InputPath and Parameters do not matter (recorded: TestState shows neither).
    let result = match result {
        Some(result) => Ok(result.clone()),
        None => {
            let mut evaluator = run.evaluator(id, state);
            let mut flow = data_flow::take_flow(run, id);
            let arguments = data_flow::arguments(&mut evaluator, &mut flow);
            data_flow::put_flow(run, id, flow);
            arguments
        }
    };
    match result {
        Ok(result) => data_flow::complete(run, id, state, result),
        Err(fault) => run.fault(id, state, fault),
    }
}
