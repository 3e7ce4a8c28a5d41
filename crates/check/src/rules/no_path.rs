//! A path in a field whose Path twin was meant.

use crate::object::Object;
use crate::part::Part;
use crate::template::looks_like_path;
use crate::{Check, Rule};
use definition::QueryLanguage;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::warning(
    "NO_PATH",
    "A field such as Error or Cause takes its text as it is; for a path there is a field whose name ends in Path.",
    "API reference, ValidateStateMachineDefinitionDiagnostic",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    if object.language != QueryLanguage::JsonPath {
        return;
    }
    for (member, field) in object.known_members() {
        let twin = format!("{}Path", field.name);
        let looks = member.value.as_str().is_some_and(looks_like_path);
        if looks && object.shape.field(&twin).is_some() && !object.has(&twin) {
            let message =
                format!("The value of '{}' looks like a path, but the field name does not end with 'Path'", field.name);
            let edit = Edit::replace(member.key_span, json::quote(&twin));
            let finding = RULE.at(member.key_span, message).at(object.field_location(field.name));
            findings.push(finding.fix(format!("Rename to `{twin}`"), vec![edit]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn a_cause_is_no_path() {
        check_fix(
            &RULE,
            r#"{"StartAt": "F", "States": {"F": {"Type": "Fail", "Cause": "$.error.Cause"}}}"#,
            r#"{"StartAt": "F", "States": {"F": {"Type": "Fail", "CausePath": "$.error.Cause"}}}"#,
        );
    }

    #[test]
    fn a_comment_has_no_twin() {
        check(&RULE, r#"{"StartAt": "F", "States": {"F": {"Type": "Fail", "Comment": "$.error"}}}"#);
    }
}
