//! The data inside one state, stage by stage.

use super::shape::{Others, Shape};
use catalogue::integration;
use definition::{
    IntegrationPattern, PathField, QueryLanguage, Resource, ResultPath, State, StateId, StateKind, Template,
};
use jsonpath::{QualifiedPath, ReferencePath, Root, Step};

/// The shape of the data at each stage of a state.
#[derive(Debug)]
pub(crate) struct Stages {
    /// The state input.
    pub input: Shape,
    /// After InputPath.
    pub effective_input: Shape,
    /// After Parameters or Arguments.
    pub task_input: Shape,
    /// What the state's work gives.
    pub result: Shape,
    /// After ResultSelector and ResultPath.
    pub after_result: Shape,
    /// After OutputPath, or what Output makes.
    pub output: Shape,
}

impl Stages {
    pub(crate) fn of(state: &State, input: Shape) -> Self {
        if state.query_language == QueryLanguage::Jsonata {
            Self::jsonata(state, input)
        } else {
            Self::json_path(state, input)
        }
    }

    fn json_path(state: &State, input: Shape) -> Self {
        let effective_input = select(&state.input_path, &input);
        let task_input = match &state.parameters {
            Some(template) => template_shape(template, &effective_input),
            None => effective_input.clone(),
        };
        let result = result(state, &task_input);
        let selected = match &state.result_selector {
            Some(template) => template_shape(template, &result),
            None => result.clone(),
        };
        let after_result = if has_result(state) { place(state, &input, selected) } else { effective_input.clone() };
        let output = select(&state.output_path, &after_result);
        Self { input, effective_input, task_input, result, after_result, output }
    }

    fn jsonata(state: &State, input: Shape) -> Self {
        let task_input = match &state.parameters {
            Some(template) => template_shape(template, &Shape::Any),
            None => input.clone(),
        };
        let result =
            if matches!(state.kind, Some(StateKind::Task(_))) { result(state, &task_input) } else { Shape::Any };
        let output = match (&state.output, &state.kind) {
            (Some(template), _) => template_shape(template, &Shape::Any),
            (None, Some(StateKind::Task(_) | StateKind::Parallel(_) | StateKind::Map(_))) => result.clone(),
            (None, _) => input.clone(),
        };
        Self { effective_input: input.clone(), after_result: result.clone(), input, task_input, result, output }
    }

    /// What the state hands to `next`: a Choice rule may have an Output of its own.
    pub(crate) fn output_to(&self, state: &State, next: StateId) -> Shape {
        let rules = state.choice().into_iter().flat_map(|choice| &choice.rules);
        let mut here = rules.filter(|rule| rule.next.as_ref().and_then(|target| target.state) == Some(next));
        if here.any(|rule| rule.output.is_some()) { Shape::Any } else { self.output.clone() }
    }

    /// What an ItemSelector makes for each item.
    pub(crate) fn item(&self, state: &State, selector: &Template) -> Shape {
        let is_jsonata = state.query_language == QueryLanguage::Jsonata;
        template_shape(selector, if is_jsonata { &Shape::Any } else { &self.effective_input })
    }
}

/// Does ResultPath put something into the input of such a state?
fn has_result(state: &State) -> bool {
    matches!(state.kind, Some(StateKind::Pass { .. } | StateKind::Task(_) | StateKind::Parallel(_) | StateKind::Map(_)))
}

fn place(state: &State, input: &Shape, result: Shape) -> Shape {
    match &state.result_path {
        ResultPath::Whole => result,
        ResultPath::Discard => input.clone(),
        ResultPath::Path(path) => put(input.clone(), &path.value, result),
        ResultPath::Invalid => Shape::Any,
    }
}

/// The input with a value at a reference path.
pub(super) fn put(input: Shape, path: &ReferencePath, value: Shape) -> Shape {
    let names: Option<Vec<&str>> = path
        .steps()
        .iter()
        .map(|step| match step {
            Step::Key(key) => Some(&**key),
            Step::Index(_) => None,
        })
        .collect();
    names.map_or(Shape::Any, |names| input.with(&names, value))
}

fn select(path: &PathField, data: &Shape) -> Shape {
    match path {
        PathField::Whole => data.clone(),
        PathField::Null => Shape::object([], Others::None),
        PathField::Path(path) => path_shape(&path.value, data),
        PathField::Invalid => Shape::Any,
    }
}

/// What a path of plain names finds; `Any` for all other paths.
fn path_shape(path: &QualifiedPath, data: &Shape) -> Shape {
    let is_plain = path.path().leading_names().count() == path.path().spans().count();
    if *path.root() == Root::Input && is_plain { data.at(path.path().leading_names()) } else { Shape::Any }
}

/// What a template makes of the data.
pub(super) fn template_shape(template: &Template, data: &Shape) -> Shape {
    match template {
        Template::Literal(value) => Shape::of(value),
        Template::Path(path) => path_shape(&path.value, data),
        Template::Object(members) => {
            Shape::object(members.iter().map(|(key, member)| (key.clone(), template_shape(member, data))), Others::None)
        }
        Template::Intrinsic(_) | Template::Jsonata(_) | Template::Array(_) | Template::Invalid => Shape::Any,
    }
}

fn result(state: &State, task_input: &Shape) -> Shape {
    match &state.kind {
        Some(StateKind::Pass { result: Some(result) }) => Shape::of(result),
        Some(StateKind::Pass { result: None }) => task_input.clone(),
        // Whoever gets the token may answer instead of the service.
        Some(StateKind::Task(_)) if state.parameters.as_ref().is_some_and(sends_token) => Shape::Any,
        Some(StateKind::Task(task)) => answer(&task.resource),
        Some(StateKind::Parallel(_)) => Shape::Array,
        // A ResultWriter gives an object that says where the results are.
        Some(StateKind::Map(map)) if map.result_writer.is_none() => Shape::Array,
        _ => Shape::Any,
    }
}

fn sends_token(template: &Template) -> bool {
    match template {
        Template::Path(path) => {
            *path.value.root() == Root::Context
                && path.value.path().leading_names().next().is_none_or(|name| name == "Task")
        }
        Template::Jsonata(expression) => expression.value.text().contains("context"),
        Template::Intrinsic(call) => call.value.text().contains("$$"),
        Template::Object(members) => members.iter().any(|(_, member)| sends_token(member)),
        Template::Array(items) => items.iter().any(sends_token),
        Template::Literal(_) | Template::Invalid => false,
    }
}

/// What the documentation says of a service's answer.
fn answer(resource: &Resource) -> Shape {
    let Resource::Service { service, action, pattern } = resource else { return Shape::Any };
    let Some(known) = integration(service, action) else { return Shape::Any };
    let fields = match pattern {
        IntegrationPattern::RequestResponse => &known.output,
        IntegrationPattern::Sync | IntegrationPattern::Sync2 => &known.sync_output,
        // What a token brings back is for the sender to decide.
        IntegrationPattern::WaitForTaskToken => return Shape::Any,
    };
    if fields.is_empty() { Shape::Any } else { Shape::documented(fields) }
}
