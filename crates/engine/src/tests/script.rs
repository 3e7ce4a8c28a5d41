//! A world that does what a test says.

use crate::port::{Abandonment, ChildOutcome, Context, Effect, Notice, Refusal, TaskCall, TaskEnd, World};
use crate::{Log, TaskId};
use definition::{IntegrationPattern, Resource};
use json::{Text, Value, parse_value};
use std::collections::BTreeMap;

/// What each state's tasks do, attempt by attempt, the last one repeated:
/// `{"T": ["ok", 7, {"Error": "E", "Cause": "c"}, {"after": 5, "do": …}, {"beats": [1, 2], …}, "never"]}`.
/// A key may be a path such as `M[1]/T`, which counts its attempts on its own.
/// `"echo"` succeeds with what was sent. Objects of S3 are under `"s3"`: `{"bucket/key": "text"}`.
#[derive(Clone)]
pub(super) struct Script {
    script: Value,
    attempts: BTreeMap<String, usize>,
    pending: BTreeMap<TaskId, TaskEnd>,
    pub(super) objects: BTreeMap<String, String>,
    pub(super) abandoned: Vec<(TaskId, Abandonment)>,
}

impl Script {
    pub(super) fn new(script: &str) -> Self {
        let script = parse_value(script).unwrap();
        let s3 = script.get("s3").and_then(Value::as_object).cloned().unwrap_or_default();
        let objects = s3.iter().map(|(key, body)| (key.to_string(), body.as_str().unwrap().into())).collect();
        Self { script, attempts: BTreeMap::new(), pending: BTreeMap::new(), objects, abandoned: Vec::new() }
    }

    fn next(&mut self, call: &TaskCall<'_>) -> Value {
        let key = if self.script.get(call.path).is_some() { call.path } else { call.state };
        let place = self.attempts.entry(key.into()).or_default();
        let attempts = self.script.get(key).and_then(Value::as_array);
        let attempt = attempts.and_then(|attempts| attempts.get(*place).or(attempts.last())).cloned();
        *place += 1;
        attempt.unwrap_or_else(|| Value::from("echo"))
    }

    fn play(&mut self, call: &TaskCall<'_>, attempt: &Value, context: &mut Context<'_>) {
        let task = call.task;
        for (alarm, beat) in (1..).zip(attempt.get("beats").and_then(Value::as_array).into_iter().flatten()) {
            let after_millis = (beat.as_f64().unwrap() * 1000.0) as i64;
            context.effects.push(Effect::Alarm { task, alarm, after_millis });
        }
        if let Some(seconds) = attempt.get("after").and_then(Value::as_f64) {
            let end = self.end(call, attempt.get("do").unwrap_or(&Value::Null));
            self.pending.insert(task, end);
            return context.effects.push(Effect::Alarm { task, alarm: 0, after_millis: (seconds * 1000.0) as i64 });
        }
        if attempt.as_str() != Some("never") {
            let end = self.end(call, attempt);
            context.effects.push(Effect::Ended { task, end });
        }
    }

    fn end(&self, call: &TaskCall<'_>, attempt: &Value) -> TaskEnd {
        let text = |key: &str| attempt.get(key).and_then(Value::as_str).map(Text::from);
        match attempt.as_str() {
            Some("echo") => TaskEnd::Succeeded(call.parameters.clone()),
            Some("unmocked") => TaskEnd::NotMocked("not mocked".into()),
            _ if attempt.get("Error").is_some() => TaskEnd::Failed { error: text("Error"), cause: text("Cause") },
            _ => TaskEnd::Succeeded(attempt.clone()),
        }
    }
}

impl World for Script {
    fn prepare(&self, call: &TaskCall<'_>) -> Result<Value, Refusal> {
        match call.parameters.get("refuse").and_then(Value::as_str) {
            Some(cause) => Err(Refusal { error: "States.Runtime".into(), cause: cause.into() }),
            None => Ok(call.parameters.clone()),
        }
    }

    fn start(&mut self, call: &TaskCall<'_>, context: &mut Context<'_>) {
        let task = call.task;
        if let Resource::Service { pattern, .. } = call.resource
            && *pattern != IntegrationPattern::RequestResponse
        {
            context.effects.push(Effect::Submitted { task, output: Value::Null });
        }
        let attempt = self.next(call);
        match attempt.get("child").and_then(Value::as_str) {
            Some(arn) => context.effects.push(Effect::StartChild {
                task,
                state_machine_arn: arn.into(),
                name: None,
                input: call.parameters.clone(),
                detached: false,
            }),
            None => self.play(call, &attempt, context),
        }
    }

    fn wake(&mut self, task: TaskId, alarm: u32, context: &mut Context<'_>) {
        if alarm > 0 {
            context.effects.push(Effect::Heartbeat { task });
        } else if let Some(end) = self.pending.remove(&task) {
            context.effects.push(Effect::Ended { task, end });
        }
    }

    fn abandon(&mut self, task: TaskId, reason: Abandonment, _: &mut Context<'_>) {
        self.abandoned.push((task, reason));
    }

    fn child_ended(&mut self, task: TaskId, child: &ChildOutcome, context: &mut Context<'_>) {
        let end = match &child.result {
            Ok(output) => TaskEnd::Succeeded(output.clone()),
            Err(failure) => TaskEnd::Failed { error: Some("States.TaskFailed".into()), cause: failure.error.clone() },
        };
        context.effects.push(Effect::Ended { task, end });
    }

    fn object(&self, bucket: &str, key: &str) -> Option<Vec<u8>> {
        self.objects.get(&format!("{bucket}/{key}")).map(|body| body.clone().into_bytes())
    }

    fn objects(&self, bucket: &str, prefix: &str) -> Option<Vec<Value>> {
        let start = format!("{bucket}/");
        let keys = self.objects.keys().filter_map(|key| key.strip_prefix(&start));
        Some(keys.filter(|key| key.starts_with(prefix)).map(|key| Value::from([("Key", Value::from(key))])).collect())
    }

    fn put_object(&mut self, bucket: &str, key: &str, body: String) {
        self.objects.insert(format!("{bucket}/{key}"), body);
    }

    fn notices(&self) -> Log<Notice> {
        Log::default()
    }

    fn snapshot(&self) -> Box<dyn World> {
        Box::new(self.clone())
    }
}
