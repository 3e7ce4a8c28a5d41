//! The parameters of the service that a Task calls.

use super::{Completion, CompletionKind};
use crate::place::Place;
use catalogue::{Parameter, ValueType};
use definition::{QueryLanguage, Resource};
use json::Node;

/// The parameters that `parent`, the Task's `Parameters` or `Arguments` or an object in it, could
/// still have. Required ones come first.
pub(super) fn complete(place: &Place<'_>, parent: &Node) -> Option<Vec<Completion>> {
    let field = place.field.filter(|field| matches!(field.name, "Parameters" | "Arguments"))?;
    let Some(Resource::Service { service, action, .. }) = place.state?.task().map(|task| &task.resource) else {
        return None;
    };
    let top = place.object.get(field.name)?;
    let mut parameters = path_to(top, parent)?.into_iter().try_fold(all(service, action), |parameters, key| {
        Some(parameters.into_iter().find(|parameter| parameter.name == key)?.fields().collect())
    })?;
    parameters.sort_by_key(|parameter: &Parameter| !parameter.required);
    let is_open = |name: &str| !parent.members().iter().any(|member| bare(&member.key.value) == name);
    let open = parameters.into_iter().filter(|parameter| is_open(parameter.name));
    Some(open.map(|parameter| describe(&parameter, place.language)).collect())
}

fn all(service: &str, action: &str) -> Vec<Parameter> {
    match service.strip_prefix("aws-sdk:") {
        Some(sdk) => catalogue::sdk_service(sdk)
            .and_then(|service| service.action(action))
            .map_or_else(Vec::new, |action| action.parameters().collect()),
        None => catalogue::integration(service, action).map_or_else(Vec::new, |found| found.parameters.clone()),
    }
}

/// The keys that lead from `top` down to `parent`; items of lists need none.
fn path_to<'a>(top: &'a Node, parent: &Node) -> Option<Vec<&'a str>> {
    if std::ptr::eq(top, parent) {
        return Some(Vec::new());
    }
    let below = |node: &'a Node| if node.span.contains(parent.span) { path_to(node, parent) } else { None };
    top.items().iter().find_map(below).or_else(|| {
        top.members().iter().find_map(|member| {
            let mut path = below(&member.value)?;
            path.insert(0, bare(&member.key.value));
            Some(path)
        })
    })
}

fn bare(key: &str) -> &str {
    key.strip_suffix(".$").unwrap_or(key)
}

fn describe(parameter: &Parameter, language: QueryLanguage) -> Completion {
    let kind = match parameter.value_type {
        ValueType::String => "text",
        ValueType::Number => "number",
        ValueType::Boolean => "boolean",
        ValueType::Array => "list",
        ValueType::Object => "object",
        ValueType::Timestamp => "time",
        ValueType::Json => "any JSON",
    };
    let required = if parameter.required { ", required" } else { "" };
    let doc = match language {
        QueryLanguage::JsonPath => format!("End the key in .$ to take the value from a path: {}.$", parameter.name),
        QueryLanguage::Jsonata => String::new(),
    };
    Completion::new(CompletionKind::Field, parameter.name).detail(format!("{kind}{required}")).doc(doc)
}
