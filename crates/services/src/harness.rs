//! Drives a world in tests: the smallest engine there is.

use crate::{Scenario, SimulatedWorld};
use definition::Resource;
use engine::TaskId;
use engine::port::{ChildOutcome, Context, Effect, Refusal, TaskCall, TaskEnd, World};
use host::{Seed, Timestamp};
use json::Value;

pub(crate) struct Harness {
    pub(crate) world: SimulatedWorld,
    pub(crate) now: Timestamp,
    /// All effects so far with their times in milliseconds since the start, but for alarms.
    pub(crate) seen: Vec<(i64, Effect)>,
    agenda: Vec<(i64, TaskId, u32)>,
    next_task: u32,
}

/// What one attempt did.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) submitted: Option<Value>,
    pub(crate) end: Option<TaskEnd>,
    pub(crate) end_at: i64,
}

impl Harness {
    pub(crate) fn new(scenario: &str) -> Self {
        let (scenario, diagnostics) = crate::scenario::parse(scenario);
        assert_eq!(diagnostics, [], "the scenario is sound");
        Self::with(scenario)
    }

    pub(crate) fn with(scenario: Scenario) -> Self {
        let now = scenario.start_time;
        let world = SimulatedWorld::new(scenario);
        Self { world, now, seen: Vec::new(), agenda: Vec::new(), next_task: 0 }
    }

    /// Run one attempt of a state `Task` to its end.
    pub(crate) fn run(&mut self, resource: &str, parameters: &str) -> Seen {
        self.run_as("Task", resource, parameters)
    }

    pub(crate) fn run_as(&mut self, path: &str, resource: &str, parameters: &str) -> Seen {
        let task = self.start(path, resource, parameters);
        self.finish();
        self.what_was_seen(task)
    }

    /// Start an attempt.
    pub(crate) fn start(&mut self, path: &str, resource: &str, parameters: &str) -> TaskId {
        let task = TaskId(self.next_task);
        self.next_task += 1;
        let (resource, parameters) = (Resource::parse(resource), json::parse_value(parameters).unwrap());
        let token = format!("token-{}", task.0);
        let mut call = call(task, path, &resource, &parameters, &token);
        let prepared = self.world.prepare(&call).unwrap();
        call.parameters = &prepared;
        self.with_context(task, |world, context| world.start(&call, context));
        task
    }

    /// Why Step Functions refuses to send a request.
    pub(crate) fn refusal(&self, resource: &str, parameters: &str) -> Option<Refusal> {
        let (resource, parameters) = (Resource::parse(resource), json::parse_value(parameters).unwrap());
        self.world.prepare(&call(TaskId(0), "Task", &resource, &parameters, "token")).err()
    }

    /// Let time run until nothing is to happen, or for a day.
    pub(crate) fn finish(&mut self) {
        let deadline = self.now.millis + 86_400_000;
        while let Some(at) = self.agenda.iter().map(|(at, ..)| *at).min().filter(|at| *at <= deadline) {
            let due = self.agenda.iter().position(|(due, ..)| *due == at).unwrap();
            let (_, task, alarm) = self.agenda.remove(due);
            self.now = Timestamp::from_millis(at);
            if self.what_was_seen(task).end.is_none() {
                self.with_context(task, |world, context| world.wake(task, alarm, context));
            }
        }
    }

    pub(crate) fn child_ended(&mut self, task: TaskId, child: &ChildOutcome) {
        self.with_context(task, |world, context| world.child_ended(task, child, context));
    }

    pub(crate) fn with_context(&mut self, task: TaskId, call: impl FnOnce(&mut SimulatedWorld, &mut Context<'_>)) {
        let mut effects = Vec::new();
        let seed = Seed(1).split_number(u64::from(task.0));
        call(&mut self.world, &mut Context { now: self.now, seed, effects: &mut effects });
        for effect in effects {
            match effect {
                Effect::Alarm { task, alarm, after_millis } => {
                    self.agenda.push((self.now.millis + after_millis, task, alarm));
                }
                effect => self.seen.push((self.now.millis, effect)),
            }
        }
    }

    pub(crate) fn what_was_seen(&self, wanted: TaskId) -> Seen {
        let mut seen = Seen { submitted: None, end: None, end_at: 0 };
        for (at, effect) in &self.seen {
            match effect {
                Effect::Submitted { task, output } if *task == wanted => seen.submitted = Some(output.clone()),
                Effect::Ended { task, end } if *task == wanted => {
                    seen.end_at = at - self.world.start_time().millis;
                    seen.end = Some(end.clone());
                }
                _ => {}
            }
        }
        seen
    }
}

fn call<'a>(
    task: TaskId,
    path: &'a str,
    resource: &'a Resource,
    parameters: &'a Value,
    token: &'a str,
) -> TaskCall<'a> {
    TaskCall {
        task,
        execution_arn: "arn:aws:states:eu-central-1:111122223333:execution:Machine:run",
        state: path.rsplit('/').next().unwrap(),
        path,
        attempt: 0,
        resource,
        parameters,
        task_token: Some(token),
        role_arn: None,
    }
}

impl Seen {
    pub(crate) fn result(self) -> Value {
        match self.end {
            Some(TaskEnd::Succeeded(value)) => value,
            other => panic!("succeeds: {other:?}"),
        }
    }

    /// Error name and cause of a failure.
    pub(crate) fn failure(self) -> (String, String) {
        let text = |text: Option<json::Text>| text.as_deref().unwrap_or_default().to_owned();
        match self.end {
            Some(TaskEnd::Failed { error, cause }) => (text(error), text(cause)),
            Some(TaskEnd::SubmitFailed { error, cause } | TaskEnd::TimedOut { error, cause }) => {
                (error.to_string(), text(cause))
            }
            other => panic!("fails: {other:?}"),
        }
    }
}
