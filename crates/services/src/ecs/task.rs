//! The task object of ECS, key by key as recorded, in AWS's order.

use crate::ecs::container::{Container, Plan, reference};
use crate::ecs::ends::{EcsEnd, end_named};
use crate::ecs::interface::Interface;
use crate::ecs::lifecycle::{Lifecycle, STOPPING_MILLIS};
use crate::request::{Request, last_part, object};
use crate::scenario::{ContainerOutcome, EcsOutcome, Lasting};
use json::{Text, Value};

/// How long containers run when nothing says otherwise, in milliseconds.
const TYPICAL_RUN_MILLIS: i64 = 60_000;

/// One task and how it will end.
pub(super) struct Task {
    pub(super) containers: Vec<Container>,
    pub(super) arn: String,
    cluster_arn: String,
    definition_arn: String,
    family: String,
    zone: char,
    /// `None` on EC2, where this simulation gives a task no network interface of its own.
    interface: Option<Interface>,
    end: Option<&'static EcsEnd>,
    stop_code: Text,
    stopped_reason: Text,
}

impl Task {
    pub(super) fn new(request: &mut Request<'_>, outcome: &EcsOutcome, duration: Option<Lasting>) -> Self {
        let end = outcome.end.as_deref().and_then(end_named);
        let cluster = request.text("Cluster").filter(|name| !name.is_empty()).unwrap_or("default").to_owned();
        let definition = request.text("TaskDefinition").filter(|name| !name.is_empty()).unwrap_or("task").to_owned();
        let (family, revision) = family_and_revision(&definition);
        let id = request.hex(32);
        let arn = request.arn("ecs", &format!("task/{}/{id}", last_part(&cluster)));
        let mut task = Self {
            containers: Vec::new(),
            cluster_arn: arn_or(request, &cluster, || format!("cluster/{cluster}")),
            definition_arn: arn_or(request, &definition, || format!("task-definition/{family}:{revision}")),
            zone: ['a', 'b'][request.ids.below(2) as usize],
            interface: is_fargate(request).then(|| Interface::new(request)),
            stop_code: outcome.stop_code.clone().unwrap_or_else(|| end.map_or(EXITED.0, |end| end.stop_code).into()),
            stopped_reason: Text::default(),
            arn,
            family,
            end,
        };
        task.add_containers(request, outcome, duration.is_some());
        let image = task.containers.first().map_or_else(String::new, |first| reference(&first.image));
        let usual = end.map_or(EXITED.1, |end| end.stopped_reason).replace("{image}", &image);
        task.stopped_reason = outcome.stopped_reason.clone().unwrap_or_else(|| usual.into());
        task
    }

    /// The containers that the scenario names, those that the request overrides, else one that
    /// is called like the task definition: nothing else is known of the task definition.
    fn add_containers(&mut self, request: &mut Request<'_>, outcome: &EcsOutcome, is_time_told: bool) {
        let overrides = request.parameters.get("Overrides").and_then(|all| all.get("ContainerOverrides"));
        let overrides: Vec<Value> = overrides.and_then(Value::as_array).map(|all| all.to_vec()).unwrap_or_default();
        let name_of = |value: &Value| value.get("Name").and_then(Value::as_str).map(str::to_owned);
        let mut names: Vec<String> = overrides.iter().filter_map(name_of).collect();
        let mut outcomes: Vec<Option<&ContainerOutcome>> = vec![None; names.len()];
        for (at, container) in outcome.containers.iter().enumerate() {
            let known = match &container.name {
                Some(name) => names.iter().position(|known| **known == **name),
                None => (at < names.len()).then_some(at),
            };
            match known {
                Some(known) => outcomes[known] = Some(container),
                None => {
                    names.push(container.name.as_deref().unwrap_or(&self.family).to_owned());
                    outcomes.push(Some(container));
                }
            }
        }
        if names.is_empty() {
            (names, outcomes) = (vec![self.family.clone()], vec![None]);
        }
        for (at, (name, outcome)) in names.into_iter().zip(outcomes).enumerate() {
            let overrides = overrides.iter().find(|over| name_of(over).as_ref() == Some(&name));
            let plan = Plan { name, overrides, outcome, end: self.end, is_first: at == 0, is_time_told };
            let container = Container::new(request, &self.arn, plan);
            self.containers.push(container);
        }
    }

    /// Somebody calls StopTask: its containers get SIGTERM, if they run.
    pub(super) fn stop_by_hand(&mut self, reason: &Text, lifecycle: &Lifecycle) {
        let ran = lifecycle.at("RUNNING").map(|from| lifecycle.stopping_at() - from);
        (self.stop_code, self.stopped_reason) = ("UserInitiated".into(), reason.clone());
        self.containers.iter_mut().for_each(|container| container.stop_by_hand(ran));
    }

