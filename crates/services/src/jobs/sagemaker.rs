//! Amazon SageMaker: training, transform, processing, tuning and labeling jobs.
//!
//! All five look alike: the request's fields, an ARN, a status field and times.

use crate::jobs::{JobEnd, JobKind, JobRun, PROTOCOL, bad, good, millis};
use crate::request::Request;
use json::{Object, Value};

const ENDS: &[JobEnd] = &[good("Completed"), bad("Failed"), bad("Stopped")];

pub(super) const KINDS: &[JobKind] = &[
    kind("createTrainingJob", "StopTrainingJob"),
    kind("createTransformJob", "StopTransformJob"),
    kind("createProcessingJob", "StopProcessingJob"),
    kind("createHyperParameterTuningJob", "StopHyperParameterTuningJob"),
    kind("createLabelingJob", "StopLabelingJob"),
];

const fn kind(action: &'static str, stopped_by: &'static str) -> JobKind {
    JobKind {
        service: "sagemaker",
        action,
        lifecycle: &[("InProgress", 300_000)],
        ends: ENDS,
        stopped_by,
        protocol: PROTOCOL,
        reply,
        describe,
    }
}

/// `TrainingJob` of `createTrainingJob`.
fn what<'a>(request: &Request<'a>) -> &'a str {
    request.action.strip_prefix("create").unwrap_or(request.action)
}

fn arn_member(request: &Request<'_>) -> (String, Value) {
    let what = what(request);
    // `TrainingJob` is `training-job` in ARNs.
    let folder: String = what
        .char_indices()
        .map(|(at, c)| {
            if at > 0 && c.is_ascii_uppercase() {
                format!("-{}", c.to_ascii_lowercase())
            } else {
                c.to_ascii_lowercase().to_string()
            }
        })
        .collect();
    let name = request.text(&format!("{what}Name")).unwrap_or("job");
    (format!("{what}Arn"), request.arn("sagemaker", &format!("{folder}/{name}")).into())
}

fn reply(request: &Request<'_>, _: &JobRun) -> Value {
    let (key, arn) = arn_member(request);
    Value::from([(&*key, arn)])
}

fn describe(request: &Request<'_>, job: &JobRun) -> Value {
    let given = request.parameters.as_object().cloned().unwrap_or_default();
    let mut members: Vec<(String, Value)> = given.iter().map(|(key, value)| (key.to_string(), value.clone())).collect();
    let what = what(request);
    members.push(arn_member(request));
    members.push((format!("{what}Status"), job.status.clone().into()));
    members.push(("CreationTime".to_owned(), job.created.millis.into()));
    members.push(("LastModifiedTime".to_owned(), job.stopped.millis.into()));
    members.extend(job.reason_or("AlgorithmError").map(|reason| ("FailureReason".to_owned(), reason)));
    if what == "TrainingJob" {
        members.extend(training(request, job));
    }
    members.sort_by(|(a, _), (b, _)| a.cmp(b));
    members.into_iter().map(|(key, value)| (key.into(), value)).collect::<Object>().into()
}

fn training(request: &Request<'_>, job: &JobRun) -> Vec<(String, Value)> {
    let output = request.parameters.get("OutputDataConfig").and_then(|all| all.get("S3OutputPath"));
    let folder = output.and_then(Value::as_str).unwrap_or("s3://models").trim_end_matches('/');
    let name = request.text("TrainingJobName").unwrap_or("job");
    let artifacts = Value::from([("S3ModelArtifacts", format!("{folder}/{name}/output/model.tar.gz").into())]);
    let seconds = (job.stopped.millis - job.created.millis) / 1000;
    vec![
        ("BillableTimeInSeconds".to_owned(), seconds.into()),
        ("ModelArtifacts".to_owned(), artifacts),
        ("SecondaryStatus".to_owned(), job.status.clone().into()),
        ("TrainingEndTime".to_owned(), millis(job.stopped).unwrap_or_default()),
        ("TrainingTimeInSeconds".to_owned(), seconds.into()),
    ]
}
