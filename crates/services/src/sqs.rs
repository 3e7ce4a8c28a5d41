//! Amazon SQS: `sendMessage`.

use crate::md5_hex;
use crate::reply::{ErrorSource, JSON_1_0, with_metadata};
use crate::request::{Request, last_part, object};
use crate::simulation::{LATENCY_MILLIS, Simulation};
use engine::port::NoticeKind;

const ERRORS: ErrorSource = ErrorSource { prefix: "SQS", service: "AmazonSQS" };

/// Send a message. A body that is not a text is sent as its JSON text; `null` counts as missing (recorded).
pub(crate) fn send_message(request: &mut Request<'_>) -> Simulation {
    let body = request.parameters.get("MessageBody").cloned().unwrap_or_default();
    if body.is_null() {
        let message = "The request must contain the parameter MessageBody.";
        return ERRORS.fault(request, 400, "AmazonSQSException", "MissingParameter", message).into();
    }
    let queue = request.text("QueueUrl").map_or("queue", last_part);
    if queue.ends_with(".fifo") && request.text("MessageGroupId").is_none() {
        let message = "The request must contain the parameter MessageGroupId.";
        return ERRORS.fault(request, 400, "AmazonSQSException", "MissingParameter", message).into();
    }
    let text = body.as_str().map_or_else(|| json::print(&body), str::to_owned);
    let sequence = queue.ends_with(".fifo").then(|| format!("{:020}", request.ids.next_u64()).into());
    let reply = object([
        ("MD5OfMessageBody", Some(md5_hex(text.as_bytes()).into())),
        ("MessageId", Some(request.uuid().into())),
        ("SequenceNumber", sequence),
    ]);
    Simulation::reply(with_metadata(request, JSON_1_0, reply)).tell(LATENCY_MILLIS, queue, NoticeKind::Message, body)
}
