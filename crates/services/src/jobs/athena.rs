//! Amazon Athena: `startQueryExecution`.

use crate::jobs::{JobKind, JobRun, PROTOCOL, bad, given, good, millis};
use crate::request::{Request, object};
use json::Value;

pub(super) const KINDS: &[JobKind] = &[JobKind {
    service: "athena",
    action: "startQueryExecution",
    lifecycle: &[("QUEUED", 500), ("RUNNING", 4_000)],
    ends: &[good("SUCCEEDED"), bad("FAILED"), bad("CANCELLED")],
    stopped_by: "StopQueryExecution",
    protocol: PROTOCOL,
    reply,
    describe,
}];

fn reply(_: &Request<'_>, job: &JobRun) -> Value {
    Value::from([("QueryExecutionId", job.uuid.as_str().into())])
}

fn describe(request: &Request<'_>, job: &JobRun) -> Value {
    let configured = request.parameters.get("ResultConfiguration").and_then(|all| all.get("OutputLocation"));
    let folder = configured.and_then(Value::as_str).unwrap_or("s3://query-results/");
    let location = format!("{}/{}.csv", folder.trim_end_matches('/'), job.uuid);
    let run_millis = job.stopped.millis - job.created.millis;
    let status = object([
        ("CompletionDateTime", millis(job.stopped)),
        ("State", Some(job.status.clone().into())),
        ("StateChangeReason", job.reason_or("SYNTAX_ERROR: line 1:1")),
        ("SubmissionDateTime", millis(job.created)),
    ]);
    let statistics = Value::from([
        ("DataScannedInBytes", 0.into()),
        ("EngineExecutionTimeInMillis", run_millis.into()),
        ("QueryQueueTimeInMillis", 500.into()),
        ("TotalExecutionTimeInMillis", run_millis.into()),
    ]);
    let execution = object([
        ("Query", request.parameters.get("QueryString").cloned()),
        given(request, "QueryExecutionContext"),
        ("QueryExecutionId", Some(job.uuid.as_str().into())),
        ("ResultConfiguration", Some(Value::from([("OutputLocation", location.into())]))),
        ("StatementType", Some("DML".into())),
        ("Statistics", Some(statistics)),
        ("Status", Some(status)),
        ("WorkGroup", Some(request.text("WorkGroup").unwrap_or("primary").into())),
    ]);
    Value::from([("QueryExecution", execution)])
}
