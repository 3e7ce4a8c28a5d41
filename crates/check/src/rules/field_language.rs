//! A field of the other query language.

use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use definition::QueryLanguage;
use definition::support::{Field, Languages};
use json::Member;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::schema(
    "A field of one query language cannot be used in a state of the other.",
    "Measured: floci#2968, floci#3733",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for member in object.node.members() {
        if let Some(field) = object.shape.field(&member.key.value)
            && let Languages::Only(only) = field.languages
            && only != object.language
        {
            findings.push(finding(object, member, field, only));
        }
    }
}

fn finding(object: &Object<'_>, member: &Member, field: &Field, only: QueryLanguage) -> Diagnostic {
    let message = format!(
        "The QueryLanguage is set to '{}', but field '{}' is only supported for the '{}' QueryLanguage",
        object.language.name(),
        field.name,
        only.name()
    );
    let finding = RULE.at(member.key_span, message).at(object.location());
    match counterpart(field.name).filter(|name| object.shape.field(name).is_some() && !object.has(name)) {
        Some(name) => finding
            .help(format!("In {} the field is called `{name}`.", object.language.name()))
            .fix(format!("Rename to `{name}`"), vec![Edit::replace(member.key_span, json::quote(name))]),
        None => finding,
    }
}

/// The field that does the same in the other language.
fn counterpart(field: &str) -> Option<&'static str> {
    Some(match field {
        "Parameters" => "Arguments",
        "Arguments" => "Parameters",
        "ItemsPath" => "Items",
        "Items" => "ItemsPath",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn output_belongs_to_jsonata() {
        check(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true,
                "Output": 1}}}
                ^^^^^^^^ The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage @ /States/P"#,
        );
    }

    #[test]
    fn a_map_does_not_hand_its_language_on() {
        check(
            &RULE,
            r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "QueryLanguage": "JSONata", "End": true,
                "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true,
                    "Output": 1}}}}}}
                    ^^^^^^^^ The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage @ /States/M/ItemProcessor/States/P"#,
        );
    }

    #[test]
    fn parameters_become_arguments() {
        check_fix(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "Parameters": {}, "End": true}}}"#,
            r#"{"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "Arguments": {}, "End": true}}}"#,
        );
    }
}
