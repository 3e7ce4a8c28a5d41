//! The paths that lead to nothing, whatever the input, and why.

use crate::context::Context;
use crate::data_flow::{Missing, Others, Shape, Stages, There};
use crate::expressions::{Found, Place};
use definition::{
    ComparisonOperator, Condition, PathField, QueryLanguage, ResultPath, State, StateId, StateKind, Transition,
};
use jsonpath::{Root, Step};
use std::collections::BTreeSet;
use text::Span;

/// A path that leads to nothing.
#[derive(Debug)]
pub(crate) struct MissingRead {
    /// The path as it is written.
    pub path: String,
    /// Its place.
    pub span: Span,
    /// AWS's location of the field.
    pub location: String,
    /// The step that finds nothing.
    pub step: Step,
    /// What the step comes upon.
    pub there: There,
    /// The fields that there are instead.
    pub fields: Vec<String>,
    /// The field that was probably meant.
    pub meant: Option<String>,
    /// What became of the value.
    pub cause: Cause,
}

/// What became of the value that a path looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// There never was one.
    None,
    /// The result of this state has taken the place of the input that had it.
    Replaced(StateId),
    /// It was in the result of this state, whose ResultPath is null.
    Discarded(StateId),
}

/// So many states are asked on the way back to the one that lost the value.
const MAX_WALK: usize = 100;

pub(crate) fn missing_reads(context: &Context<'_>) -> Vec<MissingRead> {
    context.machine.states.iter().flat_map(|state| in_state(context, state)).collect()
}

fn in_state(context: &Context<'_>, state: &State) -> Vec<MissingRead> {
    let Some(stages) = context.data_flow.stages(state) else { return Vec::new() };
    let mut missing_reads = Vec::new();
    for found in context.expressions(state.id) {
        for (steps, path, span) in reads(state, found) {
            let Some((data, steps)) = data_at(state, &stages, found, &steps) else { continue };
            let missing = data.missing(steps).filter(|missing| is_sure(state, missing, steps));
            let Some(missing) = missing.filter(|_| !is_tested(state, &path)) else { continue };
            let meant = meant(&missing, &steps[missing.found]).map(str::to_owned);
            let is_lost = meant.is_none() && missing.found == 0 && is_input(state, &stages, data);
            let cause = if is_lost { cause(context, state, steps) } else { Cause::None };
            missing_reads.push(MissingRead {
                path,
                span,
                location: format!("{}/{}", state.location, found.field),
                step: steps[missing.found].clone(),
                there: missing.there,
                fields: missing.fields.iter().map(|&field| field.to_owned()).collect(),
                meant,
                cause,
            });
        }
    }
    missing_reads
}

/// Is it the whole state input?
fn is_input(state: &State, stages: &Stages, data: &Shape) -> bool {
    let is_narrowed = !matches!(state.input_path, PathField::Whole);
    std::ptr::eq(data, &raw const stages.input) || !is_narrowed && std::ptr::eq(data, &raw const stages.effective_input)
}

/// Go back along the transitions to the state whose result replaced the input that may have had
/// the value, or whose result had it and was thrown away.
fn cause(context: &Context<'_>, state: &State, steps: &[Step]) -> Cause {
    let Some(Step::Key(first)) = steps.first() else { return Cause::None };
    let (mut open, mut seen) = (vec![state.id], BTreeSet::new());
    while let Some(id) = open.pop().filter(|_| seen.len() < MAX_WALK) {
        for &before in context.graph.before(id) {
            let earlier = context.machine.state(before);
            let Some(stages) = context.data_flow.stages(earlier).filter(|_| seen.insert(before)) else { continue };
            if gives_result_to(earlier, id) && earlier.query_language == QueryLanguage::JsonPath {
                match earlier.result_path {
                    ResultPath::Whole if stages.input.missing(steps).is_none() => return Cause::Replaced(before),
                    ResultPath::Discard if stages.result.has(first) => return Cause::Discarded(before),
                    _ => {}
                }
            }
            open.push(before);
        }
    }
    Cause::None
}

