//! Fields that exclude one another, or of which one must be there.

use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use definition::support::FieldGroup;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "Of some fields only one may be given (a field and its Path twin, Next and End), and of some one must be.",
    "Measured: floci#3733 (MaxItems and MaxItemsPath)",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for group in object.shape.groups() {
        let given: Vec<_> = group.fields.iter().copied().filter(|field| object.has(field)).collect();
        if given.is_empty() && group.required {
            findings.push(none_given(object, group));
        } else if given.len() > 1 {
            findings.push(several_given(object, &given));
        }
    }
}

fn none_given(object: &Object<'_>, group: &FieldGroup) -> Diagnostic {
    let possible: Vec<_> = group
        .fields
        .iter()
        .copied()
        .filter(|name| {
            object.shape.fields_in(object.language).any(|field| field.name == *name && field.replaced_by.is_none())
        })
        .collect();
    let message = match possible.as_slice() {
        [only] => format!("These fields are required: [{only}]"),
        _ => format!("One of the following fields is required: [{}]", possible.join(", ")),
    };
    let finding = RULE.at(object.name_span, message).at(object.location());
    if group.fields.contains(&"End") {
        return finding.fix("Add `End`", vec![object.insertion("End", "true")]);
    }
    finding
}

fn several_given(object: &Object<'_>, given: &[&str]) -> Diagnostic {
    let message = format!("There should only be one of the following fields: [{}]", given.join(", "));
    let spans: Vec<_> =
        given.iter().filter_map(|name| object.node.member(name)).map(|member| member.key_span).collect();
    let mut finding = RULE.at(spans[spans.len() - 1], message).at(object.location());
    for span in &spans[..spans.len() - 1] {
        finding = finding.label(*span, "also given here");
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn a_field_and_its_path_twin_exclude_each_other() {
        check(
            &RULE,
            r#"{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E",
                "ErrorPath": "$.e"}}}
                ^^^^^^^^^^^ There should only be one of the following fields: [Error, ErrorPath] @ /States/F"#,
        );
    }

    #[test]
    fn a_wait_needs_a_time() {
        check(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "W", "States": {
                "W": {"Type": "Wait", "End": true}}}
                ^^^ One of the following fields is required: [Seconds, Timestamp] @ /States/W"#,
        );
    }

    #[test]
    fn a_state_that_leads_nowhere_is_given_an_end() {
        check_fix(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass"}}}"#,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}"#,
        );
    }
}
