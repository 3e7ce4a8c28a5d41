//! The neighbours that are tried, the nearest first.

use super::decider::Decider;
use crate::tree::{TreePath, TreeStep, path_text, value_at};
use crate::{Arg, Message, Moment};
use definition::{Resource, State};
use engine::{Visit, VisitStatus};
use json::{Text, Value};
use jsonpath::{Location, ReferencePath, Step};
use services::Scenario;
use services::scenario::{ContainerOutcome, EcsOutcome, Entry, Outcome};
use std::collections::BTreeSet;

/// A change to try.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// Tasks go another way.
    Tasks {
        /// "If ECS_TaskA exits with 1"
        says: Message,
        /// Keys of the scenario, with what each does then.
        entries: Vec<(Text, Vec<Entry>)>,
    },
    /// The execution gets another input.
    Input {
        /// "If $.n is 11"
        says: Message,
        /// The input.
        input: Value,
    },
}

/// A task that something depends on.
pub(super) struct TaskChanges<'a> {
    scenario: &'a Scenario,
    task: &'a Visit,
    state: &'a State,
    key: Text,
}

impl<'a> TaskChanges<'a> {
    pub(super) fn new(moment: &Moment<'a>, scenario: &'a Scenario, task: &'a Visit) -> Self {
        Self { scenario, task, state: moment.state_of(task), key: key_of(moment, task) }
    }

    /// Other ways for it to end.
    pub(super) fn ends(&self, decider: &Decider<'_>) -> Vec<Change> {
        let mut changes = Vec::new();
        if is_ecs(self.state) {
            changes.extend(exit_codes(decider).into_iter().map(|code| self.exits(code)));
        } else if self.task.status != VisitStatus::Succeeded {
            changes.extend(self.succeeds());
        }
        if !is_ecs(self.state) || !self.state.catch.is_empty() {
            changes.extend(self.errors(decider).into_iter().map(|error| self.fails(&error)));
        }
        changes
    }

    fn exits(&self, code: i64) -> Change {
        let says = Message::new("otherwise.exits").with("code", Arg::Value(code.into()));
        self.change(says, vec![Entry::new(exit(code))])
    }

    /// It succeeds at its last attempt, or, if it had only one, at once.
    fn succeeds(&self) -> Vec<Change> {
        let attempts = self.task.attempts.len();
        let at_once =
            self.change(self.placed("otherwise.task_succeeds", "otherwise.task_succeeds_at"), vec![self.success()]);
        if attempts < 2 {
            return vec![at_once];
        }
        let mut scenario = self.scenario.clone();
        scenario.set_attempt(self.key.clone(), attempts as u32 - 1, self.success());
        let last = Message::new("otherwise.attempt_succeeds").count("n", attempts);
        vec![self.change(last, scenario.entries(&self.key).to_vec()), at_once]
    }

    /// Left to itself, who holds a task token may have been too late.
    fn success(&self) -> Entry {
        match crate::why::waits_for_token(self.state) {
            true => Entry::new(Outcome::Return(Value::from([]))),
            false => Entry::default(),
        }
    }

    fn fails(&self, error: &str) -> Change {
        let entry = Entry::new(Outcome::Throw { error: Some(error.into()), cause: None });
        let says = match error {
            "States.TaskFailed" => self.placed("otherwise.task_fails", "otherwise.task_fails_at"),
            "States.Timeout" => Message::new("otherwise.task_times_out"),
            "States.HeartbeatTimeout" => Message::new("otherwise.no_heartbeat"),
            _ => Message::new("otherwise.task_throws").code("error", error),
        };
        self.change(says, vec![entry])
    }

