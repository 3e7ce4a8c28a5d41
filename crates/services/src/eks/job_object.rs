//! A Kubernetes job: what was asked for, how its pods go, and the objects the API shows.

use crate::eks::pod::{Container, Pod};
use crate::eks::status::{self, Subject};
use crate::eks::{cluster_key, kubernetes_time, with};
use crate::request::{Request, object};
use crate::scenario::{EksOutcome, Lasting, MAX_MILLIS};
use crate::shell;
use crate::simulation::Fault;
use host::Timestamp;
use json::{Text, Value};

/// How long a pod's containers run when nothing says otherwise, in milliseconds.
const POD_RUN_MILLIS: i64 = 20_000;
/// Kubernetes's own defaults: `backoffLimit`, and the wait before pods start again, which doubles.
const BACKOFF_LIMIT: i64 = 6;
const FIRST_BACKOFF_MILLIS: i64 = 10_000;
const LONGEST_BACKOFF_MILLIS: i64 = 360_000;
/// 128 and the number of SIGKILL.
const SIGKILL_EXIT_CODE: i64 = 137;
/// More pods than this are not made, whatever `backoffLimit` says.
const MAX_PODS: i64 = 100;

/// The `Job` parameter.
pub(super) struct Manifest {
    pub(super) name: String,
    pub(super) namespace: String,
    job: Value,
}

/// How a job goes; times in milliseconds after the request.
pub(super) struct JobRun {
    pub(super) pods: Vec<Pod>,
    pub(super) failed: bool,
    /// `None` when its pods never start and no deadline cuts it off.
    pub(super) ends_at: Option<i64>,
    /// The Job object as it was made, and as it is in the end.
    pub(super) object_at_start: Value,
    pub(super) object: Value,
}

impl Manifest {
    /// `Job` is JSON, or a text of JSON.
    pub(super) fn read(request: &mut Request<'_>) -> Result<Self, Fault> {
        let given = request.parameters.get("Job").cloned().unwrap_or_default();
        let job = match &given {
            Value::String(text) => json::parse_value(text).map_err(|_| invalid("", "Job is not JSON"))?,
            _ => given,
        };
        let metadata = job.get("metadata");
        let text = |key: &str| metadata.and_then(|metadata| metadata.get(key)).and_then(Value::as_str);
        let generated = text("generateName").map(|prefix| format!("{prefix}{}", request.hex(5)));
        let name = text("name").map(str::to_owned).or(generated);
        let name = name.ok_or_else(|| invalid("", "Required value: name or generateName is required"))?;
        let namespace = request.text("Namespace").or(text("namespace")).unwrap_or("default").to_owned();
        let manifest = Self { name, namespace, job };
        if manifest.containers().is_empty() {
            return Err(invalid(&manifest.name, "spec.template.spec.containers: Required value"));
        }
        Ok(manifest)
    }

    /// Key of the job among the things.
    pub(super) fn key(&self, request: &Request<'_>) -> String {
        let cluster = cluster_key(self.cluster(request));
        format!("{cluster}apis/batch/v1/namespaces/{}/jobs/{}", self.namespace, self.name)
    }

    pub(super) fn cluster<'a>(&self, request: &Request<'a>) -> &'a str {
        request.text("ClusterName").unwrap_or_default()
    }

    /// `ttlSecondsAfterFinished`, in milliseconds.
    pub(super) fn ttl_millis(&self) -> Option<i64> {
        let seconds = self.spec("ttlSecondsAfterFinished")?.as_i64()?;
        Some(seconds.saturating_mul(1000).clamp(0, MAX_MILLIS))
    }

    fn spec(&self, field: &str) -> Option<&Value> {
        self.job.get("spec")?.get(field)
    }

    pub(super) fn pod_spec(&self) -> Option<&Value> {
        self.spec("template")?.get("spec")
    }

    fn containers(&self) -> &[Value] {
        self.pod_spec().and_then(|spec| spec.get("containers")).and_then(Value::as_array).map_or(&[], |all| all)
    }
}

fn invalid(name: &str, why: &str) -> Fault {
    let subject = Subject { group: "batch", resource: "Job", name };
    status::fault(422, &format!("Job.batch \"{name}\" is invalid: {why}"), Some(subject))
}

