//! AWS Batch: `submitJob`.

use crate::jobs::{JobKind, JobRun, bad, given, good, millis};
use crate::reply::REST_JSON;
use crate::request::{Request, last_part, object};
use json::Value;

pub(super) const KINDS: &[JobKind] = &[JobKind {
    service: "batch",
    action: "submitJob",
    lifecycle: &[("SUBMITTED", 1_000), ("RUNNABLE", 20_000), ("STARTING", 30_000), ("RUNNING", 60_000)],
    ends: &[good("SUCCEEDED"), bad("FAILED")],
    stopped_by: "TerminateJob",
    protocol: REST_JSON,
    reply,
    describe,
}];

fn reply(request: &Request<'_>, job: &JobRun) -> Value {
    object([
        ("JobArn", Some(request.arn("batch", &format!("job/{}", job.uuid)).into())),
        ("JobId", Some(job.uuid.as_str().into())),
        given(request, "JobName"),
    ])
}

fn describe(request: &Request<'_>, job: &JobRun) -> Value {
    let log_stream = format!("{}/default/{}", request.text("JobDefinition").map_or("job", last_part), job.hex(32));
    let exit_code = || ("ExitCode", job.exit_code.map(Value::from));
    let attempt = object([
        ("Container", Some(object([exit_code(), ("LogStreamName", Some(log_stream.as_str().into()))]))),
        ("StartedAt", millis(job.started)),
        ("StatusReason", Some(status_reason(job))),
        ("StoppedAt", millis(job.stopped)),
    ]);
    let container = object([
        ("Environment", Some(environment(request))),
        exit_code(),
        ("LogStreamName", Some(log_stream.into())),
        ("Reason", job.reason_or("")),
        ("ResourceRequirements", Some(Vec::new().into())),
        ("TaskArn", Some(request.arn("ecs", &format!("task/AWSBatch/{}", job.hex(32))).into())),
    ]);
    object([
        ("Attempts", Some(vec![attempt].into())),
        ("Container", Some(container)),
        ("CreatedAt", millis(job.created)),
        ("DependsOn", Some(request.parameters.get("DependsOn").cloned().unwrap_or_else(|| Vec::new().into()))),
        ("JobArn", Some(request.arn("batch", &format!("job/{}", job.uuid)).into())),
        given(request, "JobDefinition"),
        ("JobId", Some(job.uuid.as_str().into())),
        given(request, "JobName"),
        given(request, "JobQueue"),
        ("Parameters", Some(request.parameters.get("Parameters").cloned().unwrap_or_else(|| Value::from([])))),
        ("PlatformCapabilities", Some(vec!["FARGATE".into()].into())),
        ("StartedAt", millis(job.started)),
        ("Status", Some(job.status.clone().into())),
        ("StatusReason", Some(status_reason(job))),
        ("StoppedAt", millis(job.stopped)),
        ("Tags", Some(request.parameters.get("Tags").cloned().unwrap_or_else(|| Value::from([])))),
    ])
}

fn status_reason(job: &JobRun) -> Value {
    job.reason.clone().map_or_else(|| "Essential container in task exited".into(), Value::String)
}

/// `.sync` adds a variable that says who manages the job.
fn environment(request: &Request<'_>) -> Value {
    let overrides = request.parameters.get("ContainerOverrides").and_then(|all| all.get("Environment"));
    let mut variables = overrides.and_then(Value::as_array).map(|all| all.to_vec()).unwrap_or_default();
    if request.is_sync() {
        let value = "STARTED_BY_STEP_FUNCTIONS";
        variables.push(Value::from([("Name", "MANAGED_BY_AWS".into()), ("Value", value.into())]));
    }
    variables.into()
}
