//! `inspectionData`: which stages AWS shows for which state (recorded: `aws-recorded` §10).

use definition::{Map, QueryLanguage, State, StateKind, StateType};
use engine::{DataFlow, MapInputs, Run, Visit, VisitId};
use json::{Object, Value};

/// The stages of a visit, in AWS's order, as JSON texts.
pub(crate) fn stages(state: &State, flow: &DataFlow) -> Object {
    let shown = shown(state);
    // A Fail has no InputPath, and AWS shows one all the same.
    let unfiltered = matches!(state.kind, Some(StateKind::Fail(_))).then_some(&flow.input);
    let all = [
        ("input", Some(&flow.input)),
        ("afterArguments", flow.after_arguments.as_ref()),
        ("afterInputPath", flow.after_input_path.as_ref().or(unfiltered)),
        ("afterParameters", flow.after_parameters.as_ref()),
        ("result", flow.result.as_ref()),
        ("afterResultSelector", flow.after_result_selector.as_ref()),
        ("afterResultPath", flow.after_result_path.as_ref()),
    ];
    let stages = all.into_iter().filter(|(name, _)| shown.contains(name));
    stages.filter_map(|(name, value)| Some((name.into(), text(value?)))).collect()
}

/// The stages of a Map's items (API reference, InspectionData).
pub(crate) fn items(state: &State, map: &Map, run: &Run, inputs: &MapInputs) -> Object {
    let path = run.visit(VisitId(0)).and_then(|visit| visit.flow.after_items_path.clone());
    let pointer = map.item_reader.as_ref().and_then(|reader| reader.config.items_pointer.as_ref());
    let stages = [
        ("afterItemsPath", path.filter(|_| state.query_language == QueryLanguage::JsonPath)),
        ("afterItemsPointer", pointer.map(|_| inputs.items.clone())),
        ("afterItemSelector", map.item_selector.as_ref().and(inputs.selected.clone())),
        ("afterItemBatcher", inputs.batches.clone()),
    ];
    stages.into_iter().filter_map(|(name, value)| Some((name.into(), text(&value?)))).collect()
}

/// A payload, as AWS's answers hold it.
pub(crate) fn text(value: &Value) -> Value {
    Value::from(json::print(value))
}

fn shown(state: &State) -> &'static [&'static str] {
    let is_jsonata = state.query_language == QueryLanguage::Jsonata;
    match (&state.kind, is_jsonata) {
        (Some(StateKind::Task(_)), true) => &["input", "afterArguments", "result"],
        (Some(StateKind::Task(_)), false) => {
            &["input", "afterInputPath", "afterParameters", "result", "afterResultSelector", "afterResultPath"]
        }
        (_, true) => &["input"],
        // With a Result, InputPath and Parameters have nothing to do.
        (Some(StateKind::Pass { result: Some(_) }), false) => {
            &["input", "result", "afterResultSelector", "afterResultPath"]
        }
        (Some(StateKind::Pass { result: None }), false) => {
            &["input", "afterInputPath", "afterParameters", "afterResultSelector", "afterResultPath"]
        }
        (Some(StateKind::Parallel(_)), false) => &["input", "afterResultSelector", "afterResultPath"],
        (Some(StateKind::Map(_)), false) => &["input", "afterInputPath", "afterResultSelector", "afterResultPath"],
        _ => &["input", "afterInputPath"],
    }
}

/// `errorDetails`: which retrier or Catcher took care of the error.
pub(crate) fn error_details(state: &State, visit: &Visit, retrier: Option<usize>) -> Option<Value> {
    let mut details = Object::new();
    if let Some(index) = retrier {
        details.insert("retryIndex", index.into());
    }
    if let Some(retry) = visit.attempts.last().and_then(|attempt| attempt.retry.as_ref()) {
        let seconds = json::Number::from_f64(retry.delay_seconds.floor());
        details.insert("retryBackoffIntervalSeconds", seconds.map_or(Value::Null, Value::Number));
    }
    if let Some(engine::Decision::Caught { catcher, .. }) = visit.decision.as_deref() {
        details.insert("catchIndex", (*catcher).into());
    }
    let tries = matches!(state.state_type(), Some(StateType::Task | StateType::Map | StateType::Parallel));
    (tries && !details.is_empty()).then(|| details.into())
}
