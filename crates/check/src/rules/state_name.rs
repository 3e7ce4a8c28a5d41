//! A state name that is too long.

use crate::part::Part;
use crate::{Check, Rule};
use definition::State;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::error(
    "INVALID_STATE_NAME",
    "A state's name has 1 to 80 characters.",
    "The specification, \"States\"; API reference, ValidateStateMachineDefinitionDiagnostic",
    Check::State(check),
);

/// Characters.
const MAX_LENGTH: usize = 80;

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let length = state.name.chars().count();
    if length == 0 || length > MAX_LENGTH {
        let message = format!("A state name has 1 to {MAX_LENGTH} characters, this one has {length}");
        findings.push(RULE.at(state.name_span, message).at(state.location.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn eighty_characters_are_enough() {
        let machine = |name: &str| format!(r#"{{"StartAt": "{name}", "States": {{"{name}": {{"Type": "Succeed"}}}}}}"#);
        check(&RULE, &machine(&"é".repeat(80)));
        let long = "x".repeat(81);
        let source = machine(&long).replace("{\"x", "{\n\"x");
        let carets = "^".repeat(83);
        check(
            &RULE,
            &format!("{source}\n{carets} A state name has 1 to 80 characters, this one has 81 @ /States/{long}"),
        );
    }
}
