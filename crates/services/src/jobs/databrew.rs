//! AWS Glue DataBrew: `startJobRun`.

use crate::jobs::{JobKind, JobRun, bad, good, millis};
use crate::reply::REST_JSON;
use crate::request::{Request, object};
use json::Value;

pub(super) const KINDS: &[JobKind] = &[JobKind {
    service: "databrew",
    action: "startJobRun",
    lifecycle: &[("STARTING", 30_000), ("RUNNING", 120_000)],
    ends: &[good("SUCCEEDED"), bad("FAILED"), bad("STOPPED"), bad("TIMEOUT")],
    stopped_by: "StopJobRun",
    protocol: REST_JSON,
    reply,
    describe,
}];

fn run_id(job: &JobRun) -> Value {
    format!("db_{}", job.hex(64)).into()
}

fn reply(_: &Request<'_>, job: &JobRun) -> Value {
    Value::from([("RunId", run_id(job))])
}

fn describe(request: &Request<'_>, job: &JobRun) -> Value {
    object([
        ("Attempt", Some(0.into())),
        ("CompletedOn", millis(job.stopped)),
        ("ErrorMessage", job.reason_or("The job run failed")),
        ("ExecutionTime", Some(job.run_seconds().into())),
        ("JobName", request.parameters.get("Name").cloned()),
        ("RunId", Some(run_id(job))),
        ("StartedOn", millis(job.created)),
        ("State", Some(job.status.clone().into())),
    ])
}
