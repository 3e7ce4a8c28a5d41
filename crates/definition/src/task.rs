//! Task.

use crate::fields::Fields;
use crate::{NumberField, Resource, Template};
use json::{Node, Text};
use text::Span;

/// The fields that only a Task has.
#[derive(Clone, Debug)]
pub struct Task {
    /// `Resource`, taken apart.
    pub resource: Resource,
    /// `Resource` as it is written.
    pub resource_text: Text,
    /// Place of `Resource`.
    pub resource_span: Span,
    /// `TimeoutSeconds` or `TimeoutSecondsPath`, in seconds
    pub timeout_seconds: Option<NumberField>,
    /// `HeartbeatSeconds` or `HeartbeatSecondsPath`, in seconds
    pub heartbeat_seconds: Option<NumberField>,
    /// `Credentials`
    pub credentials: Option<Template>,
}

pub(crate) fn lower(fields: &mut Fields<'_>) -> Task {
    let node = fields.node.get("Resource");
    let resource_text: Text = node.and_then(Node::as_str).unwrap_or_default().into();
    Task {
        resource: Resource::parse(&resource_text),
        resource_text,
        resource_span: node.map_or(fields.node.span, |node| node.span),
        timeout_seconds: fields.number("TimeoutSeconds"),
        heartbeat_seconds: fields.number("HeartbeatSeconds"),
        credentials: fields.template("Credentials"),
    }
}
