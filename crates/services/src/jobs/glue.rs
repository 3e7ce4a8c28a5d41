//! AWS Glue: `startJobRun`.

use crate::jobs::{JobKind, JobRun, PROTOCOL, bad, given, good, millis};
use crate::request::{Request, object};
use json::Value;

pub(super) const KINDS: &[JobKind] = &[JobKind {
    service: "glue",
    action: "startJobRun",
    lifecycle: &[("STARTING", 10_000), ("RUNNING", 120_000)],
    // A run that somebody stopped is a normal end.
    ends: &[good("SUCCEEDED"), bad("FAILED"), bad("TIMEOUT"), bad("ERROR"), good("STOPPED")],
    stopped_by: "BatchStopJobRun",
    protocol: PROTOCOL,
    reply,
    describe,
}];

fn run_id(job: &JobRun) -> Value {
    format!("jr_{}", job.hex(64)).into()
}

fn reply(request: &Request<'_>, job: &JobRun) -> Value {
    object([given(request, "JobName"), ("JobRunId", Some(run_id(job)))])
}

fn describe(request: &Request<'_>, job: &JobRun) -> Value {
    object([
        given(request, "AllocatedCapacity"),
        given(request, "Arguments"),
        ("Attempt", Some(0.into())),
        ("CompletedOn", millis(job.stopped)),
        ("ErrorMessage", job.reason_or("Command failed with exit code 1")),
        ("ExecutionTime", Some(job.run_seconds().into())),
        ("GlueVersion", Some("4.0".into())),
        ("Id", Some(run_id(job))),
        given(request, "JobName"),
        ("JobRunState", Some(job.status.clone().into())),
        ("LastModifiedOn", millis(job.stopped)),
        ("LogGroupName", Some("/aws-glue/jobs".into())),
        ("MaxCapacity", Some(request.parameters.get("MaxCapacity").cloned().unwrap_or_else(|| 10.0.into()))),
        given(request, "NumberOfWorkers"),
        ("PredecessorRuns", Some(Vec::new().into())),
        ("StartedOn", millis(job.created)),
        ("Timeout", Some(request.parameters.get("Timeout").cloned().unwrap_or_else(|| 2880.into()))),
        given(request, "WorkerType"),
    ])
}
