//! A Map or Parallel whose result is mocked.
//!
//! None of its iterations or branches run, so that around the result it is a Task whose call is
//! mocked: the same ResultSelector, ResultPath, Output, Retry and Catch apply.

use crate::request::{Mock, Request};
use definition::{Map, NumberField, State, StateMachine};
use engine::Failure;
use host::{Host, Seed, Timestamp};
use json::{Number, Object, Value};
use jsonata::Limits;
use std::rc::Rc;

/// The definition with the Map or Parallel `name`, at any depth, as a Task that anything can be mocked of.
pub(crate) fn as_task(container: &Value, name: &str) -> Value {
    let (Some(members), Some(states)) = (container.as_object(), container.get("States").and_then(Value::as_object))
    else {
        return container.clone();
    };
    let states = states.iter().map(|(state_name, state)| {
        let state = if &**state_name == name { task_of(state) } else { with_task_inside(state, name) };
        (state_name.clone(), state)
    });
    let states: Object = states.collect();
    let mut members = members.clone();
    members.insert("States", states.into());
    members.into()
}

fn with_task_inside(state: &Value, name: &str) -> Value {
    let Some(members) = state.as_object() else { return state.clone() };
    let members = members.iter().map(|(field, value)| {
        let value = match (&**field, value) {
            ("Branches", Value::Array(branches)) => {
                branches.iter().map(|branch| as_task(branch, name)).collect::<Vec<_>>().into()
            }
            ("ItemProcessor" | "Iterator", processor) => as_task(processor, name),
            _ => value.clone(),
        };
        (field.clone(), value)
    });
    members.collect::<Object>().into()
}

fn task_of(state: &Value) -> Value {
    // Nothing of what an iteration or branch gets is evaluated.
    let kept = state.as_object().into_iter().flat_map(Object::iter);
    let kept = kept.filter(|(field, _)| !matches!(&***field, "Parameters" | "Arguments"));
    let mut task: Object = kept.map(|(field, value)| (field.clone(), value.clone())).collect();
    task.insert("Type", "Task".into());
    task.insert("Resource", "arn:aws:states:::lambda:invoke".into());
    task.into()
}

/// The mock, or the failure of too many iterations. Without a declared tolerance none are too many
/// (recorded: `test_map_state_failure_count`).
pub(crate) fn mock(request: &Request, state: &State, seen: &Surroundings<'_>) -> Mock {
    let mock = request.mock.clone().unwrap_or_default();
    let (Some(map), Some(result)) = (state.map(), &mock.result) else { return mock };
    let failures = request.configuration.map_iteration_failure_count.unwrap_or(0) as f64;
    let iterations = result.as_array().map_or(0, |items| items.len()) as f64;
    let count = seen.number(map.tolerated_failure_count.as_ref());
    let percentage = seen.number(map.tolerated_failure_percentage.as_ref());
    let within_count = count.is_none_or(|limit| failures <= limit);
    let within_percentage = percentage.is_none_or(|limit| failures * 100.0 <= limit * iterations);
    if within_count && within_percentage {
        return mock;
    }
    let cause = "The specified tolerated failure threshold was exceeded";
    Mock {
        result: None,
        error_output: Some(Failure {
            error: Some("States.ExceedToleratedFailureThreshold".into()),
            cause: Some(cause.into()),
        }),
    }
}

/// What the fields of a Map see.
pub(crate) struct Surroundings<'a> {
    /// The state's input.
    pub(crate) input: &'a Value,
    /// `$$`
    pub(crate) context: &'a Value,
    /// The variables, an object.
    pub(crate) variables: Option<&'a Value>,
}

impl Surroundings<'_> {
    /// `maxConcurrency`, and the tolerated failures where they are declared.
    pub(crate) fn limits(&self, map: &Map) -> Object {
        let fields = [
            ("maxConcurrency", Some(self.number(map.max_concurrency.as_ref()).unwrap_or(0.0))),
            ("toleratedFailureCount", self.number(map.tolerated_failure_count.as_ref())),
            ("toleratedFailurePercentage", self.number(map.tolerated_failure_percentage.as_ref())),
        ];
        let numbers = fields.into_iter().filter_map(|(field, number)| Some((field.into(), Number::from_f64(number?)?)));
        numbers.map(|(field, number)| (field, Value::Number(number))).collect()
    }

    fn number(&self, field: Option<&NumberField>) -> Option<f64> {
        match field? {
            NumberField::Literal(number) => Some(*number),
            NumberField::Path(path) => path.value.eval(self).ok()?.as_f64(),
            NumberField::Jsonata(expression) => {
                let mut host = Host::new(Timestamp::default(), Seed(1));
                expression.value.eval(None, self, &mut host, Limits::default()).ok()??.as_f64()
            }
            NumberField::Invalid => None,
        }
    }
}

impl jsonpath::Data for Surroundings<'_> {
    fn input(&self) -> &Value {
        self.input
    }

    fn context(&self) -> &Value {
        self.context
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        self.variables?.get(name)
    }
}

impl jsonata::Scope for Surroundings<'_> {
    fn variable(&self, name: &str) -> Option<Value> {
        match name {
            "states" => Some(Value::from([("input", self.input.clone()), ("context", self.context.clone())])),
            _ => self.variables?.get(name).cloned(),
        }
    }
}

/// The machine that a definition's value describes.
pub(crate) fn lower(definition: &Value) -> Rc<StateMachine> {
    let (document, _) = json::parse(&json::print(definition));
    Rc::new(definition::lower(&Rc::new(document)).0)
}
