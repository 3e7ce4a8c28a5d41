//! A field that holds a value of the wrong type.

use crate::object::Object;
use crate::part::Part;
use crate::template::{is_jsonata, is_substitution};
use crate::{Check, Rule};
use definition::support::{Field, ValueKind};
use definition::{OperandType, QueryLanguage};
use json::{Node, NodeKind};
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::schema(
    "A field must hold a value of its type. A ${Substitution} may stand for any value.",
    "The specification and the developer guide, field by field",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (member, field) in object.known_members() {
        let location = || object.field_location(field.name);
        if !fits(object.language, field, &member.value) {
            let expected = expected(field.value, object.language);
            let message = format!("The field '{}' should be {expected}, but is {}", field.name, article(&member.value));
            findings.push(with_fix(RULE.at(member.value.span, message).at(location()), field, &member.value));
        } else if matches!(
            field.value,
            ValueKind::Objects(..) | ValueKind::States | ValueKind::ErrorNames | ValueKind::Texts
        ) {
            check_inside(field, &member.value, &location(), findings);
        }
    }
}

/// The items of a list, or the states of `States`.
fn check_inside(field: &Field, node: &Node, location: &str, findings: &mut Vec<Diagnostic>) {
    let wants_object = matches!(field.value, ValueKind::Objects(..) | ValueKind::States);
    let items = node.items().iter().enumerate().map(|(index, item)| (item, format!("{location}[{index}]")));
    let states = node.members().iter().map(|member| (&member.value, format!("{location}/{}", member.key.value)));
    for (item, location) in items.chain(states) {
        let fits = if wants_object { item.is_object() } else { item.as_str().is_some() };
        if !fits {
            let wanted = if wants_object { "an object" } else { "a string" };
            let message = format!("Expected {wanted}, but found {}", article(item));
            findings.push(RULE.at(item.span, message).at(location));
        }
    }
}

fn fits(language: QueryLanguage, field: &Field, node: &Node) -> bool {
    match &node.kind {
        NodeKind::Missing => true,
        NodeKind::String(string) => is_substitution(&string.value) || string_fits(language, field, &string.value),
        NodeKind::Null => matches!(
            field.value,
            ValueKind::NullablePath | ValueKind::NullableReferencePath | ValueKind::Template | ValueKind::Json
        ),
        NodeKind::Bool(value) => {
            matches!(
                field.value,
                ValueKind::Boolean
                    | ValueKind::Condition
                    | ValueKind::Template
                    | ValueKind::Json
                    | ValueKind::Operand(OperandType::Boolean)
            ) || field.value == ValueKind::True && *value
        }
        NodeKind::Number(number) => match field.value {
            ValueKind::Integer { .. } => number.as_f64().fract() == 0.0,
            kind => matches!(
                kind,
                ValueKind::Number { .. }
                    | ValueKind::Template
                    | ValueKind::Json
                    | ValueKind::Operand(OperandType::Numeric)
            ),
        },
        NodeKind::Array(_) => matches!(
            field.value,
            ValueKind::Objects(..)
                | ValueKind::ErrorNames
                | ValueKind::Texts
                | ValueKind::Items
                | ValueKind::Template
                | ValueKind::Json
        ),
        NodeKind::Object(_) => matches!(
            field.value,
            ValueKind::Object(_)
                | ValueKind::States
                | ValueKind::ObjectTemplate
                | ValueKind::Arguments
                | ValueKind::Items
                | ValueKind::Template
                | ValueKind::Json
        ),
    }
}

fn string_fits(language: QueryLanguage, field: &Field, text: &str) -> bool {
    let is_expression = language == QueryLanguage::Jsonata && is_jsonata(text);
    match field.value {
        ValueKind::Object(_) | ValueKind::Items | ValueKind::Condition if is_expression => true,
        ValueKind::Arguments => is_expression,
        ValueKind::Boolean
        | ValueKind::True
        | ValueKind::Integer { .. }
        | ValueKind::Number { .. }
        | ValueKind::Condition
        | ValueKind::Items
        | ValueKind::ErrorNames
        | ValueKind::Texts
        | ValueKind::Operand(OperandType::Numeric | OperandType::Boolean)
        | ValueKind::States
        | ValueKind::ObjectTemplate
        | ValueKind::Object(_)
        | ValueKind::Objects(..) => field.evaluated && is_expression,
        _ => true,
    }
}

