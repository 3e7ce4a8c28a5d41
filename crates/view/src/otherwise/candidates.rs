//! The neighbours that are tried, the nearest first.

use crate::tree::{TreePath, TreeStep, path_text, tree_path, value_at};
use crate::{Arg, Message, Moment};
use definition::{Choice, Comparison, ComparisonOperator, Condition, Operand, Resource, State};
use engine::{Visit, VisitStatus};
use json::{Text, Value};
use jsonpath::{Location, ReferencePath, Step};
use services::scenario::{ContainerOutcome, EcsOutcome, Entry, Outcome};
use std::collections::BTreeSet;

/// A change to try.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// Tasks go another way.
    Tasks {
        /// "If ECS_TaskA exits with 1"
        says: Message,
        entries: Vec<(Text, Entry)>,
    },
    /// The execution gets another input.
    Input {
        /// "If $.n is 11"
        says: Message,
        input: Value,
    },
}

/// The places in its input that a Choice compares.
pub(super) fn compared_paths(state: &State) -> Vec<TreePath> {
    let comparisons = state.choice().map(comparisons).unwrap_or_default();
    let path = |comparison: &&Comparison| {
        let path = ReferencePath::parse(comparison.variable.value.text()).ok()?;
        Some(tree_path(&Location(path.steps().to_vec())))
    };
    let mut paths: Vec<TreePath> = comparisons.iter().filter_map(path).collect();
    paths.dedup();
    paths
}

/// All comparisons of a Choice, at any depth.
fn comparisons(choice: &Choice) -> Vec<&Comparison> {
    let mut found = Vec::new();
    choice.rules.iter().for_each(|rule| collect(&rule.condition, &mut found));
    found
}

fn collect<'c>(condition: &'c Condition, found: &mut Vec<&'c Comparison>) {
    match condition {
        Condition::Compare(comparison) => found.push(comparison),
        Condition::And(parts) | Condition::Or(parts) => parts.iter().for_each(|part| collect(part, found)),
        Condition::Not(part) => collect(part, found),
        Condition::Jsonata(_) | Condition::Bool(_) | Condition::Invalid => {}
    }
}

/// Other outcomes of a task.
pub(super) fn of_task(moment: &Moment<'_>, task: &Visit, decider: &State) -> Vec<Change> {
    let state = moment.state_of(task);
    let key: Text = key_of(moment, task);
    let change = |says: Message, outcome: Outcome| Change::Tasks {
        says: says.state("state", state),
        entries: vec![(key.clone(), Entry::new(outcome))],
    };
    if is_ecs(state) {
        let exits =
            |code: i64| change(Message::new("otherwise.exits").with("code", Arg::Value(code.into())), exit(code));
        return exit_codes(decider).into_iter().map(exits).collect();
    }
    if task.status == VisitStatus::Succeeded {
        let throw = Outcome::Throw { error: Some("States.TaskFailed".into()), cause: None };
        return vec![change(Message::new("otherwise.task_fails"), throw)];
    }
    vec![change(Message::new("otherwise.task_succeeds"), Outcome::Default)]
}

/// All ECS tasks with one exit code: where no single one decides.
pub(super) fn of_all_tasks(moment: &Moment<'_>, tasks: &[&Visit], decider: &State) -> Vec<Change> {
    let ecs: Vec<&&Visit> = tasks.iter().filter(|task| is_ecs(moment.state_of(task))).collect();
    if ecs.len() < 2 {
        return Vec::new();
    }
    let names: Vec<&str> = ecs.iter().map(|task| &*moment.state_of(task).name).collect();
    let change = |code: i64| Change::Tasks {
        says: Message::new("otherwise.all_exit").text("names", names.join(", ")).with("code", Arg::Value(code.into())),
        entries: ecs.iter().map(|task| (key_of(moment, task), Entry::new(exit(code)))).collect(),
    };
    exit_codes(decider).into_iter().map(change).collect()
}

fn is_ecs(state: &State) -> bool {
    matches!(state.task().map(|task| &task.resource), Some(Resource::Service { service, .. }) if &**service == "ecs")
}

