//! A path that is sent as text.

use crate::object::Object;
use crate::part::Part;
use crate::template::{for_each_member, looks_like_intrinsic, looks_like_path};
use crate::{Check, Rule};
use definition::QueryLanguage;
use json::Member;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::warning(
    "NO_DOLLAR",
    "A key of a payload template must end in `.$` when its value is a path or an intrinsic function; else it is sent as text.",
    "API reference, ValidateStateMachineDefinitionDiagnostic",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (template, field) in object.templates(QueryLanguage::JsonPath) {
        let location = object.field_location(field.name);
        for_each_member(&template.value, &mut |member| {
            let text = member.value.as_str().unwrap_or_default();
            let is_dynamic = looks_like_path(text) || looks_like_intrinsic(text);
            if is_dynamic && !member.key.value.ends_with(".$") {
                findings.push(complaint(member).at(location.clone()));
            }
        });
    }
}

fn complaint(member: &Member) -> Diagnostic {
    let key = &member.key.value;
    let message =
        format!("The value of '{key}' looks like a path or an intrinsic function, but the key does not end with '.$'");
    let edit = Edit::replace(member.key_span, json::quote(&format!("{key}.$")));
    RULE.at(member.key_span, message).fix("Add `.$`", vec![edit])
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn a_path_needs_its_dollar() {
        check_fix(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Parameters": {"a": [{"b": "$.b"}], "c.$": "$.c"}}}}"#,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Parameters": {"a": [{"b.$": "$.b"}], "c.$": "$.c"}}}}"#,
        );
    }

    #[test]
    fn prices_and_shell_variables_are_text() {
        check(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Parameters": {"a": "$5.00", "b": "$HOME", "c": "$"}}}}"#,
        );
    }
}
