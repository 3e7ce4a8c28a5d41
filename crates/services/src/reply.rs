//! What surrounds a service's answer: SDK metadata, and the texts of errors.

use crate::request::Request;
use crate::simulation::Fault;
use host::Timestamp;
use json::{Object, Text, Value};

/// The headers of a service's answers, in their recorded order.
pub(crate) type Protocol = &'static [(&'static str, Header)];

/// What a header holds.
#[derive(Clone, Copy)]
pub(crate) enum Header {
    Is(&'static str),
    RequestId,
    Length,
    Date,
    Trace,
}
use Header::{Date, Is, Length, RequestId, Trace};

/// ECS, and most services that speak JSON 1.1.
pub(crate) const JSON_1_1: Protocol = &[
    ("x-amzn-RequestId", RequestId),
    ("Content-Length", Length),
    ("Date", Date),
    ("Content-Type", Is("application/x-amz-json-1.1")),
];
/// Services that speak REST with JSON.
pub(crate) const REST_JSON: Protocol = &kept_alive("application/json");
/// SQS and Step Functions itself.
pub(crate) const JSON_1_0: Protocol = &kept_alive("application/x-amz-json-1.0");
/// SNS.
pub(crate) const QUERY: Protocol = &kept_alive("text/xml");

const fn kept_alive(content_type: &'static str) -> [(&'static str, Header); 5] {
    [
        ("x-amzn-RequestId", RequestId),
        ("connection", Is("keep-alive")),
        ("Content-Length", Length),
        ("Date", Date),
        ("Content-Type", Is(content_type)),
    ]
}

/// DynamoDB.
pub(crate) const DYNAMODB: Protocol = &[
    ("Server", Is("Server")),
    ("Connection", Is("keep-alive")),
    ("x-amzn-RequestId", RequestId),
    ("x-amz-crc32", Is("2745614147")),
    ("Content-Length", Length),
    ("Date", Date),
    ("Content-Type", Is("application/x-amz-json-1.0")),
];
/// Lambda.
pub(crate) const LAMBDA: Protocol = &[
    ("X-Amz-Executed-Version", Is("$LATEST")),
    ("x-amzn-Remapped-Content-Length", Is("0")),
    ("Connection", Is("keep-alive")),
    ("x-amzn-RequestId", RequestId),
    ("Content-Length", Length),
    ("Date", Date),
    ("X-Amzn-Trace-Id", Trace),
    ("Content-Type", Is("application/json")),
];

/// `body` with `SdkHttpMetadata` and `SdkResponseMetadata` in their alphabetical places.
pub(crate) fn with_metadata(request: &mut Request<'_>, protocol: Protocol, body: Value) -> Value {
    let request_id = request.uuid();
    let http = http_metadata(request, protocol, &request_id, body.bytes());
    let response = Value::from([("RequestId", request_id.into())]);
    let mut members: Vec<(Text, Value)> = match &body {
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
        _ => Vec::new(),
    };
    members.push(("SdkHttpMetadata".into(), http));
    members.push(("SdkResponseMetadata".into(), response));
    members.sort_by(|(a, _), (b, _)| a.cmp(b));
    members.into_iter().collect::<Object>().into()
}

fn http_metadata(request: &mut Request<'_>, protocol: Protocol, request_id: &str, length: usize) -> Value {
    let mut value = |header| match header {
        Is(text) => text.to_owned(),
        RequestId => request_id.to_owned(),
        Length => length.to_string(),
        Date => http_date(request.now),
        Trace => format!("root=1-{}-{};sampled=0", request.hex(8), request.hex(24)),
    };
    let mut headers: Vec<(&str, Text)> = protocol.iter().map(|(name, header)| (*name, value(*header).into())).collect();
    let all: Object = headers.iter().map(|(name, text)| ((*name).into(), vec![text.clone().into()].into())).collect();
    headers.sort_by_key(|(name, _)| name.to_ascii_lowercase());
    let single: Object = headers.into_iter().map(|(name, text)| (name.into(), text.into())).collect();
    Value::from([("AllHttpHeaders", all.into()), ("HttpHeaders", single.into()), ("HttpStatusCode", 200.into())])
}

/// `Thu, 01 Jan 2026 00:00:00 GMT`
pub(crate) fn http_date(time: Timestamp) -> String {
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let c = time.civil();
    let name = |names: &[&'static str], at: u32| names.get(at as usize).copied().unwrap_or_default();
    format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        name(&DAYS, c.weekday),
        c.day,
        name(&MONTHS, c.month.saturating_sub(1)),
        c.year,
        c.hour,
        c.minute,
        c.second
    )
}

/// A service, as the causes of its errors name it.
pub(crate) struct ErrorSource {
    /// `SNS`, before the exception in the error name.
    pub(crate) prefix: &'static str,
    /// `AmazonSNS`, in the cause.
    pub(crate) service: &'static str,
}

impl ErrorSource {
    /// An error of an optimised integration. `exception` is the class (`NotFoundException`),
    /// `code` what the service calls it (`NotFound`).
    pub(crate) fn fault(
        &self,
        request: &mut Request<'_>,
        status: u16,
        exception: &str,
        code: &str,
        message: &str,
    ) -> Fault {
        let cause = format!(
            "{message} (Service: {}; Status Code: {status}; Error Code: {code}; Request ID: {}; Proxy: null)",
            self.service,
            request.uuid()
        );
        Fault { error: format!("{}.{exception}", self.prefix).into(), cause: cause.into() }
    }
}

/// An error of an AWS SDK integration (recorded: the attempt count comes last since 2025).
pub(crate) fn sdk_fault(request: &mut Request<'_>, client: &str, status: u16, exception: &str, message: &str) -> Fault {
    let cause = format!(
        "{message} (Service: {client}, Status Code: {status}, Request ID: {}) (SDK Attempt Count: 1)",
        request.uuid()
    );
    Fault { error: format!("{client}.{exception}").into(), cause: cause.into() }
}
