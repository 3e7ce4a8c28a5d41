//! Fail: the execution, branch or iteration fails. There is no FailStateExited.
//!
//! Entered → Error, Cause | ErrorPath, CausePath → fails

use crate::errors::Fault;
use crate::evaluator::Evaluator;
use crate::strand::StrandId;
use crate::{Failure, Run, Stage};
use definition::{Fail, QueryLanguage, State, TextField};
use json::{Text, Value};

pub(crate) fn execute(run: &mut Run, id: StrandId, state: &State, fail: &Fail) {
    let mut evaluator = run.evaluator(id, state);
    let input = evaluator.bindings.input.clone();
    // A Fail has no InputPath, but TestState shows the stage (recorded: `BASE_FAIL_STATE`).
    if state.query_language == QueryLanguage::JsonPath {
        run.change_flow(id, |flow| flow.after_input_path = Some(input.clone()));
    }
    let error = text(&mut evaluator, fail.error.as_ref(), "Error", &input);
    let cause = text(&mut evaluator, fail.cause.as_ref(), "Cause", &input);
    match (error, cause) {
        (Ok(error), Ok(cause)) => run.fail(id, Failure { error, cause }),
        (Err(fault), _) | (_, Err(fault)) => run.fault(id, state, fault),
    }
}

fn text(
    evaluator: &mut Evaluator<'_>,
    field: Option<&TextField>,
    name: &str,
    input: &Value,
) -> Result<Option<Text>, Fault> {
    match field {
        None => Ok(None),
        Some(TextField::Literal(text)) => Ok(Some(text.clone())),
        Some(TextField::Path(template)) => {
            let name = format!("{name}Path");
            match evaluator.template(template, input, &name, Stage::Work)? {
                Value::String(text) => Ok(Some(text)),
                value => Err(evaluator.runtime(format!("The value {value} of the field '{name}' is not a string"))),
            }
        }
        Some(TextField::Jsonata(expression)) => match evaluator.jsonata(expression, &|| name.into())? {
            Value::String(text) => Ok(Some(text)),
            value => Err(evaluator.unexpected_type(expression, name, "string", &value)),
        },
        Some(TextField::Invalid) => Err(evaluator.runtime(format!("The value of the field '{name}' is not valid"))),
    }
}
