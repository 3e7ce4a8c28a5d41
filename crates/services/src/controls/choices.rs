//! The choices of each service.

use super::{Choice, Field, FieldKind, typical};
use crate::ecs::ecs_ends;
use crate::jobs::JobKind;
use crate::scenario::{
    Callback, CallbackAnswer, ContainerOutcome, EcsOutcome, EksOutcome, Entry, HttpOutcome, JobOutcome, LambdaOutcome,
    Outcome, RunTaskFailure,
};
use definition::Resource;
use json::{Object, Text, Value};

const EXIT_CODE: FieldKind = FieldKind::Integer { min: 0, max: 255 };
const STATUS_CODE: FieldKind = FieldKind::Integer { min: 100, max: 599 };

fn choice(
    id: impl Into<String>,
    title: impl Into<String>,
    outcome: Outcome,
    fails: bool,
    fields: Vec<Field>,
) -> Choice {
    Choice { id: id.into(), title: title.into(), entry: Entry::new(outcome), fields, fails }
}

fn duration(usual: impl Into<String>) -> Field {
    Field::new("duration", "Duration", FieldKind::Duration).usually(usual)
}

/// The service's ordinary success.
pub(super) fn default() -> Choice {
    choice("default", "Succeeds as usual", Outcome::Default, false, vec![duration("")])
}

/// What every task can do: a literal result, a literal error, a timeout, silence.
pub(super) fn literal(resource: &Resource) -> Vec<Choice> {
    let error = catalogue_error(resource).unwrap_or_else(|| "States.TaskFailed".into());
    let throw = |error: Text| Outcome::Throw { error: Some(error), cause: None };
    vec![
        choice(
            "return",
            "Returns literal JSON",
            Outcome::Return(Object::new().into()),
            false,
            vec![Field::new("return", "Result", FieldKind::Json), duration("0s")],
        ),
        choice(
            "throw",
            "Fails with an error",
            throw(error),
            true,
            vec![
                Field::new("throw/error", "Error", FieldKind::ErrorName),
                Field::new("throw/cause", "Cause", FieldKind::Lines),
                duration("0s"),
            ],
        ),
        choice("timeout", "Times out", throw("States.Timeout".into()), true, vec![duration("0s")]),
        choice("never", "Never responds", Outcome::NeverRespond, false, vec![]),
    ]
}

fn catalogue_error(resource: &Resource) -> Option<Text> {
    let Resource::Service { service, action, .. } = resource else { return None };
    catalogue::integration(service, action)?.errors.first().map(|error| Text::from(*error))
}

/// What the holder of a task token does.
pub(super) fn callback() -> Vec<Choice> {
    let after = || Field::new("callback/after", "After", FieldKind::Duration).usually("10s");
    let heartbeat = || Field::new("callback/heartbeatEvery", "Heartbeat every", FieldKind::Duration).usually("none");
    let outcome = |answer| Outcome::Callback(Callback { answer, ..Callback::default() });
    vec![
        choice(
            "callback.success",
            "The worker sends success",
            outcome(CallbackAnswer::Success(Object::new().into())),
            false,
            vec![Field::new("callback/success", "Output", FieldKind::Json), after(), heartbeat()],
        ),
        choice(
            "callback.failure",
            "The worker sends failure",
            outcome(CallbackAnswer::Failure { error: Some("WorkerFailed".into()), cause: None }),
            true,
            vec![
                Field::new("callback/failure/error", "Error", FieldKind::ErrorName),
                Field::new("callback/failure/cause", "Cause", FieldKind::Lines),
                after(),
                heartbeat(),
            ],
        ),
        choice("callback.never", "The worker never answers", outcome(CallbackAnswer::Never), false, vec![heartbeat()]),
    ]
}

