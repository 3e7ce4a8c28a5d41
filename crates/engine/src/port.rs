//! The services port: what the engine asks of the simulated world, and what the world answers.
//!
//! The engine knows time, history, retries and data flow; the world knows what a service does
//! with a request. The world has no clock and no agenda of its own: it answers with
//! [`Effect`]s, and asks to be woken by [`Effect::Alarm`]. Its whole state is a value that
//! [`World::snapshot`] copies cheaply, so that stepping back un-sends a message.

use crate::Log;
use definition::Resource;
use host::{Seed, Timestamp};
use json::{Text, Value};

/// The simulated world.
pub trait World: std::any::Any {
    /// The parameters as the service will get them, for the Scheduled event (`ecs:runTask.sync`
    /// adds `StartedBy`), or why Step Functions itself refuses to send them.
    fn prepare(&self, call: &TaskCall<'_>) -> Result<Value, Refusal>;

    /// An attempt of a task starts; called at the moment of its Started event (for an activity:
    /// of its Scheduled event).
    fn start(&mut self, call: &TaskCall<'_>, context: &mut Context<'_>);

    /// An alarm that this world set is due. Never called for a task that has ended.
    fn wake(&mut self, task: TaskId, alarm: u32, context: &mut Context<'_>);

    /// The engine gave the task up: its own timeout, a failed sibling branch, a stopped execution.
    fn abandon(&mut self, task: TaskId, reason: Abandonment, context: &mut Context<'_>);

    /// A child execution that [`Effect::StartChild`] started has ended.
    fn child_ended(&mut self, task: TaskId, child: &ChildOutcome, context: &mut Context<'_>);

    /// An object of S3, for an ItemReader.
    fn object(&self, bucket: &str, key: &str) -> Option<Vec<u8>>;

    /// The objects of a bucket as `listObjectsV2` lists them, for an ItemReader:
    /// `{Etag, Key, LastModified, Size, StorageClass}` each; `None` when there is no such bucket.
    fn objects(&self, bucket: &str, prefix: &str) -> Option<Vec<Value>>;

    /// A ResultWriter writes an object.
    fn put_object(&mut self, bucket: &str, key: &str, body: String);

    /// Messages and logs so far, oldest first; a copy that shares them.
    fn notices(&self) -> Log<Notice>;

    /// A copy of the whole world; shares what does not change.
    fn snapshot(&self) -> Box<dyn World>;
}

impl Clone for Box<dyn World> {
    fn clone(&self) -> Self {
        self.snapshot()
    }
}

/// Names one attempt of one task, unique within a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskId(pub u32);

/// One attempt of a task.
#[derive(Clone, Copy, Debug)]
pub struct TaskCall<'a> {
    /// Its id.
    pub task: TaskId,
    /// ARN of the execution it belongs to.
    pub execution_arn: &'a str,
    /// Name of the state.
    pub state: &'a str,
    /// Where the state stands in the run: the names of the Map and Parallel states around it with
    /// iteration or branch, then its own, such as `Map[3]/Task`; the same as `state` at the top.
    pub path: &'a str,
    /// Attempt within this visit of the state, counted from 0 (`$$.State.RetryCount`).
    pub attempt: u32,
    /// What is called, and how the task waits for it.
    pub resource: &'a Resource,
    /// What is sent: the state's input after `Parameters` or `Arguments`; from `start` on with what `prepare` added.
    pub parameters: &'a Value,
    /// `$$.Task.Token`; only for `.waitForTaskToken` and activities.
    pub task_token: Option<&'a str>,
    /// `Credentials.RoleArn`
    pub role_arn: Option<&'a str>,
}

/// Why Step Functions refuses to send a request; the execution fails with `States.Runtime` (or `error`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Error name.
    pub error: Text,
    /// Cause, without the prefix that names the state.
    pub cause: String,
}

/// What a call may see and do.
pub struct Context<'a> {
    /// The virtual time.
    pub now: Timestamp,
    /// Seed of this task's own randomness: identifiers, durations, outcomes.
    pub seed: Seed,
    /// What happens, in order; the engine applies it when the call returns.
    pub effects: &'a mut Vec<Effect>,
}

/// What the world wants to happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Wake the world for this task after `after_millis` of virtual time.
    Alarm {
        /// The task.
        task: TaskId,
        /// Handed back to [`World::wake`].
        alarm: u32,
        /// Milliseconds from now.
        after_millis: i64,
    },
    /// The service took the request (`.sync`, `.waitForTaskToken`): TaskSubmitted.
    Submitted {
        /// The task.
        task: TaskId,
        /// The service's reply.
        output: Value,
    },
    /// A worker took the activity: ActivityStarted.
    ActivityStarted {
        /// The task.
        task: TaskId,
        /// The worker's name, if it gave one.
        worker_name: Option<Text>,
    },
    /// A heartbeat came; the heartbeat timeout starts again. Leaves no event.
    Heartbeat {
        /// The task.
        task: TaskId,
    },
    /// The task ended.
    Ended {
        /// The task.
        task: TaskId,
        /// How.
        end: TaskEnd,
    },
    /// Start another machine of the workspace as a child execution; [`World::child_ended`] follows.
    /// A machine that the run does not have succeeds at once, with an empty output.
    StartChild {
        /// The task.
        task: TaskId,
        /// `StateMachineArn` as given.
        state_machine_arn: Text,
        /// `Name` as given.
        name: Option<Text>,
        /// Its input.
        input: Value,
        /// Does the task go on without waiting for the child?
        detached: bool,
    },
}

