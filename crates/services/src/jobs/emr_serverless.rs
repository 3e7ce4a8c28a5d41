//! Amazon EMR Serverless: applications and job runs.

use crate::jobs::{JobEnd, JobKind, JobRun, bad, given, good, millis};
use crate::reply::REST_JSON;
use crate::request::{Request, object};
use json::Value;

pub(super) const KINDS: &[JobKind] = &[
    job_run_kind(
        "startJobRun",
        &[("SUBMITTED", 5_000), ("SCHEDULED", 15_000), ("RUNNING", 120_000)],
        &[good("SUCCESS"), bad("FAILED"), bad("CANCELLED")],
    ),
    job_run_kind("cancelJobRun", &[("CANCELLING", 10_000)], &[good("CANCELLED"), bad("FAILED")]),
    application_kind("createApplication", &[("CREATING", 10_000)], &[good("CREATED"), bad("TERMINATED")]),
    application_kind(
        "startApplication",
        &[("STARTING", 60_000)],
        &[good("STARTED"), bad("STOPPED"), bad("TERMINATED")],
    ),
    application_kind("stopApplication", &[("STOPPING", 30_000)], &[good("STOPPED"), bad("TERMINATED")]),
    application_kind("deleteApplication", &[("TERMINATING", 5_000)], &[good("TERMINATED")]),
];

const fn job_run_kind(
    action: &'static str,
    lifecycle: &'static [(&'static str, i64)],
    ends: &'static [JobEnd],
) -> JobKind {
    let (service, stopped_by) = ("emr-serverless", "CancelJobRun");
    JobKind { service, action, lifecycle, ends, stopped_by, protocol: REST_JSON, reply: started, describe: job_run }
}

const fn application_kind(
    action: &'static str,
    lifecycle: &'static [(&'static str, i64)],
    ends: &'static [JobEnd],
) -> JobKind {
    JobKind {
        service: "emr-serverless",
        action,
        lifecycle,
        ends,
        stopped_by: "StopApplication",
        protocol: REST_JSON,
        reply: application_id,
        describe: application,
    }
}

fn id(request: &Request<'_>, job: &JobRun) -> Value {
    request.text("ApplicationId").map_or_else(|| format!("00{}", job.hex(14)), str::to_owned).into()
}

fn application_id(request: &Request<'_>, job: &JobRun) -> Value {
    object([
        ("ApplicationId", Some(id(request, job))),
        ("Arn", Some(application_arn(request, job))),
        given(request, "Name"),
    ])
}

fn application_arn(request: &Request<'_>, job: &JobRun) -> Value {
    let id = id(request, job);
    request.arn("emr-serverless", &format!("/applications/{}", id.as_str().unwrap_or_default())).into()
}

fn application(request: &Request<'_>, job: &JobRun) -> Value {
    let application = object([
        ("ApplicationId", Some(id(request, job))),
        ("Arn", Some(application_arn(request, job))),
        ("CreatedAt", millis(job.created)),
        given(request, "Name"),
        given(request, "ReleaseLabel"),
        ("State", Some(job.status.clone().into())),
        ("StateDetails", job.reason.clone().map(Value::String)),
        given(request, "Type"),
        ("UpdatedAt", millis(job.stopped)),
    ]);
    Value::from([("Application", application)])
}

fn run_id(request: &Request<'_>, job: &JobRun) -> Value {
    request.text("JobRunId").map_or_else(|| format!("00{}", job.hex(14)), str::to_owned).into()
}

fn started(request: &Request<'_>, job: &JobRun) -> Value {
    object([given(request, "ApplicationId"), ("JobRunId", Some(run_id(request, job)))])
}

fn job_run(request: &Request<'_>, job: &JobRun) -> Value {
    let run = object([
        given(request, "ApplicationId"),
        ("CreatedAt", millis(job.created)),
        ("ExecutionRole", request.parameters.get("ExecutionRoleArn").cloned()),
        given(request, "JobDriver"),
        ("JobRunId", Some(run_id(request, job))),
        given(request, "Name"),
        ("State", Some(job.status.clone().into())),
        ("StateDetails", Some(job.reason_or("Job failed").unwrap_or_else(|| "".into()))),
        ("TotalExecutionDurationSeconds", Some(job.run_seconds().into())),
        ("UpdatedAt", millis(job.stopped)),
    ]);
    Value::from([("JobRun", run)])
}
