//! A variable that cannot be called so.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{Assignment, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "A variable's name is a Unicode identifier of at most 80 characters, and not `states`.",
    "Developer guide, \"Passing data between states with variables\"",
    Check::State(check),
);

/// Characters.
const MAX_LENGTH: usize = 80;

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let mut search = |assignments: &[Assignment], location: String| {
        for assignment in assignments {
            if let Some(reason) = complaint(&assignment.name) {
                let message = format!("The variable name '{}' is not valid: {reason}", assignment.name);
                findings
                    .push(RULE.at(assignment.name_span, message).at(format!("{}{location}/Assign", state.location)));
            }
        }
    };
    search(&state.assign, String::new());
    for (index, catcher) in state.catch.iter().enumerate() {
        search(&catcher.assign, format!("/Catch[{index}]"));
    }
    for (index, rule) in state.choice().iter().flat_map(|choice| choice.rules.iter()).enumerate() {
        search(&rule.assign, format!("/Choices[{index}]"));
    }
}

fn complaint(name: &str) -> Option<&'static str> {
    let first = name.chars().next();
    if !first.is_some_and(|c| c.is_alphabetic() || c == '_') {
        return Some("it must start with a letter");
    }
    if !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return Some("it may hold letters, digits and _ only");
    }
    if name == "states" {
        return Some("`states` is reserved");
    }
    (name.chars().count() > MAX_LENGTH).then_some("it is longer than 80 characters")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn names_are_identifiers() {
        check(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Assign": {"x.$": "$.x", "数": 1, "_a1": 2,
                "top-level": 1,
                ^^^^^^^^^^^ The variable name 'top-level' is not valid: it may hold letters, digits and _ only @ /States/P/Assign
                "states": 1,
                ^^^^^^^^ The variable name 'states' is not valid: `states` is reserved @ /States/P/Assign
                "1a": 1}}}}
                ^^^^ The variable name '1a' is not valid: it must start with a letter @ /States/P/Assign"#,
        );
    }
}
