//! `$states` used where, or how, it cannot be.

use crate::expressions::{Found, Place};
use crate::part::Part;
use crate::{Check, Rule};
use definition::{State, StateKind};
use jsonata::VariableReference;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::error(
    "UNSUPPORTED_JSONATA_EXPRESSION",
    "$states has input and context everywhere, result in Output and Assign of Task, Parallel and Map, errorOutput in a Catcher.",
    "Developer guide, \"Transforming data with JSONata\"; measured: floci#2745",
    Check::State(check),
);

const FIELDS: [&str; 4] = ["input", "result", "errorOutput", "context"];

fn check(part: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for found in part.expressions(state.id) {
        let Some(expression) = found.jsonata() else { continue };
        for reference in found.variables {
            if reference.name == "states"
                && let Some(message) = complaint(state, found, reference)
            {
                let span = expression.source_span(reference.path_span);
                let finding = RULE.at(span, message).at(format!("{}/{}", state.location, found.field));
                findings.push(with_fix(finding, reference, span));
            }
        }
    }
}

fn complaint(state: &State, found: &Found<'_>, reference: &VariableReference) -> Option<String> {
    let field = reference.path.first()?.as_str();
    let has_result = matches!(state.kind, Some(StateKind::Task(_) | StateKind::Parallel(_) | StateKind::Map(_)));
    match field {
        "result" if found.place != Place::After || !has_result => Some(
            "Reference to '$states.result' is only supported in Output and Assign of Task, Parallel and Map states"
                .into(),
        ),
        "errorOutput" if found.place != Place::Catcher => {
            Some("Reference to '$states.errorOutput' is only supported in Output and Assign of a Catcher".into())
        }
        _ if FIELDS.contains(&field) => None,
        _ => Some(format!("Reference to '$states.{field}' is not supported")),
    }
}

fn with_fix(finding: Diagnostic, reference: &VariableReference, span: text::Span) -> Diagnostic {
    let Some(field) = reference.path.first() else { return finding };
    match text::closest(field, FIELDS) {
        Some(meant) if meant != field => {
            let rest: String = reference.path[1..].iter().map(|name| format!(".{name}")).collect();
            let right = format!("$states.{meant}{rest}");
            finding.fix(format!("Change to `{right}`"), vec![Edit::replace(span, right)])
        }
        _ => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn each_field_has_its_place() {
        check(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true,
                "Arguments": "{% $states.result %}",
                                 ^^^^^^^^^^^^^^ Reference to '$states.result' is only supported in Output and Assign of Task, Parallel and Map states @ /States/T/Arguments
                "Output": {"a": "{% $states.result.b %}",
                    "c": "{% $states.errorOutput.Error %}",
                             ^^^^^^^^^^^^^^^^^^^^^^^^^ Reference to '$states.errorOutput' is only supported in Output and Assign of a Catcher @ /States/T/Output/c
                    "d": "{% $states.Input %}"},
                             ^^^^^^^^^^^^^ Reference to '$states.Input' is not supported @ /States/T/Output/d
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "T", "Output": "{% $states.errorOutput %}"}]}}}"#,
        );
    }
}
