//! A pod of a Kubernetes job: its course from scheduling to its end.

use crate::eks::job_object::Manifest;
use crate::request::object;
use json::{Text, Value};

/// Scheduling a pod and pulling its image, in milliseconds.
const POD_START_MILLIS: i64 = 8_000;
/// From the first failed pull to the first pause before the next, in milliseconds.
const PULL_MILLIS: i64 = 15_000;
/// Kubelet's pauses before it starts a container again: they double, up to five minutes.
const FIRST_RESTART_MILLIS: i64 = 10_000;
const LONGEST_RESTART_MILLIS: i64 = 300_000;

/// Why a pod may never start, as a scenario names it.
pub(crate) const STUCK: [&str; 3] = ["ImagePullBackOff", "CreateContainerConfigError", "Unschedulable"];

/// Reason and message of a pod that its node evicts (Kubernetes, node-pressure eviction).
const EVICTED: (&str, &str) = ("Evicted", "The node was low on resource: memory.");

/// How a pod goes.
pub(super) struct Pod {
    pub(super) name: String,
    pub(super) containers: Vec<Container>,
    /// Each state with the time at which it begins, in milliseconds after the request.
    pub(super) course: Vec<(i64, PodState)>,
}

/// Where a pod stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PodState {
    /// No node takes it.
    Unschedulable,
    /// Its containers have not started yet, for this reason.
    Pending(&'static str),
    /// Its containers run.
    Running,
    /// Its containers failed and start again after a pause.
    Restarting,
    /// Its containers have ended.
    Ended,
}

/// A container of a pod.
#[derive(Clone)]
pub(super) struct Container {
    pub(super) name: Text,
    pub(super) log: Text,
    pub(super) exit_code: i64,
    /// Does the node evict its pod? Then Kubernetes does not say that it ran out of memory.
    pub(super) is_evicted: bool,
}

impl Pod {
    /// A pod whose containers run once.
    pub(super) fn once(name: String, containers: Vec<Container>, at: i64, run_millis: i64) -> Self {
        let runs_at = at + POD_START_MILLIS;
        let course = vec![
            (at, PodState::Pending("ContainerCreating")),
            (runs_at, PodState::Running),
            (runs_at + run_millis, PodState::Ended),
        ];
        Self { name, containers, course }
    }

    /// A pod whose containers fail and start again in it so often (`restartPolicy: OnFailure`).
    pub(super) fn restarting(name: String, containers: Vec<Container>, run_millis: i64, restarts: i64) -> Self {
        let mut pod = Self::once(name, containers, 0, run_millis);
        let mut pause = FIRST_RESTART_MILLIS;
        for _ in 0..restarts {
            let failed_at = pod.ends_at();
            pod.course.pop();
            let runs_at = failed_at + pause;
            pod.course.extend([
                (failed_at, PodState::Restarting),
                (runs_at, PodState::Running),
                (runs_at + run_millis, PodState::Ended),
            ]);
            pause = (pause * 2).min(LONGEST_RESTART_MILLIS);
        }
        pod
    }

    /// A pod that never starts, for one of the reasons in [`STUCK`].
    pub(super) fn stuck(name: String, containers: Vec<Container>, reason: &str) -> Self {
        let course = match reason {
            "Unschedulable" => vec![(0, PodState::Unschedulable)],
            "CreateContainerConfigError" => vec![
                (0, PodState::Pending("ContainerCreating")),
                (POD_START_MILLIS, PodState::Pending("CreateContainerConfigError")),
            ],
            _ => vec![
                (0, PodState::Pending("ContainerCreating")),
                (POD_START_MILLIS, PodState::Pending("ErrImagePull")),
                (POD_START_MILLIS + PULL_MILLIS, PodState::Pending("ImagePullBackOff")),
            ],
        };
        Self { name, containers, course }
    }

    /// When it starts.
    pub(super) fn starts_at(&self) -> i64 {
        self.course.first().map_or(0, |(at, _)| *at)
    }

    /// When its last state begins: its end, unless it is stuck.
    pub(super) fn ends_at(&self) -> i64 {
        self.course.last().map_or(0, |(at, _)| *at)
    }

    /// The job is over at `deadline`, and its pods with it.
    pub(super) fn cut(&mut self, deadline: i64) {
        if self.ends_at() > deadline || self.course.last().is_some_and(|(_, last)| *last != PodState::Ended) {
            self.course.retain(|(at, _)| *at < deadline);
            self.course.push((deadline, PodState::Ended));
        }
    }