    /// Its id, by which notices call it.
    pub(super) fn name(&self) -> &str {
        last_part(&self.arn)
    }

    /// The status before RUNNING in which it fails, if it does.
    pub(super) fn fails_at(&self) -> Option<&'static str> {
        self.end.map(|end| end.ends_in).filter(|status| *status != "RUNNING")
    }

    /// How it goes when nobody stops it by hand.
    pub(super) fn plan(&mut self, request: &Request<'_>, duration: Option<Lasting>) -> Lifecycle {
        let known = self.containers.iter().filter_map(|container| container.runs_for).max();
        let usual = request.millis(duration, known.map_or(TYPICAL_RUN_MILLIS, |known| known.max(TYPICAL_RUN_MILLIS)));
        let run_millis = self.run_millis(usual);
        self.containers.iter_mut().for_each(|container| container.settle(run_millis));
        let last = self.containers.iter().map(|container| container.ran).max().unwrap_or(run_millis);
        Lifecycle::new(self.fails_at(), run_millis, STOPPING_MILLIS.max(last - run_millis))
    }

    /// The first end of an essential container stops the task; one without any runs until all have ended
    /// (ECS guide, task definition parameters: `essential`).
    fn run_millis(&self, usual: i64) -> i64 {
        let millis = |container: &Container| container.runs_for.unwrap_or(usual);
        let first = self.containers.iter().filter(|container| container.essential).map(millis).min();
        first.or_else(|| self.containers.iter().map(millis).max()).unwrap_or(usual)
    }

    /// As RunTask answers.
    pub(super) fn started(&self, request: &Request<'_>) -> Value {
        let containers: Vec<Value> = self.containers.iter().map(|container| container.pending(&self.arn)).collect();
        let fargate = self.interface.is_some();
        object([
            ("Attachments", Some(self.attachments(Interface::precreated))),
            ("Attributes", Some(attributes())),
            ("AvailabilityZone", Some(self.availability_zone(request))),
            ("ClusterArn", Some(self.cluster_arn.as_str().into())),
            ("Containers", Some(containers.into())),
            ("Cpu", Some("256".into())),
            ("CreatedAt", Some(request.now.millis.into())),
            ("DesiredStatus", Some("RUNNING".into())),
            ("EnableExecuteCommand", Some(enable_execute_command(request))),
            ("EphemeralStorage", fargate.then(ephemeral_storage)),
            ("Group", Some(self.group(request))),
            ("InferenceAccelerators", Some(Vec::new().into())),
            ("LastStatus", Some("PROVISIONING".into())),
            ("LaunchType", Some(launch_type(request).into())),
            ("Memory", Some("512".into())),
            ("Overrides", Some(self.overrides(request))),
            ("PlatformFamily", fargate.then(|| "Linux".into())),
            ("PlatformVersion", fargate.then(|| platform_version(request))),
            ("StartedBy", request.parameters.get("StartedBy").cloned()),
            ("Tags", Some(tags(request))),
            ("TaskArn", Some(self.arn.as_str().into())),
            ("TaskDefinitionArn", Some(self.definition_arn.as_str().into())),
            ("Version", Some(1.into())),
        ])
    }

    /// As DescribeTasks shows it in the end.
    pub(super) fn stopped(&self, request: &Request<'_>, lifecycle: &Lifecycle) -> Value {
        let moment = |at: i64| Value::from(request.now.plus_millis(at).millis);
        let ran = lifecycle.at("RUNNING").is_some();
        let connected = ran || lifecycle.at("PENDING").is_some();
        let containers: Vec<Value> = self
            .containers
            .iter()
            .map(|container| container.stopped(&self.arn, self.interface.as_ref(), ran))
            .collect();
        let fargate = self.interface.is_some();
        object([
            ("Attachments", Some(self.attachments(Interface::deleted))),
            ("Attributes", Some(attributes())),
            ("AvailabilityZone", Some(self.availability_zone(request))),
            ("ClusterArn", Some(self.cluster_arn.as_str().into())),
            ("Connectivity", connected.then(|| "CONNECTED".into())),
            ("ConnectivityAt", lifecycle.at("PENDING").map(moment)),
            ("Containers", Some(containers.into())),
            ("Cpu", Some("256".into())),
            ("CreatedAt", Some(moment(0))),
            ("DesiredStatus", Some("STOPPED".into())),
            ("EnableExecuteCommand", Some(enable_execute_command(request))),
            ("EphemeralStorage", fargate.then(ephemeral_storage)),
            ("ExecutionStoppedAt", Some(moment(lifecycle.stopping_at()))),
            ("Group", Some(self.group(request))),
            ("InferenceAccelerators", Some(Vec::new().into())),
            ("LastStatus", Some("STOPPED".into())),
            ("LaunchType", Some(launch_type(request).into())),
            ("Memory", Some("512".into())),
            ("Overrides", Some(self.overrides(request))),
            ("PlatformVersion", fargate.then(|| platform_version(request))),
            ("PullStartedAt", lifecycle.pull().map(|(from, _)| moment(from))),
            ("PullStoppedAt", lifecycle.pull().map(|(_, to)| moment(to))),
            ("StartedAt", lifecycle.at("RUNNING").map(moment)),
            ("StartedBy", request.parameters.get("StartedBy").cloned()),
            ("StopCode", Some(self.stop_code.clone().into())),
            ("StoppedAt", Some(moment(lifecycle.stopped_at()))),
            ("StoppedReason", Some(self.stopped_reason.clone().into())),
            ("StoppingAt", Some(moment(lifecycle.stopping_at()))),
            ("Tags", Some(tags(request))),
            ("TaskArn", Some(self.arn.as_str().into())),
            ("TaskDefinitionArn", Some(self.definition_arn.as_str().into())),
            // Recorded: 5 for a task that ran, 4 for one that could not start.
            ("Version", Some(if ran { 5 } else { 4 }.into())),
        ])
    }

    fn attachments(&self, shape: impl Fn(&Interface, &Self) -> Value) -> Value {
        self.interface.iter().map(|interface| shape(interface, self)).collect::<Vec<_>>().into()
    }

    fn availability_zone(&self, request: &Request<'_>) -> Value {
        format!("{}{}", request.region, self.zone).into()
    }

    fn group(&self, request: &Request<'_>) -> Value {
        request.text("Group").map_or_else(|| format!("family:{}", self.family), str::to_owned).into()
    }

    fn overrides(&self, request: &Request<'_>) -> Value {
        let given = request.parameters.get("Overrides");
        let member = |name: &'static str| (name, given.and_then(|all| all.get(name)).cloned());
        let containers: Vec<Value> = self.containers.iter().map(|container| container.overrides.clone()).collect();
        object([
            ("ContainerOverrides", Some(containers.into())),
            member("Cpu"),
            member("EphemeralStorage"),
            member("ExecutionRoleArn"),
            ("InferenceAcceleratorOverrides", Some(Vec::new().into())),
            member("Memory"),
            member("TaskRoleArn"),
        ])
    }
}