impl JobRun {
    pub(super) fn new(
        request: &mut Request<'_>,
        manifest: &Manifest,
        outcome: &EksOutcome,
        duration: Option<Lasting>,
    ) -> Self {
        let (containers, slept) = containers(manifest, outcome);
        let any_fails = || containers.iter().any(|container| container.exit_code != 0 || container.is_evicted);
        let fails = outcome.failed.unwrap_or_else(any_fails);
        let number = |field: &str| manifest.spec(field).and_then(Value::as_i64);
        let usual = if slept > 0 { slept } else { POD_RUN_MILLIS };
        let run_millis = request.millis(duration, usual).max(0);
        let past_deadline = outcome.reason.as_deref() == Some("DeadlineExceeded") && fails;
        let limit = number("backoffLimit").unwrap_or(BACKOFF_LIMIT).clamp(0, MAX_PODS - 1);
        let restarts = manifest.pod_spec().and_then(|spec| spec.get("restartPolicy")).and_then(Value::as_str);
        let mut name = || format!("{}-{}", manifest.name, request.hex(5));
        let pods = match &outcome.waiting {
            Some(reason) => vec![Pod::stuck(name(), containers, reason)],
            // An evicted pod does not start again in place: another one takes over.
            None if fails && !past_deadline && !is_evicted(outcome) && restarts == Some("OnFailure") => {
                vec![Pod::restarting(name(), containers, run_millis, limit)]
            }
            None => {
                let retried = fails && !past_deadline;
                let completions = number("completions").unwrap_or(1).clamp(1, MAX_PODS);
                let count = if retried { limit + 1 } else { completions };
                one_after_the_other(&mut name, &containers, run_millis, count, fails)
            }
        };
        let ends_at = pods.last().map(Pod::ends_at).filter(|_| outcome.waiting.is_none());
        let mut job = Self { ends_at, failed: fails, pods, object_at_start: Value::Null, object: Value::Null };
        let reason = job.cut_at_deadline(number("activeDeadlineSeconds"), past_deadline);
        job.show(request, manifest, reason);
        job
    }

    /// A job that is active for too long fails at that moment.
    fn cut_at_deadline(&mut self, seconds: Option<i64>, always: bool) -> &'static str {
        let deadline = seconds.map(|seconds| seconds.saturating_mul(1000).clamp(0, MAX_MILLIS));
        let deadline = deadline.or(self.ends_at.filter(|_| always));
        let cuts = |deadline: &i64| always || self.ends_at.is_none_or(|ends_at| *deadline < ends_at);
        let Some(deadline) = deadline.filter(cuts) else { return "BackoffLimitExceeded" };
        self.pods.retain(|pod| pod.starts_at() < deadline.max(1));
        self.pods.iter_mut().for_each(|pod| pod.cut(deadline));
        (self.ends_at, self.failed) = (Some(deadline), true);
        "DeadlineExceeded"
    }

    fn show(&mut self, request: &mut Request<'_>, manifest: &Manifest, reason: &str) {
        let uid = request.uuid();
        let ends = request.now.plus_millis(self.ends_at.unwrap_or(0));
        let active =
            Value::from([("active", 1.into()), ("ready", 0.into()), ("startTime", kubernetes_time(request.now))]);
        let (kind, message) = match (self.failed, reason) {
            (false, _) => ("Complete", None),
            (true, "DeadlineExceeded") => ("Failed", Some("Job was active longer than specified deadline")),
            (true, _) => ("Failed", Some("Job has reached the specified backoff limit")),
        };
        let condition = object([
            ("type", Some(kind.into())),
            ("status", Some("True".into())),
            ("lastProbeTime", Some(kubernetes_time(ends))),
            ("lastTransitionTime", Some(kubernetes_time(ends))),
            ("reason", message.map(|_| reason.into())),
            ("message", message.map(Value::from)),
        ]);
        let count = Value::from(self.pods.len());
        let ended = object([
            ("completionTime", (!self.failed).then(|| kubernetes_time(ends))),
            ("conditions", Some(vec![condition].into())),
            ("failed", self.failed.then(|| count.clone())),
            ("ready", Some(0.into())),
            ("startTime", Some(kubernetes_time(request.now))),
            ("succeeded", (!self.failed).then_some(count)),
        ]);
        let job = job_object(request.now, manifest, &uid);
        self.object_at_start = with(&job, "status", active);
        self.object = with(&job, "status", ended);
    }
}

