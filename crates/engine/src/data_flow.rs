//! The stages that a state's data goes through.
//!
//! JSONPath: InputPath, Parameters, *the state's work*, ResultSelector, ResultPath, Assign, OutputPath.
//! JSONata: Arguments, *the state's work*, then Assign and Output side by side.

use crate::errors::{self, Fault};
use crate::evaluator::Evaluator;
use crate::strand::StrandId;
use crate::turn::Way;
use crate::{AssignedVariables, DataFlow, Quotas, Run, Stage, quotas};
use definition::{Assignment, PathField, QueryLanguage, ResultPath, State, StateId, StateKind, Template, Transition};
use json::{Object, Value};

/// What the stages after a state's work gave.
pub(crate) struct Outcome {
    pub(crate) output: Value,
    pub(crate) assigned: Option<AssignedVariables>,
}

/// The state has its result: ResultSelector, ResultPath, Assign and OutputPath, or Assign and
/// Output; then it is left.
pub(crate) fn complete(run: &mut Run, id: StrandId, state: &State, result: Value) {
    let mut evaluator = run.evaluator(id, state);
    let mut flow = take_flow(run, id);
    flow.result.get_or_insert_with(|| result.clone());
    let outcome = match state.query_language {
        QueryLanguage::JsonPath => after_result(&mut evaluator, state, result, &mut flow),
        QueryLanguage::Jsonata => {
            let has_result = !matches!(state.kind, Some(StateKind::Pass { .. }));
            evaluator.bindings.result = has_result.then(|| result.clone());
            assign_and_output(&mut evaluator, &state.assign, state.output.as_ref(), result)
        }
    };
    let outcome = outcome.and_then(|outcome| within_limits(run, &evaluator, outcome));
    put_flow(run, id, flow);
    match (outcome, next_state(state)) {
        (Ok(outcome), Ok(next)) => {
            let decision = run.program(id).continued(state.id, next);
            run.exit(id, state, outcome.output, outcome.assigned, Way { next, decision });
        }
        (Ok(_), Err(cause)) => run.fault(id, state, evaluator.runtime(cause)),
        (Err(fault), _) => run.fault(id, state, fault),
    }
}

/// A state without a result of its own (Choice, Wait, Succeed): Assign and OutputPath or Output
/// over what came in.
pub(crate) fn pass_on(
    evaluator: &mut Evaluator<'_>,
    assign: &[Assignment],
    output: Option<&Template>,
    effective: &Value,
) -> Result<Outcome, Fault> {
    let state = evaluator.state;
    match state.query_language {
        QueryLanguage::Jsonata => assign_and_output(evaluator, assign, output, effective.clone()),
        QueryLanguage::JsonPath => {
            let assigned = evaluator.assign(assign, effective)?;
            let output = path_stage(evaluator, &state.output_path, effective, Stage::OutputPath)?;
            Ok(Outcome { output, assigned })
        }
    }
}

/// Is everything small enough for AWS to carry?
pub(crate) fn within_limits(run: &Run, evaluator: &Evaluator<'_>, outcome: Outcome) -> Result<Outcome, Fault> {
    evaluator.check_depth(&outcome.output, Stage::Output)?;
    if run.exceeds_limit(&outcome.output) {
        let failure = errors::data_limit_exceeded(&evaluator.state.name);
        return Err(Fault::of(failure, Stage::Output));
    }
    if let (Quotas::Enforced, Some(assigned)) = (evaluator.quotas, &outcome.assigned) {
        check_variables(evaluator, assigned)?;
    }
    Ok(outcome)
}

/// One variable, one `Assign` and all variables together have their limits.
fn check_variables(evaluator: &Evaluator<'_>, assigned: &AssignedVariables) -> Result<(), Fault> {
    let too_large = |limit| Err(Fault::of(errors::variables_too_large(&evaluator.state.name, limit), Stage::Assign));
    let new: usize = assigned.iter().map(|(_, value)| value.bytes()).sum();
    if new > quotas::ASSIGN_BYTES {
        return too_large(quotas::ASSIGN_BYTES);
    }
    let variables = &evaluator.bindings.variables;
    let replaced = assigned.iter().filter_map(|(name, _)| variables.own().get(name));
    if variables.bytes() - replaced.map(Value::bytes).sum::<usize>() + new > quotas::VARIABLES_BYTES {
        return too_large(quotas::VARIABLES_BYTES);
    }
    Ok(())
}

impl Run {
    /// Is a payload larger than AWS carries?
    pub(crate) fn exceeds_limit(&self, value: &Value) -> bool {
        self.options.quotas == Quotas::Enforced && value.bytes() > quotas::PAYLOAD_BYTES
    }
}

