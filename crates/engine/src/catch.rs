//! Catch: where a failed state goes on.

use crate::data_flow::{self, Outcome};
use crate::errors::{self, Fault};
use crate::evaluator::Evaluator;
use crate::strand::{Caught, StrandId};
use crate::turn::Way;
use crate::{DataFlow, Decision, Failure, Run, Stage};
use definition::{Catcher, QueryLanguage, State};
use json::Value;
use std::rc::Rc;

/// The first Catcher that names the error.
pub(crate) fn find(state: &State, failure: &Failure) -> Option<Caught> {
    state.catch.iter().enumerate().find_map(|(catcher, entry)| {
        matched(entry, failure).map(|matched| Caught { catcher, matched: matched.clone() })
    })
}

/// `<Type>StateExited` on the way that the Catcher shows.
pub(crate) fn leave(run: &mut Run, id: StrandId, state: &State, caught: Caught, failure: &Failure) {
    let Some(catcher) = state.catch.get(caught.catcher) else { return };
    let mut evaluator = run.evaluator(id, state);
    let mut flow = data_flow::take_flow(run, id);
    let outcome = catch_output(&mut evaluator, catcher, errors::error_output(failure), &mut flow);
    let outcome = outcome.and_then(|outcome| data_flow::within_limits(run, &evaluator, outcome));
    data_flow::put_flow(run, id, flow);
    let next = catcher.next.as_ref().and_then(|target| target.state);
    match outcome {
        Ok(outcome) if next.is_some() => {
            let Caught { catcher, matched } = caught;
            let decision = Decision::Caught { catcher: catcher as u32, matched, failure: failure.clone(), next };
            let way = Way { next, decision: Rc::new(decision) };
            run.exit(id, state, outcome.output, outcome.assigned, way);
        }
        Ok(_) => run.fault(id, state, evaluator.runtime("The Next of the Catcher does not exist")),
        // What fails in a Catcher is not caught by another one.
        Err(fault) => run.fault_finally(id, state, fault),
    }
}

/// The Catcher's own ResultPath or Output applies; the state's ResultSelector, ResultPath and
/// OutputPath do not (recorded: `test_raise_exception_catch_output_path`).
fn catch_output(
    evaluator: &mut Evaluator<'_>,
    catcher: &Catcher,
    error_output: Value,
    flow: &mut DataFlow,
) -> Result<Outcome, Fault> {
    flow.error_output = Some(error_output.clone());
    evaluator.bindings.error_output = Some(error_output.clone());
    let assigned = evaluator.assign(&catcher.assign, &error_output)?;
    let output = match (evaluator.state.query_language, &catcher.output) {
        (QueryLanguage::JsonPath, _) => {
            let output = data_flow::put_result(evaluator, &catcher.result_path, &flow.input, error_output)?;
            flow.after_result_path = Some(output.clone());
            output
        }
        (QueryLanguage::Jsonata, Some(output)) => evaluator.template(output, &error_output, "Output", Stage::Output)?,
        (QueryLanguage::Jsonata, None) => error_output,
    };
    Ok(Outcome { output, assigned })
}

/// The name in `ErrorEquals` that matches.
fn matched<'c>(catcher: &'c Catcher, failure: &Failure) -> Option<&'c json::Text> {
    let names = failure.is_catchable().then_some(&catcher.error_equals)?;
    names.iter().find(|name| failure.matches(name))
}
