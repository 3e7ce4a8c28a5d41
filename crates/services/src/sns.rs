//! Amazon SNS: `publish`.

use crate::reply::{ErrorSource, QUERY, with_metadata};
use crate::request::{Request, last_part, object};
use crate::simulation::{LATENCY_MILLIS, Simulation};
use engine::port::NoticeKind;
use json::Value;

const ERRORS: ErrorSource = ErrorSource { prefix: "SNS", service: "AmazonSNS" };

/// Publish a message. An object as the message is sent as its JSON text.
pub(crate) fn publish(request: &mut Request<'_>) -> Simulation {
    let topic = request.text("TopicArn").or_else(|| request.text("TargetArn"));
    if topic.is_some_and(|arn| arn.ends_with(".fifo")) && request.text("MessageGroupId").is_none() {
        let message = "Invalid parameter: The MessageGroupId parameter is required for FIFO topics";
        return ERRORS.fault(request, 400, "InvalidParameterException", "InvalidParameter", message).into();
    }
    let body = Value::from([("MessageId", request.uuid().into())]);
    let source = topic.map(last_part).or_else(|| request.text("PhoneNumber")).unwrap_or("SNS");
    Simulation::reply(with_metadata(request, QUERY, body)).tell(
        LATENCY_MILLIS,
        source,
        NoticeKind::Message,
        object([
            ("subject", request.parameters.get("Subject").cloned()),
            ("message", request.parameters.get("Message").cloned()),
        ]),
    )
}