fn expected(kind: ValueKind, language: QueryLanguage) -> &'static str {
    let jsonata = language == QueryLanguage::Jsonata;
    match kind {
        ValueKind::Boolean | ValueKind::Operand(OperandType::Boolean) => "true or false",
        ValueKind::True => "true",
        ValueKind::Integer { .. } => "a whole number",
        ValueKind::Number { .. } | ValueKind::Operand(OperandType::Numeric) => "a number",
        ValueKind::ErrorNames | ValueKind::Texts => "a list of strings",
        ValueKind::Objects(..) => "a list of objects",
        ValueKind::Condition => "a JSONata expression or a boolean",
        ValueKind::Items => "a JSONata expression, an array or an object",
        ValueKind::Arguments if jsonata => "an object or a JSONata expression",
        ValueKind::States | ValueKind::Object(_) | ValueKind::ObjectTemplate | ValueKind::Arguments => "an object",
        ValueKind::NullablePath | ValueKind::NullableReferencePath => "a path or null",
        ValueKind::ReferencePath => "a path",
        _ => "a string",
    }
}

fn article(node: &Node) -> String {
    match &node.kind {
        NodeKind::Bool(value) => value.to_string(),
        NodeKind::Null => "null".into(),
        NodeKind::Number(number) if number.as_f64().fract() != 0.0 => "a fraction".into(),
        NodeKind::Array(_) | NodeKind::Object(_) => format!("an {}", node.type_name()),
        _ => format!("a {}", node.type_name()),
    }
}

/// `"3"` becomes `3`, `"true"` becomes `true`, `"E"` becomes `["E"]`.
fn with_fix(finding: Diagnostic, field: &Field, node: &Node) -> Diagnostic {
    let Some(text) = node.as_str() else { return finding };
    let replacement = match field.value {
        ValueKind::Integer { .. } | ValueKind::Number { .. } | ValueKind::Operand(OperandType::Numeric)
            if text.trim().parse::<f64>().is_ok() =>
        {
            text.trim().to_owned()
        }
        ValueKind::Boolean | ValueKind::True | ValueKind::Operand(OperandType::Boolean)
            if matches!(text, "true" | "false") =>
        {
            text.to_owned()
        }
        ValueKind::ErrorNames | ValueKind::Texts => format!("[{}]", json::quote(text)),
        _ => return finding,
    };
    finding.fix(format!("Change to {replacement}"), vec![Edit::replace(node.span, replacement)])
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn types_are_checked_field_by_field() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r",
                "End": false,
                       ^^^^^ The field 'End' should be true, but is false @ /States/T/End
                "TimeoutSeconds": 1.5,
                                  ^^^ The field 'TimeoutSeconds' should be a whole number, but is a fraction @ /States/T/TimeoutSeconds
                "InputPath": null,
                "Retry": [{"ErrorEquals": [true]}],
                                           ^^^^ Expected a string, but found true @ /States/T/Retry[0]/ErrorEquals[0]
                "Catch": {}
                         ^^ The field 'Catch' should be a list of objects, but is an object @ /States/T/Catch
            }}}"#,
        );
    }

    #[test]
    fn a_branch_is_an_object() {
        check(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
                [{}]
                ^^^^ Expected an object, but found an array @ /States/P/Branches[0]
            ]}}}"#,
        );
    }

    #[test]
    fn a_number_in_quotes_is_unquoted() {
        check_fix(
            &RULE,
            r#"{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": "10", "End": true}}}"#,
            r#"{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 10, "End": true}}}"#,
        );
    }

    #[test]
    fn expressions_and_substitutions_stand_for_values() {
        for source in [
            r#"{"QueryLanguage": "JSONata", "StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": "{% $x %}", "End": true}}}"#,
            r#"{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": "${T}", "End": "${E}"}}}"#,
            r#"{"QueryLanguage": "JSONata", "StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{"Condition": true, "Next": "C"}]}}}"#,
        ] {
            check(&RULE, source);
        }
    }
}
