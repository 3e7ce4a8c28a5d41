//! Hover: what the thing under the pointer is.

use crate::complete::field_kind;
use crate::place::{Place, Spot, locate};
use definition::support::{ERROR_NAMES, ValueKind};
use definition::{Resource, State, StateMachine};
use text::Span;

/// What there is to say about a piece of the definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The piece.
    pub span: Span,
    /// Its name and kind, one line.
    pub title: String,
    /// What it is, plain text.
    pub text: String,
    /// Where to read more.
    pub url: Option<String>,
}

/// What is to be said of the thing at `offset`.
pub fn hover(machine: &StateMachine, offset: usize) -> Option<Hover> {
    let place = locate(machine, offset)?;
    match place.spot {
        Spot::Key { member: Some(member), parent } => {
            let name = &*member.key.value;
            if let Some(state) = place.state.filter(|state| state.name_span == member.key_span) {
                return Some(state_hover(state, member.key_span));
            }
            let field = std::ptr::eq(parent, place.object).then(|| place.shape.field(name)).flatten()?;
            let title = format!("{name} ({})", field_kind(field.value));
            let url = place
                .state
                .and_then(|state| state.state_type())
                .map(|kind| guide(&format!("state-{}", kind.name().to_lowercase())));
            Some(Hover { span: member.key_span, title, text: field.doc.into(), url })
        }
        Spot::Key { member: None, .. } => None,
        Spot::Value { node, .. } => value_hover(&place, node),
    }
}

fn value_hover(place: &Place<'_>, node: &json::Node) -> Option<Hover> {
    let text = node.as_str()?;
    match place.field?.value {
        ValueKind::StateName => {
            let state = place.machine.find(place.container(), text)?;
            Some(state_hover(state, node.span))
        }
        ValueKind::ErrorNames => {
            let error = ERROR_NAMES.iter().find(|error| error.name == text)?;
            let url = Some(guide("concepts-error-handling"));
            Some(Hover { span: node.span, title: error.name.into(), text: error.doc.into(), url })
        }
        ValueKind::Resource => resource_hover(text, node.span),
        _ => None,
    }
}

fn state_hover(state: &State, span: Span) -> Hover {
    let kind = state.state_type().map_or("state", |state_type| state_type.name());
    let resource = state.task().map(|task| task.resource_text.to_string());
    let text = state.comment.as_deref().map(str::to_owned).or(resource).unwrap_or_default();
    Hover { span, title: format!("{} ({kind})", state.name), text, url: None }
}

/// A page of the Step Functions Developer Guide.
fn guide(page: &str) -> String {
    format!("https://docs.aws.amazon.com/step-functions/latest/dg/{page}.html")
}

fn resource_hover(arn: &str, span: Span) -> Option<Hover> {
    let Resource::Service { service, action, pattern } = Resource::parse(arn) else { return None };
    let integration = catalogue::integration(&service, &action)?;
    let required = integration.parameters.iter().filter(|parameter| parameter.required).map(|parameter| parameter.name);
    let required: Vec<_> = required.collect();
    let text = if required.is_empty() { String::new() } else { format!("Needs {}.", required.join(", ")) };
    Some(Hover {
        span,
        title: format!("{service}:{action}{}", pattern.suffix()),
        text,
        url: Some(integration.doc_url()),
    })
}

#[cfg(test)]
mod tests {
    use super::hover;
    use crate::testing::caret;

    #[test]
    fn fields_states_errors_and_resources_are_explained() {
        for (text, title) in [
            (r#"{"St‸artAt":"A"}"#, "StartAt (state)"),
            (r#"{"States":{"A":{"Type":"Pass","Res‸ult":1}}}"#, "Result (any JSON)"),
            (r#"{"StartAt":"A‸","States":{"A":{"Type":"Pass"}}}"#, "A (Pass)"),
            (r#"{"States":{"A":{"Type":"Task","Catch":[{"ErrorEquals":["States.‸ALL"]}]}}}"#, "States.ALL"),
            (r#"{"States":{"A":{"Type":"Task","Resource":"arn:aws:states:::ecs:run‸Task.sync"}}}"#, "ecs:runTask.sync"),
        ] {
            let (machine, offset) = caret(text);
            let found = hover(&machine, offset).unwrap_or_else(|| panic!("nothing for {text}"));
            assert_eq!(found.title, title);
            assert!(!found.text.is_empty() || title.starts_with('A'), "{text}");
            assert!(found.url.is_none_or(|url| url.starts_with("https://")), "{text}");
        }
        let (machine, offset) = caret(r#"{"Nonsense‸":1}"#);
        assert_eq!(hover(&machine, offset), None);
    }
}
