//! CloudFormation's short forms: `!Sub x` means `{"Fn::Sub": "x"}`.

use crate::{Member, Node, NodeKind, StringNode};
use text::Span;

/// The member name that a tag stands for.
pub(super) fn member_name(tag: &str) -> String {
    match tag {
        "Ref" | "Condition" => tag.to_owned(),
        _ => format!("Fn::{tag}"),
    }
}

/// The object that a tagged value stands for. Its key is the tag as it is written.
pub(super) fn wrap(tag: &str, tag_span: Span, value: Node) -> Node {
    let span = tag_span.to(value.span);
    let key = StringNode::new(member_name(tag).into(), tag_span.start as usize, Vec::new());
    let value = if tag == "GetAtt" { split_attribute(value) } else { value };
    Node { span, kind: NodeKind::Object(vec![Member { key, key_span: tag_span, value }]) }
}

/// `!GetAtt Resource.Attribute` means `["Resource", "Attribute"]`.
fn split_attribute(value: Node) -> Node {
    let Some(string) = value.as_string() else { return value };
    let Some((resource, attribute)) = string.value.split_once('.') else { return value };
    let part = |text: &str, from: usize| {
        let inner = Span::new(from, from + text.len());
        Node { span: string.source_span(inner), kind: NodeKind::String(string.part(inner)) }
    };
    let items = vec![part(resource, 0), part(attribute, resource.len() + 1)];
    Node { span: value.span, kind: NodeKind::Array(items) }
}