fn exit(code: i64) -> Outcome {
    let container = ContainerOutcome { exit_code: Some(code), ..ContainerOutcome::default() };
    Outcome::Ecs(EcsOutcome { containers: vec![container], ..EcsOutcome::default() })
}

/// Success, the usual failure, and the codes that the decider's own rules speak of.
fn exit_codes(decider: &State) -> Vec<i64> {
    let mut codes = vec![0, 1];
    for comparison in decider.choice().map(comparisons).unwrap_or_default() {
        let Operand::Literal(value) = &comparison.operand else { continue };
        let spoken: Vec<i64> = match value {
            Value::String(text) => {
                text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
            }
            other => other.as_i64().into_iter().collect(),
        };
        codes.extend(spoken.into_iter().filter(|code| (0..=255).contains(code)));
    }
    let mut seen = BTreeSet::new();
    codes.retain(|code| seen.insert(*code));
    codes
}

/// The scenario's key of a task: its name, with the iterations around it.
fn key_of(moment: &Moment<'_>, task: &Visit) -> Text {
    let mut parts = vec![moment.state_of(task).name.to_string()];
    let mut inside_map = false;
    let mut around = task.parent;
    while let Some((parent, index)) = around {
        let Some(visit) = moment.visit(parent) else { break };
        let state = moment.state_of(visit);
        inside_map |= state.map().is_some();
        parts.push(format!("{}[{index}]", state.name));
        around = visit.parent;
    }
    // Names are unique, so only an iteration needs its path.
    parts.truncate(if inside_map { parts.len() } else { 1 });
    parts.reverse();
    parts.join("/").into()
}

/// Other values at a place of the execution's input.
pub(super) fn of_input(moment: &Moment<'_>, path: &TreePath, decider: &State) -> Vec<Change> {
    let input = &moment.execution().input;
    let Some(reference) = reference(path) else { return Vec::new() };
    let present = value_at(input, path);
    let mut values: Vec<Value> = Vec::new();
    for comparison in decider.choice().map(comparisons).unwrap_or_default() {
        values.extend(neighbours(comparison, present.as_ref()));
    }
    let mut tried: Vec<Value> = present.into_iter().collect();
    values.retain(|value| {
        let is_new = !tried.contains(value);
        tried.push(value.clone());
        is_new
    });
    let change = |value: Value| {
        let says = Message::new("otherwise.input").code("path", path_text(path)).with("value", value.clone());
        Some(Change::Input { says, input: reference.put(input, value).ok()? })
    };
    values.into_iter().filter_map(change).collect()
}

/// Values on both sides of what a comparison compares with.
fn neighbours(comparison: &Comparison, present: Option<&Value>) -> Vec<Value> {
    let Operand::Literal(operand) = &comparison.operand else { return Vec::new() };
    match (comparison.operator, operand, present) {
        (ComparisonOperator::Compare { .. }, Value::Number(number), _) => {
            let near = number.as_f64();
            [near, near + 1.0, near - 1.0].into_iter().map(whole).collect()
        }
        (ComparisonOperator::Compare { .. }, Value::Bool(value), _) => vec![(*value).into(), (!value).into()],
        (ComparisonOperator::Compare { .. }, Value::String(text), _) => vec![Value::from(text.clone()), "".into()],
        (ComparisonOperator::StringMatches, Value::String(text), _) => vec![text.replace('*', "").into(), "".into()],
        (ComparisonOperator::IsNull, ..) => vec![Value::Null],
        (_, _, Some(Value::Bool(value))) => vec![(!value).into()],
        _ => Vec::new(),
    }
}

/// A whole number stays one.
fn whole(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 { Value::from(value as i64) } else { value.into() }
}

fn reference(path: &TreePath) -> Option<ReferencePath> {
    let step = |step: &TreeStep| match step {
        TreeStep::Key(key) => Some(Step::Key(key.clone())),
        TreeStep::Index(index) => Some(Step::Index(*index)),
        TreeStep::Parsed => None,
    };
    let steps: Option<Vec<Step>> = path.iter().map(step).collect();
    ReferencePath::parse(&Location(steps?).to_string()).ok()
}