    /// Errors that it may fail with: those that its catchers wait for, its own time limits, those
    /// that the decider speaks of.
    fn errors(&self, decider: &Decider<'_>) -> Vec<Text> {
        let mut errors: Vec<Text> = Vec::new();
        let names = self.state.catch.iter().filter_map(|catcher| catcher.error_equals.first().cloned());
        let task = self.state.task();
        let limit = |is_set: bool, name: &str| is_set.then(|| Text::from(name));
        let limits = [
            limit(task.is_some_and(|task| task.timeout_seconds.is_some()), "States.Timeout"),
            limit(task.is_some_and(|task| task.heartbeat_seconds.is_some()), "States.HeartbeatTimeout"),
        ];
        let spoken = if self.state.catch.is_empty() { Vec::new() } else { decider.names() };
        let all =
            spoken.into_iter().chain(names).chain(["States.TaskFailed".into()]).chain(limits.into_iter().flatten());
        for error in all {
            // `States.ALL` catches, but nothing fails with it.
            let error = if &*error == "States.ALL" { "States.TaskFailed".into() } else { error };
            if !errors.contains(&error) {
                errors.push(error);
            }
        }
        errors
    }

    /// Other values at a place of its result.
    pub(super) fn results(&self, path: &TreePath, decider: &Decider<'_>) -> Vec<Change> {
        let (Some(result), Some(reference)) = (&self.task.flow.result, reference(path)) else { return Vec::new() };
        let change = |value: Value| {
            let says = Message::new("otherwise.gives").code("path", path_text(path)).with("value", value.clone());
            let result = reference.put(result, value).ok()?;
            Some(self.change(says, vec![Entry::new(Outcome::Return(result))]))
        };
        decider.near(value_at(result, path).as_ref()).into_iter().filter_map(change).collect()
    }

    /// Of one iteration it is said which.
    fn placed(&self, key: &'static str, key_at: &'static str) -> Message {
        match self.key == self.state.name {
            true => Message::new(key),
            false => Message::new(key_at).code("key", self.key.clone()),
        }
    }

    fn change(&self, says: Message, entries: Vec<Entry>) -> Change {
        Change::Tasks { says: says.state("state", self.state), entries: vec![(self.key.clone(), entries)] }
    }

    /// It succeeds wherever it is done.
    fn succeeds_everywhere(&self) -> Change {
        let inside = format!("/{}", self.state.name);
        let own = self.scenario.tasks.iter().map(|rule| &rule.key).filter(|key| key.ends_with(&inside));
        let keys = own.cloned().chain([self.state.name.clone()]);
        let says = Message::new("otherwise.all_succeed").state("state", self.state);
        Change::Tasks { says, entries: keys.map(|key| (key, vec![self.success()])).collect() }
    }
}

/// Other ways for the tasks inside a Parallel or Map to end: those that failed first.
pub(super) fn of_inner_tasks(
    moment: &Moment<'_>,
    scenario: &Scenario,
    container: &Visit,
    decider: &Decider<'_>,
) -> Vec<Change> {
    let is_inside = |visit: &&Visit| visit.id > container.id && has_around(moment, visit, container);
    let inside = moment.run.visits().iter().filter(is_inside).filter(|visit| moment.state_of(visit).task().is_some());
    let tasks: Vec<TaskChanges<'_>> = inside.map(|visit| TaskChanges::new(moment, scenario, visit)).collect();
    let first_of_each = |status: fn(VisitStatus) -> bool| {
        let mut seen = BTreeSet::new();
        let found = tasks.iter().filter(|task| status(task.task.status) && seen.insert(task.state.id));
        found.collect::<Vec<_>>()
    };
    // One that was stopped because another failed would have gone on by itself.
    let failed = first_of_each(|status| matches!(status, VisitStatus::Failed | VisitStatus::CaughtError));
    let well = first_of_each(|status| status == VisitStatus::Succeeded);
    let is_repeated = |state: &State| tasks.iter().filter(|task| task.state.id == state.id).nth(1).is_some();
    let several = failed.iter().find(|task| is_repeated(task.state)).map(|task| task.succeeds_everywhere());
    let ends = |tasks: &[&TaskChanges<'_>]| tasks.iter().flat_map(|task| task.ends(decider)).collect::<Vec<_>>();
    ends(&failed).into_iter().chain(several).chain(ends(&well)).collect()
}

fn has_around(moment: &Moment<'_>, visit: &Visit, container: &Visit) -> bool {
    let mut around = around(moment, visit);
    while let Some((parent, _)) = around {
        if parent.id == container.id {
            return true;
        }
        around = self::around(moment, parent);
    }
    false
}

/// The Parallel or Map around a visit, in whose branch or iteration it is done; of a distributed Map too.
fn around<'a>(moment: &Moment<'a>, visit: &Visit) -> Option<(&'a Visit, u32)> {
    let execution = moment.run.execution(visit.execution)?;
    let (parent, index) = visit.parent.or_else(|| Some((execution.started_by?, execution.item()?)))?;
    Some((moment.visit(parent)?, index))
}