/// `InputPath` (JSONPath); the input itself in JSONata.
pub(crate) fn effective_input(evaluator: &Evaluator<'_>, flow: &mut DataFlow) -> Result<Value, Fault> {
    if evaluator.state.query_language == QueryLanguage::Jsonata {
        return Ok(flow.input.clone());
    }
    let effective = path_stage(evaluator, &evaluator.state.input_path, &flow.input, Stage::InputPath)?;
    flow.after_input_path = Some(effective.clone());
    Ok(effective)
}

/// `InputPath` and `Parameters`, or `Arguments`: what the state works on.
pub(crate) fn arguments(evaluator: &mut Evaluator<'_>, flow: &mut DataFlow) -> Result<Value, Fault> {
    let effective = effective_input(evaluator, flow)?;
    let template = evaluator.state.parameters.as_ref();
    let (field, stage) = match evaluator.state.query_language {
        QueryLanguage::JsonPath => ("Parameters", Stage::Parameters),
        QueryLanguage::Jsonata => ("Arguments", Stage::Arguments),
    };
    let arguments = match template {
        Some(template) => evaluator.parameters(template, &effective, field, stage)?,
        None => effective,
    };
    let place = match stage {
        Stage::Parameters => &mut flow.after_parameters,
        _ => &mut flow.after_arguments,
    };
    // A retry mostly sends the same again: one value in memory then, not one an attempt.
    let arguments = place.take().filter(|before| *before == arguments).unwrap_or(arguments);
    *place = (stage == Stage::Parameters || template.is_some()).then(|| arguments.clone());
    Ok(arguments)
}

/// Take the data flow out of the strand's present visit, to fill it in and put it back.
pub(crate) fn take_flow(run: &mut Run, id: StrandId) -> DataFlow {
    let mut taken = DataFlow::default();
    run.change_flow(id, |flow| std::mem::swap(flow, &mut taken));
    taken
}

/// Put it back.
pub(crate) fn put_flow(run: &mut Run, id: StrandId, flow: DataFlow) {
    run.change_flow(id, |place| *place = flow);
}

/// Where `Next` or `End` leads; a cause when it leads nowhere.
pub(crate) fn next_state(state: &State) -> Result<Option<StateId>, String> {
    match &state.transition {
        Transition::End | Transition::None => Ok(None),
        Transition::Next(target) => match target.state {
            Some(next) => Ok(Some(next)),
            None => Err(format!("The state '{}' does not exist", target.name)),
        },
    }
}

fn after_result(
    evaluator: &mut Evaluator<'_>,
    state: &State,
    result: Value,
    flow: &mut DataFlow,
) -> Result<Outcome, Fault> {
    let selected = match &state.result_selector {
        Some(selector) => evaluator.template(selector, &result, "ResultSelector", Stage::ResultSelector)?,
        None => result.clone(),
    };
    flow.after_result_selector = Some(selected.clone());
    let combined = put_result(evaluator, &state.result_path, &flow.input, selected)?;
    flow.after_result_path = Some(combined.clone());
    let assigned = evaluator.assign(&state.assign, &result)?;
    let output = path_stage(evaluator, &state.output_path, &combined, Stage::OutputPath)?;
    Ok(Outcome { output, assigned })
}

fn assign_and_output(
    evaluator: &mut Evaluator<'_>,
    assign: &[Assignment],
    output: Option<&Template>,
    default: Value,
) -> Result<Outcome, Fault> {
    let assigned = evaluator.assign(assign, &default)?;
    let output = match output {
        Some(output) => evaluator.template(output, &default, "Output", Stage::Output)?,
        None => default,
    };
    Ok(Outcome { output, assigned })
}

/// `ResultPath`, of the state or of a Catcher.
pub(crate) fn put_result(
    evaluator: &Evaluator<'_>,
    result_path: &ResultPath,
    input: &Value,
    result: Value,
) -> Result<Value, Fault> {
    match result_path {
        ResultPath::Whole => Ok(result),
        ResultPath::Discard => Ok(input.clone()),
        ResultPath::Path(path) => path.value.put(input, result).map_err(|_| {
            let cause = format!("Unable to apply ReferencePath {} to input {input}", path.text());
            let fault = evaluator.fault(errors::RESULT_PATH_MATCH_FAILURE, cause);
            Fault { stage: Stage::ResultPath, span: Some(path.span), ..fault }
        }),
        ResultPath::Invalid => Err(evaluator.runtime("The value of the field 'ResultPath' is not valid")),
    }
}

/// `InputPath` or `OutputPath`.
fn path_stage(evaluator: &Evaluator<'_>, field: &PathField, root: &Value, stage: Stage) -> Result<Value, Fault> {
    match field {
        PathField::Whole => Ok(root.clone()),
        PathField::Null => Ok(Object::new().into()),
        PathField::Path(path) => evaluator.path(path, root, stage),
        PathField::Invalid => Err(evaluator.runtime("A path of the state is not valid")),
    }
}
