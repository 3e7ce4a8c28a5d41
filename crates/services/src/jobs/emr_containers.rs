//! Amazon EMR on EKS: job runs and virtual clusters.

use crate::jobs::{JobKind, JobRun, bad, given, good, millis};
use crate::reply::REST_JSON;
use crate::request::{Request, object};
use json::Value;

pub(super) const KINDS: &[JobKind] = &[
    JobKind {
        service: "emr-containers",
        action: "startJobRun",
        lifecycle: &[("PENDING", 5_000), ("SUBMITTED", 15_000), ("RUNNING", 120_000)],
        ends: &[good("COMPLETED"), bad("FAILED"), bad("CANCELLED")],
        stopped_by: "CancelJobRun",
        protocol: REST_JSON,
        reply: started,
        describe: job_run,
    },
    JobKind {
        service: "emr-containers",
        action: "deleteVirtualCluster",
        lifecycle: &[("TERMINATING", 60_000)],
        ends: &[good("TERMINATED"), bad("ARRESTED")],
        stopped_by: "nothing",
        protocol: REST_JSON,
        reply: deleted,
        describe: virtual_cluster,
    },
];

fn started(request: &Request<'_>, job: &JobRun) -> Value {
    object([
        ("Arn", Some(arn(request, job))),
        ("Id", Some(job.hex(19).into())),
        given(request, "Name"),
        given(request, "VirtualClusterId"),
    ])
}

fn arn(request: &Request<'_>, job: &JobRun) -> Value {
    let cluster = request.text("VirtualClusterId").unwrap_or_default();
    request.arn("emr-containers", &format!("/virtualclusters/{cluster}/jobruns/{}", job.hex(19))).into()
}

fn job_run(request: &Request<'_>, job: &JobRun) -> Value {
    let run = object([
        ("Arn", Some(arn(request, job))),
        ("CreatedAt", millis(job.created)),
        given(request, "ExecutionRoleArn"),
        ("FailureReason", job.reason_or("USER_ERROR")),
        ("FinishedAt", millis(job.stopped)),
        ("Id", Some(job.hex(19).into())),
        given(request, "JobDriver"),
        given(request, "Name"),
        given(request, "ReleaseLabel"),
        ("State", Some(job.status.clone().into())),
        ("StateDetails", job.reason.clone().map(Value::String)),
        given(request, "VirtualClusterId"),
    ]);
    Value::from([("JobRun", run)])
}

fn deleted(request: &Request<'_>, _: &JobRun) -> Value {
    object([given(request, "Id")])
}

fn virtual_cluster(request: &Request<'_>, job: &JobRun) -> Value {
    let cluster = object([given(request, "Id"), ("State", Some(job.status.clone().into()))]);
    Value::from([("VirtualCluster", cluster)])
}
