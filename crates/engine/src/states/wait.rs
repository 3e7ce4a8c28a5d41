//! Wait: some time passes.
//!
//! Entered → Seconds | Timestamp → (time passes) → OutputPath | Output → Exited

use crate::errors::Fault;
use crate::evaluator::Evaluator;
use crate::strand::{Next, StrandId};
use crate::turn::Way;
use crate::{Run, Stage, data_flow, quotas};
use definition::{Located, State, Wait};
use host::Timestamp;
use json::Value;
use jsonata::Expression;
use jsonpath::QualifiedPath;

pub(crate) fn execute(run: &mut Run, id: StrandId, state: &State, wait: &Wait) {
    let mut evaluator = run.evaluator(id, state);
    let mut flow = data_flow::take_flow(run, id);
    let until = data_flow::effective_input(&evaluator, &mut flow)
        .and_then(|effective| until(&mut evaluator, wait, &effective, run.now).map(|until| (until, effective)));
    data_flow::put_flow(run, id, flow);
    match until {
        Ok((until, effective)) => run.schedule_at(id, until, Next::Complete { result: effective }),
        Err(fault) => run.fault(id, state, fault),
    }
}

/// The time has passed.
pub(crate) fn leave(run: &mut Run, id: StrandId, state: &State, effective: &Value) {
    let mut evaluator = run.evaluator(id, state);
    let outcome = data_flow::pass_on(&mut evaluator, &state.assign, state.output.as_ref(), effective)
        .and_then(|outcome| data_flow::within_limits(run, &evaluator, outcome));
    let next = data_flow::next_state(state).map_err(|cause| evaluator.runtime(cause));
    match (outcome, next) {
        (Ok(outcome), Ok(next)) => {
            let way = Way { next, decision: run.program(id).continued(state.id, next) };
            run.exit(id, state, outcome.output, outcome.assigned, way);
        }
        (Err(fault), _) | (_, Err(fault)) => run.fault(id, state, fault),
    }
}

fn until(evaluator: &mut Evaluator<'_>, wait: &Wait, input: &Value, now: Timestamp) -> Result<Timestamp, Fault> {
    let until = match wait {
        Wait::Seconds(seconds) => after_seconds(now, *seconds),
        Wait::SecondsPath(path) => after_seconds(now, seconds_at(evaluator, path, input)?),
        Wait::SecondsJsonata(expression) => after_seconds(now, seconds_from(evaluator, expression)?),
        Wait::Timestamp(text) => match Timestamp::parse(text) {
            Some(time) => time,
            None => return Err(evaluator.runtime(format!("The Timestamp '{text}' is not valid"))),
        },
        Wait::TimestampPath(path) => timestamp_at(evaluator, path, input)?,
        Wait::TimestampJsonata(expression) => timestamp_from(evaluator, expression)?,
        Wait::Invalid => return Err(evaluator.runtime("The Wait state does not say how long to wait")),
    };
    if until.millis.saturating_sub(now.millis) > quotas::WAIT_SECONDS.saturating_mul(1000) {
        return Err(evaluator.runtime("Wait state delay is too long."));
    }
    Ok(until)
}

fn after_seconds(now: Timestamp, seconds: f64) -> Timestamp {
    now.plus_millis((seconds * 1000.0).round() as i64)
}

fn seconds_at(evaluator: &Evaluator<'_>, path: &Located<QualifiedPath>, input: &Value) -> Result<f64, Fault> {
    let text = path.text();
    let fault = |cause: String| Fault { span: Some(path.span), ..evaluator.runtime(cause) };
    let Some(value) = evaluator.find(path, input).filter(|value| !value.is_null()) else {
        return Err(fault(format!("The SecondsPath parameter does not reference an input value: {text}")));
    };
    match value.as_f64() {
        Some(seconds) if seconds.fract() == 0.0 && seconds >= 0.0 => Ok(seconds),
        Some(seconds) if seconds.fract() == 0.0 => {
            Err(fault(format!("The SecondsPath parameter references a negative value: {text} == {value}")))
        }
        _ => {
            let shown = shown(&value);
            Err(fault(format!("The SecondsPath parameter cannot be parsed as a long value: {text} == {shown}")))
        }
    }
}

/// A value in a sentence: a text without its quotes (recorded: `test_wait_timestamp_path`).
fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), String::from)
}

fn seconds_from(evaluator: &mut Evaluator<'_>, expression: &Located<Expression>) -> Result<f64, Fault> {
    let value = evaluator.jsonata(expression, &|| "Seconds".into())?;
    match value.as_f64() {
        Some(seconds) if seconds >= 0.0 => Ok(seconds),
        Some(_) => {
            let cause = format!("The Seconds field references a negative value: {value}");
            Err(evaluator.evaluation_fault(Some(expression.span), Some("Seconds".into()), cause))
        }
        None => Err(evaluator.unexpected_type(expression, "Seconds", "number", &value)),
    }
}

fn timestamp_at(evaluator: &Evaluator<'_>, path: &Located<QualifiedPath>, input: &Value) -> Result<Timestamp, Fault> {
    let text = path.text();
    let fault = |cause: String| Fault { span: Some(path.span), ..evaluator.runtime(cause) };
    let Some(value) = evaluator.find(path, input) else {
        return Err(fault(format!("The TimestampPath parameter does not reference an input value: {text}")));
    };
    value.as_str().and_then(Timestamp::parse).ok_or_else(|| {
        let shown = shown(&value);
        fault(format!(
            "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: \
             {text} == {shown}"
        ))
    })
}

fn timestamp_from(evaluator: &mut Evaluator<'_>, expression: &Located<Expression>) -> Result<Timestamp, Fault> {
    let value = evaluator.jsonata(expression, &|| "Timestamp".into())?;
    let Some(text) = value.as_str() else {
        return Err(evaluator.unexpected_type(expression, "Timestamp", "string", &value));
    };
    Timestamp::parse(text).ok_or_else(|| {
        let cause = format!(
            "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: {text}"
        );
        let fault = evaluator.evaluation_fault(Some(expression.span), Some("Timestamp".into()), cause);
        Fault { stage: Stage::Work, ..fault }
    })
}
