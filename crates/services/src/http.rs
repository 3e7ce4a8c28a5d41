//! Requests to an HTTP endpoint: `http:invoke` and `apigateway:invoke`.

use crate::request::Request;
use crate::scenario::{Entry, HttpOutcome, Outcome};
use crate::simulation::{Fault, Simulation};
use json::{Object, Value};

/// How long an endpoint takes when nothing says otherwise, in milliseconds.
const TYPICAL_MILLIS: i64 = 200;

/// An HTTP task waits at most so long (Developer Guide, service quotas).
const HTTP_TASK_MAX_MILLIS: i64 = 60_000;

/// Reason phrases.
const STATUS_TEXTS: [(i64, &str); 16] = [
    (200, "OK"),
    (201, "Created"),
    (202, "Accepted"),
    (204, "No Content"),
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (409, "Conflict"),
    (422, "Unprocessable Entity"),
    (429, "Too Many Requests"),
    (500, "Internal Server Error"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
];

/// Call an endpoint. An ordinary one answers 200 with an empty object.
pub(crate) fn invoke(request: &mut Request<'_>, entry: &Entry) -> Simulation {
    let ordinary = HttpOutcome::default();
    let outcome = match &entry.outcome {
        Outcome::Http(outcome) => outcome,
        _ => &ordinary,
    };
    let millis = request.millis(entry.duration, TYPICAL_MILLIS);
    if request.service == "http" && millis > HTTP_TASK_MAX_MILLIS {
        let fault = Fault { error: "States.Http.Socket".into(), cause: "Read timed out".into() };
        return Simulation::from(fault).after(HTTP_TASK_MAX_MILLIS);
    }
    let code = outcome.status_code.unwrap_or(200);
    let body = outcome.body.clone().unwrap_or_else(|| Object::new().into());
    let reply = if code < 400 { Ok(answer(request, code, body)) } else { Err(fault(request, code, &body)) };
    Simulation::from(reply).after(millis)
}

/// Recorded for API Gateway: the headers hold arrays, and there is no SDK metadata.
fn answer(request: &mut Request<'_>, code: i64, body: Value) -> Value {
    let header = |text: String| Value::from(vec![Value::from(text)]);
    let headers = Value::from([
        ("Connection", header("keep-alive".to_owned())),
        ("Content-Length", header(body.bytes().to_string())),
        ("Content-Type", header("application/json".to_owned())),
        ("Date", header(crate::reply::http_date(request.now))),
        ("x-amzn-RequestId", header(request.uuid())),
    ]);
    Value::from([
        ("Headers", headers),
        ("ResponseBody", body),
        ("StatusCode", code.into()),
        ("StatusText", status_text(code).into()),
    ])
}

/// `ApiGateway.403` with the body as its cause (recorded); `States.Http.StatusCode.403`.
fn fault(request: &Request<'_>, code: i64, body: &Value) -> Fault {
    let prefix = if request.service == "http" { "States.Http.StatusCode" } else { "ApiGateway" };
    let cause = body.as_str().map_or_else(|| json::print(body), str::to_owned);
    Fault { error: format!("{prefix}.{code}").into(), cause: cause.into() }
}

fn status_text(code: i64) -> &'static str {
    STATUS_TEXTS.iter().find(|(known, _)| *known == code).map_or("", |(_, text)| text)
}