/// The usual ends of an ECS task, and no task at all.
pub(super) fn ecs() -> Vec<Choice> {
    let end = |end: &crate::EcsEnd| {
        let outcome = EcsOutcome { end: Some(end.name.into()), ..EcsOutcome::default() };
        let mut fields = Vec::new();
        if let Some(code) = end.exit_code {
            fields.push(Field::new("ecs/containers/0/exitCode", "Exit code", EXIT_CODE).usually(code.to_string()));
            fields.push(Field::new("ecs/containers/0/log", "Log", FieldKind::Lines));
            fields.push(duration("1m"));
        }
        fields.push(Field::new("ecs/containers/0/name", "Container", FieldKind::Text));
        fields.push(Field::new("ecs/stoppedReason", "Stopped reason", FieldKind::Text).usually(end.stopped_reason));
        let fails = end.name != "Success";
        choice(format!("ecs.{}", end.name), end.title, Outcome::Ecs(outcome), fails, fields)
    };
    [ecs_exit_code()].into_iter().chain(ecs_ends().map(end)).chain([ecs_failures()]).collect()
}

/// A container's exit code, whatever it means.
fn ecs_exit_code() -> Choice {
    let container = ContainerOutcome { exit_code: Some(0), ..ContainerOutcome::default() };
    let outcome = EcsOutcome { containers: vec![container], ..EcsOutcome::default() };
    choice(
        "ecs.exitCode",
        "Exits with a code",
        Outcome::Ecs(outcome),
        false,
        vec![
            Field::new("ecs/containers/0/exitCode", "Exit code", EXIT_CODE).usually("0"),
            duration("1m"),
            Field::new("ecs/containers/0/log", "Log", FieldKind::Lines),
            Field::new("ecs/containers/0/name", "Container", FieldKind::Text),
        ],
    )
}

/// RunTask answers with `Failures`.
pub(super) fn ecs_failures() -> Choice {
    let failure = RunTaskFailure { reason: Some("RESOURCE:MEMORY".into()), ..RunTaskFailure::default() };
    let outcome = EcsOutcome { failures: vec![failure], ..EcsOutcome::default() };
    choice(
        "ecs.failures",
        "There is no capacity",
        Outcome::Ecs(outcome),
        true,
        vec![
            Field::new("ecs/failures/0/reason", "Reason", FieldKind::Text),
            Field::new("ecs/failures/0/arn", "ARN", FieldKind::Text),
            Field::new("ecs/failures/0/detail", "Detail", FieldKind::Text),
        ],
    )
}

/// How a Kubernetes job ends.
pub(super) fn eks_jobs() -> Vec<Choice> {
    let job = |id: &str, title: &str, failed: bool, reason: Option<&str>| {
        let outcome = EksOutcome { failed: Some(failed), reason: reason.map(Text::from), ..EksOutcome::default() };
        let fields = vec![Field::new("eks/logs", "Logs by container", FieldKind::Json), duration("20s")];
        choice(format!("eks.{id}"), title, Outcome::Eks(outcome), failed, fields)
    };
    vec![
        job("Succeeded", "The job succeeds", false, None),
        job("BackoffLimitExceeded", "The job fails at its backoff limit", true, Some("BackoffLimitExceeded")),
        job("DeadlineExceeded", "The job fails at its deadline", true, Some("DeadlineExceeded")),
        evicted(),
        stuck("ImagePullBackOff", "The pod cannot pull its image"),
        stuck("CreateContainerConfigError", "The pod lacks a ConfigMap or Secret"),
        stuck("Unschedulable", "No node takes the pod"),
    ]
}

/// Each pod of the job is evicted, until its backoff limit.
fn evicted() -> Choice {
    let outcome = EksOutcome { evicted: true, ..EksOutcome::default() };
    choice("eks.Evicted", "The pods are evicted", Outcome::Eks(outcome), true, vec![duration("20s")])
}

/// A pod that never starts; the job waits for it until its deadline, if it has one.
fn stuck(reason: &str, title: &str) -> Choice {
    let outcome = EksOutcome { waiting: Some(reason.into()), ..EksOutcome::default() };
    choice(format!("eks.{reason}"), title, Outcome::Eks(outcome), false, vec![])
}

