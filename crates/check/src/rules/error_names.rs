//! An error name that does not exist.

use crate::object::Object;
use crate::part::Part;
use crate::surroundings::is_reserved;
use crate::{Check, Rule};
use definition::support::{ERROR_NAMES, ValueKind};
use json::Node;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::warning(
    "LINT_UNKNOWN_ERROR_NAME",
    "Names that start with `States.` are the language's own; one that it does not have never matches.",
    "The specification, \"Errors\"",
    Check::Object(check),
);

fn check(part: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (member, field) in object.known_members() {
        if field.value == ValueKind::ErrorNames {
            let location = object.field_location(field.name);
            let unknown = member.value.items().iter().filter_map(|node| Some((node, unknown_name(node)?)));
            // AWS lets a Fail state raise any name, so the machine may know it after all.
            let unknown = unknown.filter(|(_, name)| !part.is_raised(name));
            findings.extend(unknown.map(|(node, name)| complaint(node, name).at(location.clone())));
        }
    }
}

/// A name of the language's own kind that the language does not have.
fn unknown_name(node: &Node) -> Option<&str> {
    let name = node.as_str()?;
    let is_known = ERROR_NAMES.iter().any(|known| known.name == name) || name.starts_with("States.Http.StatusCode.");
    (is_reserved(name) && !is_known).then_some(name)
}

fn complaint(node: &Node, name: &str) -> Diagnostic {
    let finding = RULE.at(node.span, format!("There is no error called '{name}'"));
    match text::closest(name, ERROR_NAMES.iter().map(|known| known.name)) {
        Some(meant) => finding.fix(format!("Change to `{meant}`"), vec![Edit::replace(node.span, json::quote(meant))]),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn the_case_counts() {
        check_fix(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true, "Retry": [{"ErrorEquals": ["States.All"]}]}}}"#,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true, "Retry": [{"ErrorEquals": ["States.ALL"]}]}}}"#,
        );
    }

    #[test]
    fn own_names_are_free() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "r", "End": true, "Retry": [{"ErrorEquals": ["My.Error", "States.Http.StatusCode.429"]}]}}}"#,
        );
    }
}
