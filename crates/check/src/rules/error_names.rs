//! An error name that does not exist.

use crate::context::Context;
use crate::{Check, Rule};
use definition::support::ERROR_NAMES;
use json::Node;
use text::{Diagnostic, Edit};

use crate::object::Object;
use definition::support::ValueKind;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_UNKNOWN_ERROR_NAME",
    "Names that start with `States.` are the language's own; one that it does not have never matches.",
    "The specification, \"Errors\"",
    Check::Object(check),
);

fn check(_: &Context<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (member, field) in object.known_members() {
        if field.value == ValueKind::ErrorNames {
            let location = object.field_location(field.name);
            findings.extend(member.value.items().iter().filter_map(|node| Some(complaint(node)?.at(location.clone()))));
        }
    }
}

fn complaint(node: &Node) -> Option<Diagnostic> {
    let name = node.as_str()?;
    let is_reserved = name.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("States."));
    let is_known = ERROR_NAMES.iter().any(|known| known.name == name) || name.starts_with("States.Http.StatusCode.");
    if !is_reserved || is_known {
        return None;
    }
    let finding = RULE.at(node.span, format!("There is no error called '{name}'"));
    Some(match text::closest(name, ERROR_NAMES.iter().map(|known| known.name)) {
        Some(meant) => finding.fix(format!("Change to `{meant}`"), vec![Edit::replace(node.span, json::quote(meant))]),
        None => finding,
    })
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