/// Pods that start when the one before has ended; after a failure with pauses that grow (`restartPolicy: Never`).
fn one_after_the_other(
    name: &mut impl FnMut() -> String,
    containers: &[Container],
    run_millis: i64,
    count: i64,
    fails: bool,
) -> Vec<Pod> {
    let (mut pods, mut at, mut backoff) = (Vec::new(), 0, FIRST_BACKOFF_MILLIS);
    for _ in 0..count {
        let pod = Pod::once(name(), containers.to_vec(), at, run_millis);
        if fails {
            (at, backoff) = (pod.ends_at() + backoff, (backoff * 2).min(LONGEST_BACKOFF_MILLIS));
        }
        pods.push(pod);
    }
    pods
}

/// Each container with what it prints and how it exits, and how long the slowest sleeps.
fn containers(manifest: &Manifest, outcome: &EksOutcome) -> (Vec<Container>, i64) {
    let mut slept = 0;
    let container = |spec: &Value| {
        let words = |field: &str| spec.get(field).and_then(Value::as_array).map(|all| all.to_vec()).unwrap_or_default();
        let command: Vec<Value> = words("command").into_iter().chain(words("args")).collect();
        let ran = shell::run(&command.iter().filter_map(Value::as_str).collect::<Vec<_>>());
        slept = slept.max(ran.slept);
        let name: Text = spec.get("name").and_then(Value::as_str).unwrap_or("container").into();
        let wanted = outcome.logs.iter().find(|(known, _)| *known == name).map(|(_, log)| log.clone());
        let exit_code = match (outcome.failed, outcome.exit_code) {
            (Some(false), _) => 0,
            (_, Some(code)) => code,
            (_, None) if is_evicted(outcome) => SIGKILL_EXIT_CODE,
            (Some(true), None) => ran.exit_code.max(1),
            (None, None) => ran.exit_code,
        };
        let log = wanted.unwrap_or_else(|| ran.log.into());
        Container { log, name, exit_code, is_evicted: is_evicted(outcome) }
    };
    let containers = manifest.containers().iter().map(container).collect();
    (containers, slept)
}

/// Are its pods evicted? A job that succeeds all the same is not told apart by it.
fn is_evicted(outcome: &EksOutcome) -> bool {
    outcome.evicted && outcome.failed != Some(false)
}

/// The Job object without its status.
fn job_object(now: Timestamp, manifest: &Manifest, uid: &str) -> Value {
    let given = manifest.job.get("metadata").and_then(Value::as_object).cloned().unwrap_or_default();
    let labels = Value::from([
        ("batch.kubernetes.io/controller-uid", uid.into()),
        ("batch.kubernetes.io/job-name", manifest.name.as_str().into()),
        ("controller-uid", uid.into()),
        ("job-name", manifest.name.as_str().into()),
    ]);
    let mut metadata = given;
    for (key, value) in [
        ("name", manifest.name.as_str().into()),
        ("namespace", manifest.namespace.as_str().into()),
        ("uid", uid.into()),
        ("generation", 1.into()),
        ("creationTimestamp", kubernetes_time(now)),
        ("labels", crate::ecs::overlaid(&labels, manifest.job.get("metadata").and_then(|given| given.get("labels")))),
    ] {
        metadata.insert(key, value);
    }
    let usual = Value::from([
        ("parallelism", 1.into()),
        ("completions", 1.into()),
        ("backoffLimit", BACKOFF_LIMIT.into()),
        ("completionMode", "NonIndexed".into()),
        ("suspend", false.into()),
    ]);
    Value::from([
        ("apiVersion", "batch/v1".into()),
        ("kind", "Job".into()),
        ("metadata", metadata.into()),
        ("spec", crate::ecs::overlaid(&usual, manifest.job.get("spec"))),
    ])
}