    /// Times at which its containers stop running.
    pub(super) fn stops(&self) -> impl Iterator<Item = i64> + '_ {
        let pairs = self.course.iter().zip(self.course.iter().skip(1));
        pairs.filter(|((_, before), _)| *before == PodState::Running).map(|(_, (at, _))| *at)
    }

    /// Do its containers ever run?
    pub(super) fn runs(&self) -> bool {
        self.course.iter().any(|(_, state)| *state == PodState::Running)
    }

    /// What a notice says of a state: the phase, and why it waits.
    pub(super) fn told(&self, state: PodState) -> Value {
        let reason = match state {
            PodState::Unschedulable => Some("Unschedulable"),
            PodState::Pending(reason) => Some(reason),
            PodState::Restarting => Some("CrashLoopBackOff"),
            PodState::Ended if self.is_evicted() => Some(EVICTED.0),
            PodState::Running | PodState::Ended => None,
        };
        object([("phase", Some(self.phase(state).into())), ("reason", reason.map(Value::from))])
    }

    fn is_evicted(&self) -> bool {
        self.runs() && self.containers.iter().any(|container| container.is_evicted)
    }

    /// `Pending`, `Running`, `Succeeded` or `Failed`
    fn phase(&self, state: PodState) -> &'static str {
        match state {
            PodState::Unschedulable | PodState::Pending(_) => "Pending",
            // Between restarts the pod itself counts as running.
            PodState::Running | PodState::Restarting => "Running",
            PodState::Ended if self.runs() && self.containers.iter().all(Container::succeeds) => "Succeeded",
            PodState::Ended => "Failed",
        }
    }

    /// The Pod object as it is from `at` on.
    pub(super) fn object(&self, manifest: &Manifest, at: i64, state: PodState) -> Value {
        let labels = Value::from([("job-name", manifest.name.as_str().into())]);
        let metadata = Value::from([
            ("name", self.name.as_str().into()),
            ("namespace", manifest.namespace.as_str().into()),
            ("labels", labels),
        ]);
        let restarts = self.course.iter().filter(|(begins, state)| *begins <= at && *state == PodState::Restarting);
        let restarts = restarts.count();
        let statuses: Vec<Value> = match state {
            PodState::Unschedulable => Vec::new(),
            _ => self.containers.iter().map(|container| container.status(state, restarts)).collect(),
        };
        let unscheduled = (state == PodState::Unschedulable).then(|| {
            vec![Value::from([
                ("type", "PodScheduled".into()),
                ("status", "False".into()),
                ("reason", "Unschedulable".into()),
                ("message", "0/1 nodes are available".into()),
            ])]
        });
        let evicted = Some(EVICTED).filter(|_| state == PodState::Ended && self.is_evicted());
        let status = object([
            ("phase", Some(self.phase(state).into())),
            ("reason", evicted.map(|(reason, _)| reason.into())),
            ("message", evicted.map(|(_, message)| message.into())),
            ("conditions", unscheduled.map(Value::from)),
            ("containerStatuses", Some(statuses.into())),
        ]);
        Value::from([
            ("apiVersion", "v1".into()),
            ("kind", "Pod".into()),
            ("metadata", metadata),
            ("spec", manifest.pod_spec().cloned().unwrap_or_default()),
            ("status", status),
        ])
    }
}

impl Container {
    fn succeeds(&self) -> bool {
        self.exit_code == 0 && !self.is_evicted
    }

    fn status(&self, state: PodState, restarts: usize) -> Value {
        let because = |reason: &str| Value::from([("reason", reason.into())]);
        let (kind, details) = match state {
            PodState::Running => ("running", Value::from([])),
            PodState::Ended => ("terminated", self.ended()),
            PodState::Restarting => ("waiting", because("CrashLoopBackOff")),
            PodState::Pending(reason) => ("waiting", because(reason)),
            PodState::Unschedulable => ("waiting", because("ContainerCreating")),
        };
        object([
            ("name", Some(self.name.clone().into())),
            ("state", Some(Value::from([(kind, details)]))),
            ("lastState", (restarts > 0).then(|| Value::from([("terminated", self.ended())]))),
            ("restartCount", Some(restarts.into())),
        ])
    }

    fn ended(&self) -> Value {
        let reason = match self.exit_code {
            0 => "Completed",
            137 if !self.is_evicted => "OOMKilled",
            _ => "Error",
        };
        Value::from([("exitCode", self.exit_code.into()), ("reason", reason.into())])
    }
}
