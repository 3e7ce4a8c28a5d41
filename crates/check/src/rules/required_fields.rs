//! A field that must be there is missing.

use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use definition::support::Shape;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "An object must have the fields that the language requires of it.",
    "Recorded: ValidateStateMachineDefinition of {}, Credentials without RoleArn; cfn-lint#4077",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    let missing = object
        .shape
        .fields_in(object.language)
        .filter(|field| field.required && !object.has(field.name))
        .map(|field| field.name)
        .collect::<Vec<_>>();
    if missing.is_empty() {
        return;
    }
    let message = if object.shape == Shape::Credentials {
        if object.has("RoleArn.$") {
            return;
        }
        // AWS has a sentence of its own here (recorded).
        "The field 'RoleArn' is required but was missing".into()
    } else {
        format!("These fields are required: [{}]", missing.join(", "))
    };
    findings.push(RULE.at(object.name_span, message).at(object.location()));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_machine_without_fields_lacks_two() {
        check(&RULE, "{}\n^ These fields are required: [States, StartAt] @ /");
    }

    #[test]
    fn a_choice_rule_needs_next() {
        check(
            &RULE,
            r#"{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [
                {"Variable": "$.a", "IsNull": true}
                ^ These fields are required: [Next] @ /States/C/Choices[0]
            ]}}}"#,
        );
    }

    #[test]
    fn credentials_need_a_role() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true,
                "Credentials": {"Field": "x"}}}}
                ^^^^^^^^^^^^^ The field 'RoleArn' is required but was missing @ /States/T/Credentials"#,
        );
    }

    #[test]
    fn a_required_field_of_the_other_language_is_not_missed() {
        check(
            &RULE,
            r#"{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [
                {"Variable": "$.a", "IsNull": true, "Next": "C"}]}}}"#,
        );
    }
}
