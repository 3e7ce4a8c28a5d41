//! A container of an ECS task.

use crate::ecs::ends::EcsEnd;
use crate::ecs::interface::Interface;
use crate::request::{Request, last_part, object};
use crate::scenario::ContainerOutcome;
use crate::shell;
use json::{Text, Value};

/// 128 and the number of the signal: what a process gives that SIGTERM or SIGKILL ends.
const SIGTERM_EXIT_CODE: i64 = 143;
const SIGKILL_EXIT_CODE: i64 = 137;

/// From SIGTERM to SIGKILL when the container definition says nothing else (its `stopTimeout`), in milliseconds.
const STOP_TIMEOUT_MILLIS: i64 = 30_000;

/// One container and how it will end.
pub(super) struct Container {
    pub(super) name: String,
    /// What it writes to its log.
    pub(super) log: String,
    arn: String,
    pub(super) image: String,
    digest: String,
    runtime_id: String,
    exit_code: Option<i64>,
    reason: Option<Text>,
    pub(super) overrides: Value,
    /// Does the task stop when it stops?
    pub(super) essential: bool,
    /// How long it runs by itself, in milliseconds, when that is known.
    pub(super) runs_for: Option<i64>,
    /// For how long it would run, and for how long it does: the task may stop it before.
    pub(super) would_run: i64,
    pub(super) ran: i64,
    /// Does the scenario say how it exits?
    is_exit_told: bool,
}

/// What is known about a container before it runs.
pub(super) struct Plan<'a> {
    pub(super) name: String,
    /// Its entry of `ContainerOverrides`.
    pub(super) overrides: Option<&'a Value>,
    /// What the scenario says.
    pub(super) outcome: Option<&'a ContainerOutcome>,
    /// The usual end that the scenario chose for the task.
    pub(super) end: Option<&'static EcsEnd>,
    pub(super) is_first: bool,
    /// Does the scenario say how long containers run, whatever their commands are?
    pub(super) is_time_told: bool,
}

impl Container {
    /// The scenario's word counts first, then the task's usual end (for its first container),
    /// then what the command would do.
    pub(super) fn new(request: &mut Request<'_>, task_arn: &str, plan: Plan<'_>) -> Self {
        let Plan { name, overrides, outcome, end, is_first, is_time_told } = plan;
        let command = overrides.and_then(|over| over.get("Command")).and_then(Value::as_array);
        let words: Vec<&str> =
            command.map(|words| words.iter().filter_map(Value::as_str).collect()).unwrap_or_default();
        let ran = shell::run(&words);
        let starts = end.is_none_or(|end| end.ends_in == "RUNNING");
        let by_end = end.filter(|end| is_first || end.stops_all());
        let told = outcome.and_then(|outcome| outcome.exit_code);
        let exit_code = told.or(by_end.map_or(Some(ran.exit_code), |end| end.exit_code));
        let reason = outcome.and_then(|outcome| outcome.reason.clone());
        let log = outcome.and_then(|outcome| outcome.log.as_deref()).map_or(ran.log, str::to_owned);
        let cluster_and_task = task_arn.split_once(":task/").map_or(task_arn, |(_, tail)| tail);
        let own_time = outcome.and_then(|outcome| outcome.duration).map(|lasting| request.millis(Some(lasting), 0));
        let id = request.uuid();
        Self {
            arn: request.arn("ecs", &format!("container/{cluster_and_task}/{id}")),
            image: image(&name, end),
            digest: format!("sha256:{}", request.hex(64)),
            runtime_id: format!("{}-{}", last_part(task_arn), request.ids.below(10_000_000_000)),
            exit_code: exit_code.filter(|_| starts),
            reason: reason.or_else(|| by_end?.reason.map(Text::from)),
            overrides: container_overrides(&name, overrides),
            log: if starts { log } else { String::new() },
            essential: outcome.is_none_or(|outcome| outcome.essential),
            runs_for: own_time.or((ran.slept > 0 && !is_time_told).then_some(ran.slept)),
            would_run: 0,
            ran: 0,
            is_exit_told: told.is_some(),
            name,
        }
    }