/// What a notice says when the engine stops a `.sync` task that it gave up.
pub(super) fn stop_task() -> Value {
    Value::from([
        ("lastStatus", "STOPPED".into()),
        ("stopCode", "UserInitiated".into()),
        ("stoppedReason", "StopTask was called by Step Functions".into()),
    ])
}

const EXITED: (&str, &str) = ("EssentialContainerExited", "Essential container in task exited");

/// `arn:…:task-definition/family:7`, `family:7` or `family`.
fn family_and_revision(definition: &str) -> (String, String) {
    let name = definition.rsplit('/').next().unwrap_or(definition);
    let (family, revision) = name.split_once(':').unwrap_or((name, "1"));
    (family.to_owned(), revision.to_owned())
}

fn arn_or(request: &Request<'_>, given: &str, rest: impl FnOnce() -> String) -> String {
    if given.starts_with("arn:") { given.to_owned() } else { request.arn("ecs", &rest()) }
}

fn launch_type<'a>(request: &Request<'a>) -> &'a str {
    let by_provider = request.parameters.get("CapacityProviderStrategy").and_then(|all| all.at(0));
    let provider = by_provider.and_then(|first| first.get("CapacityProvider")).and_then(Value::as_str);
    let usual = if provider.is_some_and(|name| name.starts_with("FARGATE")) { "FARGATE" } else { "EC2" };
    request.text("LaunchType").unwrap_or(usual)
}

fn is_fargate(request: &Request<'_>) -> bool {
    launch_type(request) == "FARGATE"
}

fn platform_version(request: &Request<'_>) -> Value {
    request.text("PlatformVersion").filter(|version| *version != "LATEST").unwrap_or("1.4.0").into()
}

fn enable_execute_command(request: &Request<'_>) -> Value {
    request.parameters.get("EnableExecuteCommand").cloned().unwrap_or(Value::Bool(false))
}

/// Tags of the request; `PropagateTags` would add those of the task definition, which nobody here knows.
fn tags(request: &Request<'_>) -> Value {
    request.parameters.get("Tags").cloned().unwrap_or_else(|| Vec::new().into())
}

fn ephemeral_storage() -> Value {
    Value::from([("SizeInGiB", 20.into())])
}

fn attributes() -> Value {
    vec![pair("ecs.cpu-architecture", "x86_64".into())].into()
}

pub(super) fn pair(name: &str, value: Value) -> Value {
    Value::from([("Name", name.into()), ("Value", value)])
}
