//! A field that the Context Object does not have.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{Owner, State, StateKind};
use jsonpath::{QualifiedPath, Root};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_CONTEXT_FIELD",
    "The Context Object has Execution, State, StateMachine, in a Map also Map.Item, and with a token Task.Token.",
    "Developer guide, \"Accessing execution data from the Context object\"",
    Check::State(check),
);

/// The fields of the Context Object; what is below them is the user's own or nothing.
const FIELDS: [(&str, &[&str]); 5] = [
    ("Execution", &["Id", "Input", "Name", "RoleArn", "StartTime", "RedriveCount", "RedriveTime"]),
    ("State", &["EnteredTime", "Name", "RetryCount"]),
    ("StateMachine", &["Id", "Name"]),
    ("Task", &["Token"]),
    ("Map", &["Item"]),
];

fn check(part: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for found in part.expressions(state.id) {
        let location = || format!("{}/{}", state.location, found.field);
        for (path, span) in &found.paths {
            if *path.root() == Root::Context
                && let Some(message) = complaint(part, state, &names(path))
            {
                findings.push(RULE.at(*span, message).at(location()));
            }
        }
        let Some(expression) = found.jsonata() else { continue };
        for variable in found.variables {
            if variable.name == "states"
                && variable.path.first().is_some_and(|name| name == "context")
                && let Some(message) = complaint(part, state, &variable.path[1..])
            {
                findings.push(RULE.at(expression.source_span(variable.path_span), message).at(location()));
            }
        }
    }
}

fn names(path: &QualifiedPath) -> Vec<String> {
    path.path().leading_names().map(str::to_owned).collect()
}

fn complaint(part: &Part<'_>, state: &State, names: &[String]) -> Option<String> {
    let first = names.first()?;
    let Some((_, inner)) = FIELDS.iter().find(|(name, _)| name == first) else {
        return Some(unknown(first, FIELDS.iter().map(|(name, _)| *name)));
    };
    if first == "Map" && !is_in_map(part, state) {
        return Some("Only a Map, and the states inside it, have `Map` in their Context Object".into());
    }
    let second = names.get(1)?;
    (!inner.contains(&second.as_str())).then(|| unknown(second, inner.iter().copied()))
}

fn unknown(name: &str, known: impl Iterator<Item = &'static str>) -> String {
    match text::closest(name, known) {
        Some(meant) => format!("The Context Object has no '{name}' here; did you mean '{meant}'?"),
        None => format!("The Context Object has no '{name}' here"),
    }
}

fn is_in_map(part: &Part<'_>, state: &State) -> bool {
    matches!(state.kind, Some(StateKind::Map(_)))
        || part.owners(state).any(|(owner, _)| matches!(owner, Owner::ItemProcessor(_)))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn fields_are_known() {
        check(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Parameters": {
                "a.$": "$$.Execution.Id", "b.$": "$$.Execution.Input.anything", "c.$": "$$",
                "d.$": "$$.Execution.StartTimes",
                        ^^^^^^^^^^^^^^^^^^^^^^^ The Context Object has no 'StartTimes' here; did you mean 'StartTime'? @ /States/P/Parameters/d
                "e.$": "$$.Map.Item.Value"}}}}
                        ^^^^^^^^^^^^^^^^^ Only a Map, and the states inside it, have `Map` in their Context Object @ /States/P/Parameters/e"#,
        );
    }
}