    /// Its task stops after `task_millis`: a container that still runs gets SIGTERM, and SIGKILL
    /// after the stop timeout when the scenario says that it exits with 137.
    pub(super) fn settle(&mut self, task_millis: i64) {
        self.would_run = self.runs_for.unwrap_or(task_millis);
        self.ran = self.would_run.min(task_millis);
        let goes_on = self.would_run > task_millis;
        if goes_on && !self.is_exit_told {
            self.exit_code = self.exit_code.map(|_| SIGTERM_EXIT_CODE);
        }
        let is_stopped = goes_on || (self.runs_for.is_none() && !self.essential);
        if is_stopped && self.is_exit_told && self.exit_code == Some(SIGKILL_EXIT_CODE) && self.reason.is_none() {
            self.ran = task_millis.saturating_add(STOP_TIMEOUT_MILLIS);
        }
    }

    /// Somebody stops it after it ran for so long; `None` before it started.
    pub(super) fn stop_by_hand(&mut self, ran: Option<i64>) {
        if ran.is_some_and(|ran| self.ran <= ran) {
            return;
        }
        self.exit_code = ran.map(|_| SIGTERM_EXIT_CODE);
        self.ran = ran.unwrap_or(0);
        self.reason = None;
    }

    /// What a notice says of its end; `None` when it never ran.
    pub(super) fn ended(&self) -> Option<Value> {
        let exit_code = self.exit_code?;
        Some(object([
            ("lastStatus", Some("STOPPED".into())),
            ("exitCode", Some(exit_code.into())),
            ("reason", self.reason.clone().map(Value::String)),
        ]))
    }

    pub(super) fn pending(&self, task_arn: &str) -> Value {
        Value::from([
            ("ContainerArn", self.arn.as_str().into()),
            ("Cpu", "0".into()),
            ("GpuIds", Vec::new().into()),
            ("Image", self.image.as_str().into()),
            ("LastStatus", "PENDING".into()),
            ("ManagedAgents", Vec::new().into()),
            ("Name", self.name.as_str().into()),
            ("NetworkBindings", Vec::new().into()),
            ("NetworkInterfaces", Vec::new().into()),
            ("TaskArn", task_arn.into()),
        ])
    }

    pub(super) fn stopped(&self, task_arn: &str, interface: Option<&Interface>, ran: bool) -> Value {
        let interfaces: Vec<Value> = interface.iter().map(|interface| interface.of_container()).collect();
        object([
            ("ContainerArn", Some(self.arn.as_str().into())),
            ("Cpu", Some("0".into())),
            ("ExitCode", self.exit_code.map(Value::from)),
            ("GpuIds", Some(Vec::new().into())),
            ("Image", Some(self.image.as_str().into())),
            ("ImageDigest", ran.then(|| self.digest.as_str().into())),
            ("LastStatus", Some("STOPPED".into())),
            ("ManagedAgents", Some(Vec::new().into())),
            ("Name", Some(self.name.as_str().into())),
            ("NetworkBindings", Some(Vec::new().into())),
            ("NetworkInterfaces", Some(interfaces.into())),
            ("Reason", self.reason.clone().map(Value::String)),
            ("RuntimeId", Some(self.runtime_id.as_str().into())),
            ("TaskArn", Some(task_arn.into())),
        ])
    }
}

fn image(container: &str, end: Option<&EcsEnd>) -> String {
    match end {
        Some(end) if end.name == "ImageNotFound" => format!("{container}:latest"),
        _ => format!("public.ecr.aws/docker/library/{container}:latest"),
    }
}

/// How Docker resolves an image name, as the recorded error spells it.
pub(super) fn reference(image: &str) -> String {
    format!("docker.io/library/{image}")
}

fn container_overrides(name: &str, given: Option<&Value>) -> Value {
    let list = |key: &'static str| {
        (key, Some(given.and_then(|all| all.get(key)).cloned().unwrap_or_else(|| Vec::new().into())))
    };
    let optional = |key: &'static str| (key, given.and_then(|all| all.get(key)).cloned());
    object([
        list("Command"),
        optional("Cpu"),
        list("Environment"),
        list("EnvironmentFiles"),
        optional("Memory"),
        optional("MemoryReservation"),
        ("Name", Some(name.into())),
        list("ResourceRequirements"),
    ])
}
