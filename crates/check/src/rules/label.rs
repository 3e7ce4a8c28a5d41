//! A Label that cannot be part of an ARN.

use crate::part::Part;
use crate::template::has_substitution;
use crate::{Check, Rule};
use definition::{State, is_name_character};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::error(
    "INVALID_LABEL_NAME",
    "A Map's Label has at most 40 characters, without blanks, wildcards, brackets, special and control characters.",
    "API reference, ValidateStateMachineDefinitionDiagnostic; developer guide, \"Map state fields\"",
    Check::State(check),
);

/// Characters.
const MAX_LENGTH: usize = 40;

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(label) = state.map().and_then(|map| map.label.as_ref()).filter(|label| !has_substitution(label)) else {
        return;
    };
    let bad = label.chars().find(|&c| !is_name_character(c));
    let message = match bad {
        Some(c) => format!("The label '{label}' contains {c:?}, which is not allowed"),
        None if label.is_empty() => "The label is empty".into(),
        None if label.chars().count() > MAX_LENGTH => {
            format!("The label '{label}' is longer than {MAX_LENGTH} characters")
        }
        None => return,
    };
    findings.push(RULE.at(state.name_span, message).at(format!("{}/Label", state.location)));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_label_is_a_word() {
        check(
            &RULE,
            r#"{"StartAt": "M", "States": {
                "M": {"Type": "Map", "End": true, "Label": "a b"}}}
                ^^^ The label 'a b' contains ' ', which is not allowed @ /States/M/Label"#,
        );
        check(&RULE, r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "Label": "注文-1"}}}"#);
    }
}
