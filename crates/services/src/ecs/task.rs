//! The task object of ECS, key by key as recorded, in AWS's order.

use crate::ecs::ends::{EcsEnd, end_named};
use crate::ecs::lifecycle::Lifecycle;
use crate::request::{Request, last_part, object};
use crate::scenario::{ContainerOutcome, EcsOutcome};
use crate::shell;
use json::{Text, Value};

/// How long containers run when nothing says otherwise, in milliseconds.
const TYPICAL_RUN_MILLIS: i64 = 60_000;

/// One task and how it will end.
pub(super) struct Task {
    pub(super) containers: Vec<Container>,
    arn: String,
    cluster_arn: String,
    definition_arn: String,
    family: String,
    zone: char,
    /// `None` on EC2, where this simulation gives a task no network interface of its own.
    interface: Option<Interface>,
    end: Option<&'static EcsEnd>,
    stop_code: Text,
    stopped_reason: Text,
    slept: i64,
}

/// One container and how it will end.
pub(super) struct Container {
    pub(super) name: String,
    /// What it writes to its log.
    pub(super) log: String,
    arn: String,
    image: String,
    digest: String,
    runtime_id: String,
    exit_code: Option<i64>,
    reason: Option<Text>,
    overrides: Value,
}

struct Interface {
    attachment_id: String,
    network_interface_id: String,
    mac_address: String,
    ip: String,
    subnet: Value,
}

impl Task {
    pub(super) fn new(request: &mut Request<'_>, outcome: &EcsOutcome) -> Self {
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
            slept: 0,
            arn,
            family,
            end,
        };
        task.add_containers(request, outcome);
        let image = task.containers.first().map_or_else(String::new, |first| reference(&first.image));
        let usual = end.map_or(EXITED.1, |end| end.stopped_reason).replace("{image}", &image);
        task.stopped_reason = outcome.stopped_reason.clone().unwrap_or_else(|| usual.into());
        task
    }

    /// The containers that the scenario names, those that the request overrides, else one that
    /// is called like the task definition: nothing else is known of the task definition.
    fn add_containers(&mut self, request: &mut Request<'_>, outcome: &EcsOutcome) {
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
            let over = overrides.iter().find(|over| name_of(over).as_ref() == Some(&name));
            self.add_container(request, at, name, over, outcome);
        }
    }

    fn add_container(
        &mut self,
        request: &mut Request<'_>,
        at: usize,
        name: String,
        overrides: Option<&Value>,
        outcome: Option<&ContainerOutcome>,
    ) {
        let command = overrides.and_then(|over| over.get("Command")).and_then(Value::as_array);
        let words: Vec<&str> =
            command.map(|words| words.iter().filter_map(Value::as_str).collect()).unwrap_or_default();
        let ran = shell::run(&words);
        self.slept = self.slept.max(ran.slept);
        let wanted = outcome.and_then(|outcome| outcome.exit_code);
        let by_end = self.end.filter(|end| end.name != "Success" || wanted.is_none());
        let exit_code = wanted.or(by_end.map_or(Some(ran.exit_code), |end| end.exit_code));
        let first_reason = self.end.and_then(|end| end.reason).filter(|_| at == 0).map(Text::from);
        let log = outcome.and_then(|outcome| outcome.log.as_deref()).map_or(ran.log, str::to_owned);
        let starts = self.fails_at().is_none();
        let id = request.uuid();
        self.containers.push(Container {
            arn: request.arn("ecs", &format!("container/{}/{id}", self.arn_tail())),
            image: self.image(&name),
            digest: format!("sha256:{}", request.hex(64)),
            runtime_id: format!("{}-{}", last_part(&self.arn), request.ids.below(10_000_000_000)),
            exit_code: exit_code.filter(|_| starts),
            reason: outcome.and_then(|outcome| outcome.reason.clone()).or(first_reason),
            overrides: container_overrides(&name, overrides),
            log: if starts { log } else { String::new() },
            name,
        });
    }

    fn image(&self, container: &str) -> String {
        match self.end {
            Some(end) if end.name == "ImageNotFound" => format!("{container}:latest"),
            _ => format!("public.ecr.aws/docker/library/{container}:latest"),
        }
    }

    fn arn_tail(&self) -> &str {
        self.arn.split_once(":task/").map_or(&self.arn, |(_, tail)| tail)
    }

    /// Its id, by which notices call it.
    pub(super) fn name(&self) -> &str {
        last_part(&self.arn)
    }

    /// The status before RUNNING in which it fails, if it does.
    pub(super) fn fails_at(&self) -> Option<&'static str> {
        self.end.map(|end| end.ends_in).filter(|status| *status != "RUNNING")
    }

    /// How long it runs when the scenario does not say, in milliseconds.
    pub(super) fn typical_run_millis(&self) -> i64 {
        if self.slept > 0 { self.slept } else { TYPICAL_RUN_MILLIS }
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
        let ran = self.fails_at().is_none();
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

impl Container {
    fn pending(&self, task_arn: &str) -> Value {
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

    fn stopped(&self, task_arn: &str, interface: Option<&Interface>, ran: bool) -> Value {
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

impl Interface {
    fn new(request: &mut Request<'_>) -> Self {
        let network = request.parameters.get("NetworkConfiguration").and_then(|all| all.get("AwsvpcConfiguration"));
        let subnet = network.and_then(|all| all.get("Subnets")).and_then(|subnets| subnets.at(0)).cloned();
        let mac: Vec<String> = (0..5).map(|_| request.hex(2)).collect();
        Self {
            attachment_id: request.uuid(),
            network_interface_id: format!("eni-0{}", request.hex(16)),
            mac_address: format!("02:{}", mac.join(":")),
            ip: format!("10.0.{}.{}", request.ids.below(256), 4 + request.ids.below(250)),
            subnet: subnet.unwrap_or_else(|| "subnet-00000000000000000".into()),
        }
    }

    fn precreated(&self, _: &Task) -> Value {
        Value::from([
            ("Details", vec![pair("subnetId", self.subnet.clone())].into()),
            ("Id", self.attachment_id.as_str().into()),
            ("Status", "PRECREATED".into()),
            ("Type", "ElasticNetworkInterface".into()),
        ])
    }

    fn deleted(&self, task: &Task) -> Value {
        let region = task.arn.split(':').nth(3).unwrap_or_default();
        let dns = format!("ip-{}.{region}.compute.internal", self.ip.replace('.', "-"));
        let details = vec![
            pair("subnetId", self.subnet.clone()),
            pair("networkInterfaceId", self.network_interface_id.as_str().into()),
            pair("macAddress", self.mac_address.as_str().into()),
            pair("privateDnsName", dns.into()),
            pair("privateIPv4Address", self.ip.as_str().into()),
        ];
        Value::from([
            ("Details", details.into()),
            ("Id", self.attachment_id.as_str().into()),
            ("Status", "DELETED".into()),
            ("Type", "eni".into()),
        ])
    }

    fn of_container(&self) -> Value {
        Value::from([
            ("AttachmentId", self.attachment_id.as_str().into()),
            ("PrivateIpv4Address", self.ip.as_str().into()),
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

fn pair(name: &str, value: Value) -> Value {
    Value::from([("Name", name.into()), ("Value", value)])
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

/// How Docker resolves an image name, as the recorded error spells it.
fn reference(image: &str) -> String {
    format!("docker.io/library/{image}")
}