/// Does the state get a result from elsewhere, and go on to `next` with it? A Catcher goes on without.
fn gives_result_to(state: &State, next: StateId) -> bool {
    let works = matches!(state.kind, Some(StateKind::Task(_) | StateKind::Parallel(_) | StateKind::Map(_)));
    works && matches!(&state.transition, Transition::Next(target) if target.state == Some(next))
}

/// The steps of every path into the input or the result, with the path as it is written.
fn reads(state: &State, found: &Found<'_>) -> Vec<(Vec<Step>, String, Span)> {
    if state.query_language == QueryLanguage::JsonPath {
        let paths = found.paths.iter().filter(|(path, _)| *path.root() == Root::Input);
        return paths
            .map(|(path, span)| (path.path().leading_steps().collect(), path.text().to_owned(), *span))
            .collect();
    }
    let Some(expression) = found.jsonata() else { return Vec::new() };
    let references = found.variables.iter().filter(|variable| variable.name == "states");
    references
        .map(|variable| {
            let text = format!("$states.{}", variable.path.join("."));
            let steps = variable.path.iter().map(|name| Step::Key(name.as_str().into())).collect();
            (steps, text, expression.source_span(variable.path_span))
        })
        .collect()
}

/// What a field's paths start from, and the steps from there on.
fn data_at<'a, 's>(
    state: &State,
    stages: &'a Stages,
    found: &Found<'_>,
    steps: &'s [Step],
) -> Option<(&'a Shape, &'s [Step])> {
    if state.query_language == QueryLanguage::Jsonata {
        let (Step::Key(first), rest) = steps.split_first()? else { return None };
        return match &**first {
            "input" => Some((&stages.input, rest)),
            "result" if found.place == Place::After => Some((&stages.result, rest)),
            _ => None,
        };
    }
    let root = found.field.split(['/', '[']).next().unwrap_or_default();
    let data = match root {
        "InputPath" => &stages.input,
        "ResultSelector" => &stages.result,
        "OutputPath" => &stages.after_result,
        // What Assign and Catch read is not the state input.
        "Assign" | "Catch" => return None,
        // Beside an ItemReader it is not even looked at (recorded).
        "ItemsPath" if state.map().is_some_and(|map| map.item_reader.is_some()) => return None,
        _ => &stages.effective_input,
    };
    Some((data, steps))
}

/// Is it a path of which a Choice rule asks whether it is there?
fn is_tested(state: &State, path: &str) -> bool {
    fn tests(condition: &Condition, path: &str) -> bool {
        match condition {
            Condition::Compare(comparison) => {
                comparison.operator == ComparisonOperator::IsPresent
                    && path.starts_with(comparison.variable.value.text())
            }
            Condition::And(inner) | Condition::Or(inner) => inner.iter().any(|inner| tests(inner, path)),
            Condition::Not(inner) => tests(inner, path),
            _ => false,
        }
    }
    state.choice().is_some_and(|choice| choice.rules.iter().any(|rule| tests(&rule.condition, path)))
}

/// A service may answer more than its documentation tells: there only a slip is sure, and a name
/// that starts with a small letter where all answers are in PascalCase.
fn is_sure(state: &State, missing: &Missing<'_>, steps: &[Step]) -> bool {
    // JSONata looks for a name in every item of an array.
    if missing.there == There::Array && state.query_language == QueryLanguage::Jsonata {
        return false;
    }
    let Step::Key(name) = &steps[missing.found] else { return true };
    let is_small = |name: &str| name.starts_with(|c: char| c.is_lowercase());
    let is_foreign = is_small(name) && !missing.fields.iter().any(|field| is_small(field));
    missing.others == Others::None || is_foreign || meant(missing, &steps[missing.found]).is_some()
}

fn meant<'a>(missing: &Missing<'a>, step: &Step) -> Option<&'a str> {
    match step {
        Step::Key(name) => text::closest(name, missing.fields.iter().copied()),
        Step::Index(_) => None,
    }
}