/// Errors of the Kubernetes API.
pub(super) fn eks_errors() -> Vec<Choice> {
    let errors = [
        (401, "The API says 401 Unauthorized"),
        (403, "The API says 403 Forbidden"),
        (404, "The API says 404 Not Found"),
        (409, "The API says 409 Conflict"),
        (422, "The API says 422 Unprocessable Entity"),
    ];
    errors
        .map(|(code, title)| {
            let outcome = EksOutcome { status_code: Some(code), ..EksOutcome::default() };
            let message = Field::new("eks/message", "Message", FieldKind::Text);
            choice(format!("eks.{code}"), title, Outcome::Eks(outcome), true, vec![message])
        })
        .into()
}

/// What a function does.
pub(super) fn lambda() -> Vec<Choice> {
    let error = LambdaOutcome::Error {
        error_type: "Error".into(),
        error_message: "Something went wrong".into(),
        stack_trace: Vec::new(),
    };
    vec![
        choice(
            "lambda.payload",
            "The function returns",
            Outcome::Lambda(LambdaOutcome::Payload(Value::Null)),
            false,
            vec![Field::new("lambda/payload", "Payload", FieldKind::Json), duration("100ms")],
        ),
        choice(
            "lambda.error",
            "The function raises an error",
            Outcome::Lambda(error),
            true,
            vec![
                Field::new("lambda/errorType", "Error type", FieldKind::ErrorName),
                Field::new("lambda/errorMessage", "Message", FieldKind::Text),
                duration("100ms"),
            ],
        ),
    ]
}

/// What an endpoint answers.
pub(super) fn http() -> Vec<Choice> {
    let answer = |code: i64, title: &str| {
        let outcome = HttpOutcome { status_code: Some(code), body: None };
        choice(
            format!("http.{code}"),
            title,
            Outcome::Http(outcome),
            code >= 400,
            vec![
                Field::new("http/statusCode", "Status code", STATUS_CODE),
                Field::new("http/body", "Body", FieldKind::Json),
                duration("200ms"),
            ],
        )
    };
    vec![
        answer(200, "Answers 200 OK"),
        answer(404, "Answers 404 Not Found"),
        answer(429, "Answers 429 Too Many Requests"),
        answer(500, "Answers 500 Internal Server Error"),
        answer(503, "Answers 503 Service Unavailable"),
    ]
}

/// The final statuses of a job.
pub(super) fn job(kind: &JobKind) -> Vec<Choice> {
    let usual = kind.lifecycle.last().map_or_else(String::new, |(_, millis)| typical(*millis));
    let end = |end: &crate::jobs::JobEnd| {
        let outcome =
            JobOutcome { service: kind.service.into(), status: Some(end.status.into()), ..JobOutcome::default() };
        let mut fields = vec![duration(usual.clone())];
        fields.extend(
            reason_path(kind.service).filter(|_| end.fails).map(|path| Field::new(path, "Reason", FieldKind::Text)),
        );
        if kind.service == "batch" {
            fields.push(Field::new("batch/exitCode", "Exit code", EXIT_CODE));
        }
        choice(
            format!("{}.{}", kind.service, end.status),
            format!("Ends as {}", end.status),
            Outcome::Job(outcome),
            end.fails,
            fields,
        )
    };
    kind.ends.iter().map(end).collect()
}

fn reason_path(service: &str) -> Option<&'static str> {
    const PATHS: [&str; 11] = [
        "batch/reason",
        "glue/reason",
        "databrew/reason",
        "codebuild/reason",
        "athena/reason",
        "sagemaker/reason",
        "elasticmapreduce/reason",
        "emr-containers/reason",
        "emr-serverless/reason",
        "mediaconvert/reason",
        "bedrock/reason",
    ];
    PATHS.into_iter().find(|path| path.strip_suffix("/reason") == Some(service))
}
