//! Services whose `.sync` waits for a job that ends by a status.
//!
//! Each service's file has its lifecycle as a table, and the description that `.sync` gives.

mod athena;
mod batch;
mod bedrock;
mod codebuild;
mod databrew;
mod emr;
mod emr_containers;
mod emr_serverless;
mod glue;
mod mediaconvert;
mod sagemaker;
#[cfg(test)]
mod tests;

use crate::ecs::overlaid;
use crate::reply::{JSON_1_1, Protocol, with_metadata};
use crate::request::Request;
use crate::scenario::{Entry, JobOutcome, Outcome};
use crate::simulation::{Simulation, job_failed};
use engine::port::{NoticeKind, TaskEnd};
use host::Timestamp;
use json::{Text, Value};

/// What a scenario calls these services.
pub(crate) const JOB_SERVICES: [&str; 11] = [
    "batch",
    "glue",
    "databrew",
    "codebuild",
    "athena",
    "sagemaker",
    "elasticmapreduce",
    "emr-containers",
    "emr-serverless",
    "mediaconvert",
    "bedrock",
];

/// A kind of job: an action that starts one, and how it goes.
pub(crate) struct JobKind {
    /// `batch`
    pub(crate) service: &'static str,
    /// `submitJob`
    pub(crate) action: &'static str,
    /// Statuses on the way, each with how long it lasts in milliseconds. The last of them lasts
    /// as long as the scenario says.
    pub(crate) lifecycle: &'static [(&'static str, i64)],
    /// Final statuses; the first is the ordinary one.
    pub(crate) ends: &'static [JobEnd],
    /// The action that `.sync` calls when the execution is stopped.
    pub(crate) stopped_by: &'static str,
    protocol: Protocol,
    reply: fn(&Request<'_>, &JobRun) -> Value,
    describe: fn(&Request<'_>, &JobRun) -> Value,
}

/// A final status.
#[derive(Clone, Copy)]
pub(crate) struct JobEnd {
    /// In the service's words.
    pub(crate) status: &'static str,
    /// Does the task fail with it?
    pub(crate) fails: bool,
}

/// One job as it ends.
struct JobRun {
    /// Identifier in the service's usual form is made of these.
    uuid: String,
    status: Text,
    fails: bool,
    reason: Option<Text>,
    exit_code: Option<i64>,
    created: Timestamp,
    started: Timestamp,
    stopped: Timestamp,
}

const fn good(status: &'static str) -> JobEnd {
    JobEnd { status, fails: false }
}

const fn bad(status: &'static str) -> JobEnd {
    JobEnd { status, fails: true }
}

/// Every kind of job.
pub(crate) fn kinds() -> impl Iterator<Item = &'static JobKind> {
    [
        athena::KINDS,
        batch::KINDS,
        bedrock::KINDS,
        codebuild::KINDS,
        databrew::KINDS,
        emr::KINDS,
        emr_containers::KINDS,
        emr_serverless::KINDS,
        glue::KINDS,
        mediaconvert::KINDS,
        sagemaker::KINDS,
    ]
    .into_iter()
    .flatten()
}

/// The kind of job that an action starts.
pub(crate) fn kind(service: &str, action: &str) -> Option<&'static JobKind> {
    kinds().find(|kind| kind.service == service && kind.action == action)
}

/// What the service does with the request, if it starts a job.
pub(crate) fn simulate(request: &mut Request<'_>, entry: &Entry) -> Option<Simulation> {
    let kind = kind(request.service, request.action)?;
    let ordinary = JobOutcome::default();
    let outcome = match &entry.outcome {
        Outcome::Job(outcome) => outcome,
        _ => &ordinary,
    };
    let (statuses, ends_at) = statuses(request, kind, entry);
    let job = JobRun::new(request, kind, outcome, ends_at);
    let description = overlaid(&(kind.describe)(request, &job), entry.overlay.as_ref());
    let reply = (kind.reply)(request, &job);
    let mut simulation = Simulation::reply(with_metadata(request, kind.protocol, reply));
    let source = name(request).unwrap_or(&job.uuid).to_owned();
    let told = |status: &str| Value::from([("status", status.into())]);
    for (status, at) in statuses {
        simulation = simulation.tell(at, &source, NoticeKind::Lifecycle, told(status));
    }
    simulation.on_abandon = Some((source.as_str().into(), Value::from([("stoppedBy", kind.stopped_by.into())])));
    let end = if job.fails { job_failed(&description) } else { TaskEnd::Succeeded(description) };
    Some(simulation.tell(ends_at, &source, NoticeKind::Lifecycle, told(&job.status)).job(ends_at, end))
}

/// Each status with the time at which it begins, and when the job ends.
fn statuses(request: &Request<'_>, kind: &JobKind, entry: &Entry) -> (Vec<(&'static str, i64)>, i64) {
    let (mut statuses, mut at) = (Vec::new(), 0);
    for (place, (status, millis)) in kind.lifecycle.iter().enumerate() {
        statuses.push((*status, at));
        let is_last = place + 1 == kind.lifecycle.len();
        at += if is_last { request.millis(entry.duration, *millis).max(0) } else { *millis };
    }
    (statuses, at)
}

/// The name that the request gives the job.
fn name<'a>(request: &Request<'a>) -> Option<&'a str> {
    ["JobName", "ProjectName", "TrainingJobName", "TransformJobName", "ProcessingJobName", "Name", "WorkGroup"]
        .into_iter()
        .find_map(|field| request.text(field))
}

impl JobRun {
    fn new(request: &mut Request<'_>, kind: &JobKind, outcome: &JobOutcome, ends_at: i64) -> Self {
        let failing = kind.ends.iter().find(|end| end.fails);
        let usual = kind.ends.first().map_or("", |end| end.status);
        let exits_badly = outcome.exit_code.is_some_and(|code| code != 0);
        let status = match &outcome.status {
            Some(status) => status.clone(),
            None if exits_badly => failing.map_or(usual, |end| end.status).into(),
            None => usual.into(),
        };
        // A status that the table does not know is not one of the good ones.
        let fails = kind.ends.iter().find(|end| *end.status == *status).is_none_or(|end| end.fails);
        let starts: i64 =
            kind.lifecycle.split_last().map_or(0, |(_, before)| before.iter().map(|(_, millis)| millis).sum());
        Self {
            uuid: request.uuid(),
            reason: outcome.reason.clone(),
            exit_code: outcome.exit_code.or(Some(i64::from(fails))),
            created: request.now,
            started: request.now.plus_millis(starts),
            stopped: request.now.plus_millis(ends_at),
            status,
            fails,
        }
    }

    /// Identifier without hyphens, as long as wanted.
    fn hex(&self, digits: usize) -> String {
        self.uuid.chars().filter(|c| *c != '-').cycle().take(digits).collect()
    }

    /// How long it ran, in seconds.
    fn run_seconds(&self) -> i64 {
        (self.stopped.millis - self.started.millis) / 1000
    }

    /// Why it failed: as the scenario says, else something usual.
    fn reason_or(&self, usual: &str) -> Option<Value> {
        let reason = self.reason.clone().map(Value::String);
        reason.or_else(|| self.fails.then(|| usual.into()))
    }
}

/// A parameter, as it was given.
fn given(request: &Request<'_>, name: &'static str) -> (&'static str, Option<Value>) {
    (name, request.parameters.get(name).cloned())
}

/// Milliseconds since the epoch, as Step Functions prints times of most services.
fn millis(time: Timestamp) -> Option<Value> {
    Some(time.millis.into())
}

const PROTOCOL: Protocol = JSON_1_1;
