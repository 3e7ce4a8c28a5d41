//! Two Maps of one Label.

use crate::context::Context;
use crate::{Check, Rule};
use std::collections::HashMap;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::error(
    "DUPLICATE_LABEL_NAME",
    "A Map's Label must be unique in the machine.",
    "API reference, ValidateStateMachineDefinitionDiagnostic",
    Check::Machine(check),
);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let mut first = HashMap::new();
    for state in &context.machine.states {
        let Some(label) = state.map().and_then(|map| map.label.as_ref()) else { continue };
        if let Some(earlier) = first.insert(label, state.name_span) {
            let finding = RULE.at(state.name_span, format!("Duplicate label name: {label}"));
            findings
                .push(finding.at(format!("{}/Label", state.location)).label(earlier, "the first Map of this label"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn labels_differ() {
        check(
            &RULE,
            r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "Next": "N", "Label": "x"},
                "N": {"Type": "Map", "End": true, "Label": "x"}}}
                ^^^ Duplicate label name: x @ /States/N/Label"#,
        );
    }
}
