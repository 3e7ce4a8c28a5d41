//! Amazon Bedrock: `createModelCustomizationJob`.

use crate::jobs::{JobKind, JobRun, bad, given, good, millis};
use crate::reply::REST_JSON;
use crate::request::{Request, object};
use json::Value;

pub(super) const KINDS: &[JobKind] = &[JobKind {
    service: "bedrock",
    action: "createModelCustomizationJob",
    lifecycle: &[("InProgress", 3_600_000)],
    ends: &[good("Completed"), bad("Failed"), bad("Stopped")],
    stopped_by: "StopModelCustomizationJob",
    protocol: REST_JSON,
    reply,
    describe,
}];

fn arn(request: &Request<'_>, job: &JobRun) -> Value {
    request.arn("bedrock", &format!("model-customization-job/{}", job.hex(12))).into()
}

fn reply(request: &Request<'_>, job: &JobRun) -> Value {
    Value::from([("JobArn", arn(request, job))])
}

fn describe(request: &Request<'_>, job: &JobRun) -> Value {
    let model = request.arn("bedrock", &format!("custom-model/{}", job.hex(12)));
    object([
        ("BaseModelArn", request.parameters.get("BaseModelIdentifier").cloned()),
        ("CreationTime", millis(job.created)),
        ("EndTime", millis(job.stopped)),
        ("FailureMessage", job.reason_or("The training data could not be read")),
        ("JobArn", Some(arn(request, job))),
        given(request, "JobName"),
        ("LastModifiedTime", millis(job.stopped)),
        given(request, "OutputDataConfig"),
        ("OutputModelArn", (!job.fails).then(|| model.into())),
        ("OutputModelName", request.parameters.get("CustomModelName").cloned()),
        given(request, "RoleArn"),
        ("Status", Some(job.status.clone().into())),
        given(request, "TrainingDataConfig"),
    ])
}
