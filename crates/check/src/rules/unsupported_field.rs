//! A field that its object does not have.

use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use definition::support::Shape;
use json::Member;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::schema(
    "An object may have only the fields that the language defines for it.",
    "Measured: floci#2735 (TimeoutSeconds, Retry, Catch by state type), floci#2968 (QueryLanguage in ItemProcessor)",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    // AWS looks for RoleArn only (recorded); of a state without a type nobody can say what it has.
    if matches!(object.shape, Shape::Credentials | Shape::UnknownState) {
        return;
    }
    for member in object.node.members() {
        if object.shape.field(&member.key.value).is_none() {
            findings.push(finding(object, member));
        }
    }
}

fn finding(object: &Object<'_>, member: &Member) -> Diagnostic {
    let name = &*member.key.value;
    let finding = RULE.at(member.key_span, format!("Field '{name}' is not supported")).at(object.location());
    match meant(object, name) {
        Some(meant) => finding
            .help(format!("Did you mean `{meant}`?"))
            .fix(format!("Rename to `{meant}`"), vec![Edit::replace(member.key_span, json::quote(meant))]),
        None => finding,
    }
}

/// The field that was probably meant, if it is still free.
fn meant(object: &Object<'_>, name: &str) -> Option<&'static str> {
    if name.to_lowercase().trim_start_matches(['_', '/', '#']).starts_with("comment") {
        return object.shape.field("Comment").map(|field| field.name).filter(|_| !object.has("Comment"));
    }
    if Shape::all().any(|shape| shape.field(name).is_some()) {
        return None; // no slip, but in the wrong place
    }
    let free = object.shape.fields_in(object.language).map(|field| field.name).filter(|field| !object.has(field));
    text::closest(name, free)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn a_field_of_another_state_type_is_refused() {
        check(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true,
                "Catch": []}}}
                ^^^^^^^ Field 'Catch' is not supported @ /States/P"#,
        );
    }

    #[test]
    fn an_item_processor_has_no_query_language() {
        check(
            &RULE,
            r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {
                "QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Succeed"}}
                ^^^^^^^^^^^^^^^ Field 'QueryLanguage' is not supported @ /States/M/ItemProcessor
            }}}}"#,
        );
    }

    #[test]
    fn a_slip_is_renamed() {
        check_fix(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "ResutlPath": null}}}"#,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "ResultPath": null}}}"#,
        );
        check_fix(
            &RULE,
            r#"{"_comment": "x", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}"#,
            r#"{"Comment": "x", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}"#,
        );
    }
}
