//! Errors of the Kubernetes API: `EKS.<status>`, with the API's Status object as the cause.

use crate::request::{Request, object};
use crate::scenario::EksOutcome;
use crate::simulation::Fault;
use json::Value;

/// HTTP status, its text, and Kubernetes's reason.
const STATUSES: [(i64, &str, &str); 8] = [
    (400, "Bad Request", "BadRequest"),
    (401, "Unauthorized", "Unauthorized"),
    (403, "Forbidden", "Forbidden"),
    (404, "Not Found", "NotFound"),
    (405, "Method Not Allowed", "MethodNotAllowed"),
    (409, "Conflict", "AlreadyExists"),
    (422, "Unprocessable Entity", "Invalid"),
    (500, "Internal Server Error", "InternalError"),
];

/// What a Kubernetes object is called in messages.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    /// `batch`; empty for the core group.
    pub(super) group: &'a str,
    /// `jobs`
    pub(super) resource: &'a str,
    pub(super) name: &'a str,
}

impl Subject<'_> {
    /// `jobs.batch "example-job"`
    pub(super) fn title(self) -> String {
        let dot = if self.group.is_empty() { "" } else { "." };
        format!("{}{dot}{} \"{}\"", self.resource, self.group, self.name)
    }

    pub(super) fn details(self) -> Value {
        object([
            ("name", Some(self.name.into())),
            ("group", (!self.group.is_empty()).then(|| self.group.into())),
            ("kind", Some(self.resource.into())),
        ])
    }
}

/// An error with its cause as Step Functions gives it.
pub(super) fn fault(code: i64, message: &str, subject: Option<Subject<'_>>) -> Fault {
    let (_, text, reason) =
        STATUSES.iter().find(|(known, ..)| *known == code).copied().unwrap_or((code, "Error", "Unknown"));
    let status = object([
        ("kind", Some("Status".into())),
        ("apiVersion", Some("v1".into())),
        ("metadata", Some(Value::from([]))),
        ("status", Some("Failure".into())),
        ("message", Some(message.into())),
        ("reason", Some(reason.into())),
        ("details", subject.map(Subject::details)),
        ("code", Some(code.into())),
    ]);
    let cause = Value::from([("ResponseBody", status), ("StatusCode", code.into()), ("StatusText", text.into())]);
    Fault { error: format!("EKS.{code}").into(), cause: json::print(&cause).into() }
}

/// The error that a scenario asks for.
pub(super) fn wanted(request: &Request<'_>, outcome: &EksOutcome, subject: Subject<'_>) -> Option<Fault> {
    let code = outcome.status_code?;
    let title = subject.title();
    let usual = match code {
        401 => "Unauthorized".to_owned(),
        403 => format!(
            "{title} is forbidden: User \"arn:aws:sts::{}:assumed-role/StepFunctions\" cannot access it",
            request.account
        ),
        404 => format!("{title} not found"),
        409 => format!("{title} already exists"),
        422 => format!("{title} is invalid"),
        _ => "the server could not do this".to_owned(),
    };
    let message = outcome.message.as_deref().unwrap_or(&usual);
    Some(fault(code, message, (code != 401).then_some(subject)))
}
