//! One attempt of one task: how it goes.

use crate::scenario::Lasting;
use json::{Text, Value};

/// How one attempt (or `times` attempts in a row) goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What happens.
    pub outcome: Outcome,
    /// How long it takes; the service's typical time when absent.
    pub duration: Option<Lasting>,
    /// For how many attempts in a row; at least 1.
    pub times: u32,
    /// Literal JSON laid over the service's result (or over the JSON of its cause), member by
    /// member; `null` removes a member.
    pub overlay: Option<Value>,
    /// What a person did to this attempt by hand, besides what the simulated world does.
    pub person: Vec<Intervention>,
}

/// Something that a person did to an attempt.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervention {
    /// When, in milliseconds of virtual time after the attempt started.
    pub after_millis: i64,
    /// What.
    pub deed: Deed,
}

/// What a person can do to an attempt that goes on.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// GetActivityTask, by a worker of this name: nobody else works on it then.
    Take(Text),
    /// SendTaskHeartbeat
    Heartbeat,
    /// SendTaskSuccess
    Success(Value),
    /// SendTaskFailure
    Failure {
        /// Error name
        error: Option<Text>,
        /// Cause
        cause: Option<Text>,
    },
    /// StopTask of ECS, with its reason.
    Stop(Text),
}

/// What happens to a task.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The service's ordinary success.
    Default,
    /// The task's result is this, whatever the service is.
    Return(Value),
    /// The task fails like this, whatever the service is. `States.Timeout` and
    /// `States.HeartbeatTimeout` time it out.
    Throw {
        /// Error name
        error: Option<Text>,
        /// Cause
        cause: Option<Text>,
    },
    /// Nothing ever comes back.
    NeverRespond,
    /// A mock file says nothing about this attempt: the execution fails.
    NotMocked,
    /// What the worker does that got the task token, or the activity.
    Callback(Callback),
    /// How an ECS task ends.
    Ecs(EcsOutcome),
    /// How a Kubernetes job ends, or what the Kubernetes API says.
    Eks(EksOutcome),
    /// How a job of another service ends: Batch, Glue, CodeBuild, Athena, …
    Job(JobOutcome),
    /// What a Lambda function returns or raises.
    Lambda(LambdaOutcome),
    /// What an HTTP endpoint or API Gateway answers.
    Http(HttpOutcome),
    /// One of several, drawn by weight from the seed.
    OneOf(Vec<(f64, Entry)>),
}

/// What the holder of a task token does.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback {
    /// What it sends in the end.
    pub answer: CallbackAnswer,
    /// How long after it got the token.
    pub after: Option<Lasting>,
    /// Time between its heartbeats; it sends none when absent.
    pub heartbeat_every: Option<Lasting>,
}

/// What the holder of a task token sends in the end.
#[derive(Clone, Debug, PartialEq)]
pub enum CallbackAnswer {
    /// SendTaskSuccess
    Success(Value),
    /// SendTaskFailure
    Failure {
        /// Error name
        error: Option<Text>,
        /// Cause
        cause: Option<Text>,
    },
    /// Nothing
    Never,
}

/// How an ECS task ends. What is absent follows from `end`, and that from the containers' commands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EcsOutcome {
    /// A usual end by name, such as `OutOfMemory`; see [`crate::ecs_ends`].
    pub end: Option<Text>,
    /// Its containers, those of the task definition included.
    pub containers: Vec<ContainerOutcome>,
    /// `StopCode`
    pub stop_code: Option<Text>,
    /// `StoppedReason`
    pub stopped_reason: Option<Text>,
    /// `Failures` of RunTask: no task starts.
    pub failures: Vec<RunTaskFailure>,
}

/// How a container ends.
#[derive(Clone, Debug, PartialEq)]
pub struct ContainerOutcome {
    /// Its name; that of the override or of the task definition when absent.
    pub name: Option<Text>,
    /// `ExitCode`
    pub exit_code: Option<i64>,
    /// Does the task stop when it stops?
    pub essential: bool,
    /// How long it runs by itself; as the task's other containers when absent.
    pub duration: Option<Lasting>,
    /// `Reason`
    pub reason: Option<Text>,
    /// What it writes to its log; what its command prints when absent.
    pub log: Option<Text>,
}

/// An entry of RunTask's `Failures`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunTaskFailure {
    /// `Arn`
    pub arn: Option<Text>,
    /// `Reason`, such as `RESOURCE:MEMORY`
    pub reason: Option<Text>,
    /// `Detail`
    pub detail: Option<Text>,
}

/// How a Kubernetes job ends, or what the Kubernetes API says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EksOutcome {
    /// Does the job fail? `None` lets its containers' commands decide.
    pub failed: Option<bool>,
    /// Why its pod never starts: `ImagePullBackOff`, `CreateContainerConfigError` or `Unschedulable`.
    pub waiting: Option<Text>,
    /// Does a node that runs short of memory evict its pods?
    pub evicted: bool,
    /// `BackoffLimitExceeded` or `DeadlineExceeded`, for a failed job.
    pub reason: Option<Text>,
    /// Exit code of its containers; 137 is out of memory to Kubernetes.
    pub exit_code: Option<i64>,
    /// What each container writes to its log.
    pub logs: Vec<(Text, Text)>,
    /// HTTP status of an error of the Kubernetes API, such as 409.
    pub status_code: Option<i64>,
    /// Its message.
    pub message: Option<Text>,
}

/// How a job of Batch, Glue, CodeBuild, Athena, SageMaker, EMR, … ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JobOutcome {
    /// The service, as the scenario names it: `batch`, `glue`, …
    pub service: Text,
    /// Its final status in the service's words, such as `FAILED` or `TIMEOUT`.
    pub status: Option<Text>,
    /// Why, in the field where the service says it.
    pub reason: Option<Text>,
    /// Exit code of its container, where it has one.
    pub exit_code: Option<i64>,
}

/// What a Lambda function does.
#[derive(Clone, Debug, PartialEq)]
pub enum LambdaOutcome {
    /// It returns this.
    Payload(Value),
    /// It raises an error.
    Error {
        /// `errorType`, which becomes the error name.
        error_type: Text,
        /// `errorMessage`
        error_message: Text,
        /// `stackTrace`
        stack_trace: Vec<Text>,
    },
}

/// What an HTTP endpoint answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HttpOutcome {
    /// Such as 200 or 503; 200 when absent.
    pub status_code: Option<i64>,
    /// `ResponseBody`
    pub body: Option<Value>,
}

impl Entry {
    /// One attempt that goes like this, in its service's own time.
    pub fn new(outcome: Outcome) -> Self {
        Self { outcome, duration: None, times: 1, overlay: None, person: Vec::new() }
    }

    /// So many attempts in a row.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times.max(1);
        self
    }

    /// Taking so long.
    #[must_use]
    pub fn lasting(mut self, duration: Lasting) -> Self {
        self.duration = Some(duration);
        self
    }
}

impl Default for Entry {
    fn default() -> Self {
        Self::new(Outcome::Default)
    }
}

impl Default for ContainerOutcome {
    fn default() -> Self {
        Self { name: None, exit_code: None, essential: true, duration: None, reason: None, log: None }
    }
}

impl Default for Callback {
    fn default() -> Self {
        Self { answer: CallbackAnswer::Success(Value::from([])), after: None, heartbeat_every: None }
    }
}