/// How a task ends.
#[derive(Clone, Debug, PartialEq)]
pub enum TaskEnd {
    /// TaskSucceeded with this result.
    Succeeded(Value),
    /// TaskFailed; both may be absent (SendTaskFailure gave none).
    Failed {
        /// Error name.
        error: Option<Text>,
        /// Cause.
        cause: Option<Text>,
    },
    /// TaskSubmitFailed: the service refused the request of a `.sync` or callback task.
    SubmitFailed {
        /// Error name.
        error: Text,
        /// Cause.
        cause: Option<Text>,
    },
    /// TaskStartFailed.
    StartFailed {
        /// Error name.
        error: Text,
        /// Cause.
        cause: Option<Text>,
    },
    /// TaskTimedOut: a mock or scenario says that it timed out.
    TimedOut {
        /// `States.Timeout` or `States.HeartbeatTimeout`
        error: Text,
        /// Cause.
        cause: Option<Text>,
    },
    /// The mock file or scenario does not say what happens: the execution itself fails, uncaught.
    NotMocked(String),
}

/// Why the engine gives a task up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abandonment {
    /// `TimeoutSeconds` passed.
    TimedOut,
    /// `HeartbeatSeconds` passed without a heartbeat.
    HeartbeatTimedOut,
    /// Its branch, iteration or execution was aborted.
    Aborted,
}

/// How a child execution ended.
#[derive(Clone, Debug, PartialEq)]
pub struct ChildOutcome {
    /// ARN of the child execution.
    pub execution_arn: Text,
    /// ARN of its machine.
    pub state_machine_arn: Text,
    /// Its name.
    pub name: Text,
    /// Its input.
    pub input: Value,
    /// `Ok` with its output, or how it failed.
    pub result: Result<Value, ChildFailure>,
    /// When it started.
    pub start: Timestamp,
    /// When it ended.
    pub stop: Timestamp,
}

/// How a child execution failed.
#[derive(Clone, Debug, PartialEq)]
pub struct ChildFailure {
    /// `FAILED`, `TIMED_OUT` or `ABORTED`
    pub status: &'static str,
    /// Error name.
    pub error: Option<Text>,
    /// Cause.
    pub cause: Option<Text>,
}

/// A message or log line of the simulated world, kept for the page to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// When.
    pub time: Timestamp,
    /// The task that caused it.
    pub task: TaskId,
    /// Path of the state that caused it, as [`TaskCall::path`].
    pub path: Text,
    /// What kind of thing it is: `sns`, `sqs`, `events`, `ecs`, `eks`, `lambda`, …
    pub service: &'static str,
    /// Where it stands there: a topic, a queue, `task/container`, `pod/container`.
    pub source: Text,
    /// Lifecycle change, message or log line.
    pub kind: NoticeKind,
    /// What it says.
    pub body: Value,
}

/// What kind of notice it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// The thing changed its state, such as `PROVISIONING` to `PENDING`.
    Lifecycle,
    /// Somebody was told something.
    Message,
    /// A line of a log.
    Log,
}
