//! What a Task sends to an optimized integration.

use crate::object::Object;
use catalogue::{Parameter, integration};
use definition::support::Shape;
use definition::{QueryLanguage, Resource, StateType};
use json::Node;
use text::Span;

/// A Task's arguments, as far as they are written as an object.
#[derive(Debug)]
pub(crate) struct IntegrationCall<'a> {
    /// The value of `Parameters` or `Arguments`.
    pub arguments: &'a Node,
    /// Place of `Parameters` or `Arguments`, the name.
    pub key_span: Span,
    /// The integration, such as `http:invoke`.
    pub name: String,
    /// What the integration takes.
    pub parameters: Vec<Parameter>,
    /// AWS's location of the arguments.
    pub location: String,
}

impl<'a> IntegrationCall<'a> {
    /// The call of a Task; `None` of anything else, and where the arguments are not an object.
    pub(crate) fn of(object: &Object<'a>) -> Option<Self> {
        if object.shape != Shape::State(StateType::Task) {
            return None;
        }
        let field = if object.language == QueryLanguage::Jsonata { "Arguments" } else { "Parameters" };
        let member = object.node.member(field).filter(|member| member.value.is_object())?;
        let Resource::Service { service, action, .. } = Resource::parse(object.node.get("Resource")?.as_str()?) else {
            return None;
        };
        let known = integration(&service, &action)?;
        Some(Self {
            arguments: &member.value,
            key_span: member.key_span,
            name: format!("{service}:{action}"),
            parameters: known.parameters.clone(),
            location: object.field_location(field),
        })
    }
}
