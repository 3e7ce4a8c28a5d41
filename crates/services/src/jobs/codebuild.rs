//! AWS CodeBuild: builds and batches of builds.

use crate::jobs::{JobEnd, JobKind, JobRun, PROTOCOL, bad, good, millis};
use crate::request::{Request, object};
use json::Value;

const ENDS: &[JobEnd] = &[good("SUCCEEDED"), bad("FAILED"), bad("FAULT"), bad("STOPPED"), bad("TIMED_OUT")];

const LIFECYCLE: &[(&str, i64)] = &[("IN_PROGRESS", 90_000)];

pub(super) const KINDS: &[JobKind] = &[
    JobKind {
        service: "codebuild",
        action: "startBuild",
        lifecycle: LIFECYCLE,
        ends: ENDS,
        stopped_by: "StopBuild",
        protocol: PROTOCOL,
        reply: build_in_progress,
        describe: build,
    },
    batch_kind("startBuildBatch"),
    batch_kind("retryBuildBatch"),
];

const fn batch_kind(action: &'static str) -> JobKind {
    JobKind {
        service: "codebuild",
        action,
        lifecycle: LIFECYCLE,
        ends: ENDS,
        stopped_by: "StopBuildBatch",
        protocol: PROTOCOL,
        reply: batch_in_progress,
        describe: batch,
    }
}

fn build_in_progress(request: &Request<'_>, job: &JobRun) -> Value {
    Value::from([("Build", shape(request, job, "build", "BuildStatus", false))])
}

fn build(request: &Request<'_>, job: &JobRun) -> Value {
    Value::from([("Build", shape(request, job, "build", "BuildStatus", true))])
}

fn batch_in_progress(request: &Request<'_>, job: &JobRun) -> Value {
    Value::from([("BuildBatch", shape(request, job, "build-batch", "BuildBatchStatus", false))])
}

fn batch(request: &Request<'_>, job: &JobRun) -> Value {
    Value::from([("BuildBatch", shape(request, job, "build-batch", "BuildBatchStatus", true))])
}

fn shape(request: &Request<'_>, job: &JobRun, kind: &str, status_field: &'static str, ended: bool) -> Value {
    let project = request.text("ProjectName").unwrap_or("project");
    let id = format!("{project}:{}", job.uuid);
    let status = if ended { job.status.clone() } else { "IN_PROGRESS".into() };
    let number = if kind == "build" { "BuildNumber" } else { "BuildBatchNumber" };
    let logs = Value::from([
        ("GroupName", format!("/aws/codebuild/{project}").into()),
        ("StreamName", job.uuid.as_str().into()),
    ]);
    let mut members = vec![
        ("Arn", Some(request.arn("codebuild", &format!("{kind}/{id}")).into())),
        (number, Some(1.into())),
        (status_field, Some(status.into())),
        ("CurrentPhase", Some(if ended { "COMPLETED" } else { "QUEUED" }.into())),
        ("EndTime", ended.then(|| job.stopped.millis.into())),
        ("Id", Some(id.into())),
        ("Initiator", Some("states".into())),
        ("Logs", Some(logs)),
        ("Phases", Some(phases(job, ended))),
        ("ProjectName", Some(project.into())),
        ("StartTime", millis(job.created)),
    ];
    members.push((if kind == "build" { "BuildComplete" } else { "Complete" }, Some(ended.into())));
    members.sort_by_key(|(key, _)| *key);
    object(members)
}

fn phases(job: &JobRun, ended: bool) -> Value {
    let submitted = Value::from([("PhaseStatus", "SUCCEEDED".into()), ("PhaseType", "SUBMITTED".into())]);
    if !ended {
        return vec![submitted].into();
    }
    let context = job.reason_or("Error while executing command").map(|reason| {
        vec![Value::from([("Message", reason), ("StatusCode", "COMMAND_EXECUTION_ERROR".into())])].into()
    });
    let build = object([
        ("Contexts", context),
        ("PhaseStatus", Some(job.status.clone().into())),
        ("PhaseType", Some("BUILD".into())),
    ]);
    vec![submitted, build, Value::from([("PhaseType", "COMPLETED".into())])].into()
}
