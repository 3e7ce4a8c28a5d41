//! AWS Elemental MediaConvert: `createJob`.

use crate::jobs::{JobKind, JobRun, bad, given, good, millis};
use crate::reply::REST_JSON;
use crate::request::{Request, object};
use json::Value;

pub(super) const KINDS: &[JobKind] = &[JobKind {
    service: "mediaconvert",
    action: "createJob",
    lifecycle: &[("SUBMITTED", 5_000), ("PROGRESSING", 60_000)],
    ends: &[good("COMPLETE"), bad("ERROR"), bad("CANCELED")],
    stopped_by: "CancelJob",
    protocol: REST_JSON,
    reply,
    describe,
}];

fn reply(request: &Request<'_>, job: &JobRun) -> Value {
    Value::from([("Job", shape(request, job, false))])
}

fn describe(request: &Request<'_>, job: &JobRun) -> Value {
    Value::from([("Job", shape(request, job, true))])
}

fn shape(request: &Request<'_>, job: &JobRun, ended: bool) -> Value {
    let id = format!("{}-{}", job.created.millis, job.hex(6));
    let timing = object([
        ("FinishTime", ended.then(|| job.stopped.millis.into())),
        ("StartTime", ended.then(|| job.started.millis.into())),
        ("SubmitTime", millis(job.created)),
    ]);
    object([
        ("Arn", Some(request.arn("mediaconvert", &format!("jobs/{id}")).into())),
        ("CreatedAt", millis(job.created)),
        ("ErrorCode", (ended && job.fails).then(|| 1040.into())),
        ("ErrorMessage", job.reason_or("Unable to open input file").filter(|_| ended)),
        ("Id", Some(id.into())),
        given(request, "Queue"),
        given(request, "Role"),
        given(request, "Settings"),
        ("Status", Some(if ended { job.status.clone().into() } else { "SUBMITTED".into() })),
        ("Timing", Some(timing)),
        given(request, "UserMetadata"),
    ])
}
