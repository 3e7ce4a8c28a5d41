//! What a simulator says will happen to one attempt.

use engine::port::{NoticeKind, TaskEnd};
use json::{Text, Value};

/// What a service does with one request: its reply, and what goes on afterwards.
///
/// All of it is known when the request arrives, because nothing but the virtual clock drives
/// the world; the world plays it back at its times.
#[derive(Clone, Debug)]
pub(crate) struct Simulation {
    /// Until the reply comes, in milliseconds.
    pub(crate) latency: i64,
    /// The reply to the request.
    pub(crate) reply: Result<Value, Fault>,
    /// How the job that the request started ends; what `.sync` waits for.
    pub(crate) job: Option<JobEnd>,
    /// Does the job go on for ever? Then only a timeout ends the task.
    pub(crate) hangs: bool,
    /// Lifecycle changes, messages and log lines.
    pub(crate) notices: Vec<Telling>,
    /// What there is to see when the engine gives the task up.
    pub(crate) on_abandon: Option<(Text, Value)>,
    /// Who gets the task token in a `.waitForTaskToken` call.
    pub(crate) worker: Worker,
}

/// Who gets the task token, as far as the service knows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Worker {
    /// Somebody out there.
    Unknown,
    /// What the service runs; it answers at the end of its work, so many milliseconds after the request.
    AnswersAt(i64),
    /// What the service runs, and it breaks down: the token never comes back.
    BreaksDown,
}

/// How and when a job ends.
#[derive(Clone, Debug)]
pub(crate) struct JobEnd {
    /// After the request arrived, in milliseconds.
    pub(crate) at: i64,
    /// How.
    pub(crate) end: TaskEnd,
}

/// A notice to come.
#[derive(Clone, Debug)]
pub(crate) struct Telling {
    /// After the request arrived, in milliseconds.
    pub(crate) at: i64,
    /// Where it stands.
    pub(crate) source: Text,
    /// What kind of thing it is.
    pub(crate) kind: NoticeKind,
    /// What it says.
    pub(crate) body: Value,
}

/// An error of a service.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    /// Error name
    pub(crate) error: Text,
    /// Cause
    pub(crate) cause: Text,
}

/// Until a service answers an ordinary request, in milliseconds; a round figure for a call
/// within one region.
pub(crate) const LATENCY_MILLIS: i64 = 50;

impl Simulation {
    /// A plain answer.
    pub(crate) fn reply(value: Value) -> Self {
        Self::from(Ok(value))
    }

    /// With the answer after so many milliseconds.
    pub(crate) fn after(mut self, latency: i64) -> Self {
        self.latency = latency;
        self
    }

    /// With a job that ends so.
    pub(crate) fn job(mut self, at: i64, end: TaskEnd) -> Self {
        self.job = Some(JobEnd { at, end });
        self
    }

    /// With a job that never ends.
    pub(crate) fn never_ending(mut self) -> Self {
        self.hangs = true;
        self
    }

    /// With something to see at a time.
    pub(crate) fn tell(mut self, at: i64, source: &str, kind: NoticeKind, body: impl Into<Value>) -> Self {
        self.notices.push(Telling { at, source: source.into(), kind, body: body.into() });
        self
    }
}

impl From<Result<Value, Fault>> for Simulation {
    fn from(reply: Result<Value, Fault>) -> Self {
        Self {
            latency: LATENCY_MILLIS,
            reply,
            job: None,
            hangs: false,
            notices: Vec::new(),
            on_abandon: None,
            worker: Worker::Unknown,
        }
    }
}

impl From<Fault> for Simulation {
    fn from(fault: Fault) -> Self {
        Self::from(Err(fault))
    }
}

impl From<Fault> for TaskEnd {
    fn from(fault: Fault) -> Self {
        Self::Failed { error: Some(fault.error), cause: Some(fault.cause) }
    }
}

/// A job that failed: `States.TaskFailed`, with the job's description as the cause
/// (recorded: ECS, `startExecution.sync`).
pub(crate) fn job_failed(description: &Value) -> TaskEnd {
    TaskEnd::Failed { error: Some("States.TaskFailed".into()), cause: Some(json::print(description).into()) }
}
