//! Names that people cannot tell apart.

use crate::context::Context;
use crate::{Check, Rule};
use std::collections::HashMap;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_SIMILAR_NAMES",
    "State names that differ only in blanks or case, or that start or end in a blank, are taken for one another.",
    "State names are compared character by character (the specification, \"States\")",
    Check::Machine(check),
);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let mut first = HashMap::new();
    for state in &context.machine.states {
        let name = &*state.name;
        let has_edge = name != name.trim() || name.chars().any(char::is_control);
        if has_edge {
            let message = format!("The name {name:?} has blanks or control characters that one does not see");
            findings.push(RULE.at(state.name_span, message).at(state.location.clone()));
        }
        let folded = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if let Some(earlier) = first.insert(folded, state)
            && earlier.name != state.name
        {
            let message = format!("\"{name}\" and \"{}\" differ only in blanks or case", earlier.name);
            let finding = RULE.at(state.name_span, message).at(state.location.clone());
            findings.push(finding.label(earlier.name_span, "the other one"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn names_differ_visibly() {
        check(
            &RULE,
            r#"{"StartAt": "Task A", "States": {"Task A": {"Type": "Succeed"}, "Task B": {"Type": "Succeed"},
                "task  a": {"Type": "Succeed"},
                ^^^^^^^^^ "task  a" and "Task A" differ only in blanks or case @ /States/task  a
                " x": {"Type": "Succeed"}}}
                ^^^^ The name " x" has blanks or control characters that one does not see @ /States/ x"#,
        );
    }
}
