//! A Choice rule compares one thing in one way.

use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use definition::support::{Field, Shape, ValueKind};
use definition::{ComparisonOperator, QueryLanguage};
use json::Member;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "A JSONPath Choice rule has either a Variable and one comparison operator, or one of And, Or and Not.",
    "The specification, \"Choice State\"; cfn-lint#4076",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    let is_rule = matches!(object.shape, Shape::ChoiceRule | Shape::NestedRule);
    if !is_rule || object.language != QueryLanguage::JsonPath {
        return;
    }
    let operators: Vec<_> = object.known_members().filter(|(_, field)| is_operator(field)).collect();
    let finding = |span, message: String| RULE.at(span, message).at(object.location());
    match operators.as_slice() {
        // A field that the rule cannot have was meant for the operator, and is reported.
        [] if object.known_members().count() < object.node.members().len() => {}
        [] => findings.push(finding(object.name_span, "A comparison operator, And, Or or Not is required".into())),
        [(member, field)] => findings.extend(variable(object, member, field)),
        [.., (last, _)] => {
            let names: Vec<_> = operators.iter().map(|(_, field)| field.name).collect();
            let message = format!("There should only be one of the following fields: [{}]", names.join(", "));
            findings.push(finding(last.key_span, message));
        }
    }
}

fn is_operator(field: &Field) -> bool {
    is_combination(field) || ComparisonOperator::parse(field.name).is_some()
}

fn is_combination(field: &Field) -> bool {
    matches!(field.value, ValueKind::Objects(Shape::NestedRule, _) | ValueKind::Object(Shape::NestedRule))
}

/// A comparison needs a Variable, a combination has none.
fn variable(object: &Object<'_>, operator: &Member, field: &Field) -> Option<Diagnostic> {
    let variable = object.node.member("Variable");
    let (span, message) = match (variable, is_combination(field)) {
        (None, false) => (operator.key_span, "These fields are required: [Variable]"),
        (Some(variable), true) => (variable.key_span, "Field 'Variable' is not supported"),
        _ => return None,
    };
    Some(RULE.at(span, message).at(object.location()))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_rule_has_one_operator() {
        check(
            &RULE,
            r#"{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [
                {"Variable": "$.a", "NumericEquals": 1, "Next": "C",
                 "StringEquals": "1"},
                 ^^^^^^^^^^^^^^ There should only be one of the following fields: [NumericEquals, StringEquals] @ /States/C/Choices[0]
                {"Variable": "$.a", "Next": "C"},
                ^ A comparison operator, And, Or or Not is required @ /States/C/Choices[1]
                {"Next": "C", "Not": {
                    "IsNull": true}}
                    ^^^^^^^^ These fields are required: [Variable] @ /States/C/Choices[2]/Not
            ]}}}"#,
        );
    }
}