/// All ECS tasks with one exit code: where no single one decides.
pub(super) fn of_all_tasks(moment: &Moment<'_>, tasks: &[&Visit], decider: &Decider<'_>) -> Vec<Change> {
    let ecs: Vec<&&Visit> = tasks.iter().filter(|task| is_ecs(moment.state_of(task))).collect();
    if ecs.len() < 2 {
        return Vec::new();
    }
    let names: Vec<&str> = ecs.iter().map(|task| &*moment.state_of(task).name).collect();
    let change = |code: i64| Change::Tasks {
        says: Message::new("otherwise.all_exit").text("names", names.join(", ")).with("code", Arg::Value(code.into())),
        entries: ecs.iter().map(|task| (key_of(moment, task), vec![Entry::new(exit(code))])).collect(),
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
fn exit_codes(decider: &Decider<'_>) -> Vec<i64> {
    let mut codes = vec![0, 1];
    codes.extend(decider.numbers().into_iter().filter(|code| (0..=255).contains(code)));
    let mut seen = BTreeSet::new();
    codes.retain(|code| seen.insert(*code));
    codes
}

/// The scenario's key of a task: its name, with the iterations around it.
fn key_of(moment: &Moment<'_>, task: &Visit) -> Text {
    let mut parts = vec![moment.state_of(task).name.to_string()];
    let mut inside_map = false;
    let mut outer = around(moment, task);
    while let Some((visit, index)) = outer {
        let state = moment.state_of(visit);
        inside_map |= state.map().is_some();
        parts.push(format!("{}[{index}]", state.name));
        outer = around(moment, visit);
    }
    // Names are unique, so only an iteration needs its path.
    parts.truncate(if inside_map { parts.len() } else { 1 });
    parts.reverse();
    parts.join("/").into()
}

/// Other values at a place of the execution's input.
pub(super) fn of_input(moment: &Moment<'_>, path: &TreePath, decider: &Decider<'_>) -> Vec<Change> {
    let present = value_at(&moment.run.root().input, path);
    let says =
        |value: &Value| Message::new("otherwise.input").code("path", path_text(path)).with("value", value.clone());
    decider.near(present.as_ref()).into_iter().filter_map(|value| input_with(moment, path, value, says)).collect()
}

/// A value where the execution's input has none, and a state looked for one.
pub(super) fn of_missing_input(moment: &Moment<'_>, path: &TreePath) -> Vec<Change> {
    let says =
        |value: &Value| Message::new("otherwise.input_has").code("path", path_text(path)).with("value", value.clone());
    let values = [Value::from(""), 1.into(), Value::from(Vec::new())];
    values.into_iter().filter_map(|value| input_with(moment, path, value, says)).collect()
}

fn input_with(moment: &Moment<'_>, path: &TreePath, value: Value, says: impl Fn(&Value) -> Message) -> Option<Change> {
    let says = says(&value);
    Some(Change::Input { says, input: reference(path)?.put(&moment.run.root().input, value).ok()? })
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
