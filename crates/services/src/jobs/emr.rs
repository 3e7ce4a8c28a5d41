//! Amazon EMR: clusters and their steps.

use crate::jobs::{JobKind, JobRun, PROTOCOL, bad, given, good, millis};
use crate::request::{Request, object};
use json::Value;

pub(super) const KINDS: &[JobKind] = &[
    JobKind {
        service: "elasticmapreduce",
        action: "createCluster",
        lifecycle: &[("STARTING", 180_000), ("BOOTSTRAPPING", 120_000)],
        ends: &[good("WAITING"), good("RUNNING"), bad("TERMINATED_WITH_ERRORS"), bad("TERMINATED")],
        stopped_by: "TerminateJobFlows",
        protocol: PROTOCOL,
        reply: cluster,
        describe: cluster,
    },
    JobKind {
        service: "elasticmapreduce",
        action: "addStep",
        lifecycle: &[("PENDING", 5_000), ("RUNNING", 120_000)],
        ends: &[good("COMPLETED"), bad("FAILED"), bad("CANCELLED"), bad("INTERRUPTED")],
        stopped_by: "CancelSteps",
        protocol: PROTOCOL,
        reply: step_id,
        describe: step,
    },
    JobKind {
        service: "elasticmapreduce",
        action: "terminateCluster",
        lifecycle: &[("TERMINATING", 60_000)],
        ends: &[good("TERMINATED"), bad("TERMINATED_WITH_ERRORS")],
        stopped_by: "nothing",
        protocol: PROTOCOL,
        reply: nothing,
        describe: terminated,
    },
];

fn cluster(request: &Request<'_>, job: &JobRun) -> Value {
    let id = format!("j-{}", job.hex(13).to_uppercase());
    object([
        ("ClusterArn", Some(request.arn("elasticmapreduce", &format!("cluster/{id}")).into())),
        ("ClusterId", Some(id.into())),
        ("Status", job.fails.then(|| Value::from([("State", job.status.clone().into())]))),
    ])
}

fn nothing(_: &Request<'_>, _: &JobRun) -> Value {
    Value::from([])
}

fn terminated(request: &Request<'_>, job: &JobRun) -> Value {
    object([given(request, "ClusterId"), ("Status", Some(Value::from([("State", job.status.clone().into())])))])
}

fn id_of_step(job: &JobRun) -> Value {
    format!("s-{}", job.hex(13).to_uppercase()).into()
}

fn step_id(_: &Request<'_>, job: &JobRun) -> Value {
    Value::from([("StepId", id_of_step(job))])
}

fn step(request: &Request<'_>, job: &JobRun) -> Value {
    let asked = |name: &'static str| (name, request.parameters.get("Step").and_then(|step| step.get(name)).cloned());
    let timeline = object([
        ("CreationDateTime", millis(job.created)),
        ("EndDateTime", millis(job.stopped)),
        ("StartDateTime", millis(job.started)),
    ]);
    let failure = job.reason_or("Unknown Error.").map(|reason| Value::from([("Reason", reason)]));
    let status = object([
        ("FailureDetails", failure),
        ("State", Some(job.status.clone().into())),
        ("StateChangeReason", Some(Value::from([]))),
        ("Timeline", Some(timeline)),
    ]);
    let config = request.parameters.get("Step").and_then(|step| step.get("HadoopJarStep")).cloned();
    let step = object([
        asked("ActionOnFailure"),
        ("Config", config),
        ("Id", Some(id_of_step(job))),
        asked("Name"),
        ("Status", Some(status)),
    ]);
    Value::from([("Step", step)])
}
