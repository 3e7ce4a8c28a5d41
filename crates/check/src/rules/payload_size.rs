//! A constant that no state can hand on.

use crate::part::Part;
use crate::variables::assignments;
use crate::{Check, Rule};
use definition::{State, StateKind, Template};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_PAYLOAD_SIZE",
    "A state's input and output may have 256 KiB; a larger constant fails with States.DataLimitExceeded.",
    "Developer guide, \"Service quotas\"",
    Check::State(check),
);

/// Bytes of UTF-8.
const MAX_BYTES: usize = 262_144;

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let result = match &state.kind {
        Some(StateKind::Pass { result: Some(result) }) => Some(result.bytes()),
        _ => None,
    };
    let selector = state.map().and_then(|map| map.item_selector.as_ref());
    let templates = [state.parameters.as_ref(), state.output.as_ref(), state.result_selector.as_ref(), selector];
    // A variable has the same limit (developer guide, "Passing data between states with variables").
    let templates = templates.into_iter().flatten().chain(assignments(state).map(|assignment| &assignment.value));
    let sizes = result.into_iter().chain(templates.map(least_bytes));
    if let Some(bytes) = sizes.max().filter(|bytes| *bytes > MAX_BYTES) {
        let message = format!("Constants of {bytes} bytes are more than a state can hand on ({MAX_BYTES})");
        findings.push(RULE.at(state.name_span, message).at(state.location.clone()));
    }
}

/// The bytes that a template's value has at least, whatever its expressions give.
fn least_bytes(template: &Template) -> usize {
    match template {
        Template::Literal(value) => value.bytes(),
        Template::Array(items) => items.iter().map(least_bytes).sum(),
        Template::Object(members) => members.iter().map(|(_, value)| least_bytes(value)).sum(),
        Template::Path(_) | Template::Intrinsic(_) | Template::Jsonata(_) | Template::Invalid => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_payload_has_a_limit() {
        let text = "x".repeat(262_144);
        for field in [
            format!("\"Result\": \"{text}\""),
            format!("\"Parameters\": {{\"a\": \"{text}\", \"b.$\": \"$.b\"}}"),
            format!("\"Assign\": {{\"a\": \"{text}\"}}"),
        ] {
            check(
                &RULE,
                &format!(
                    "{{\"StartAt\": \"P\", \"States\": {{\n\"P\": {{\"Type\": \"Pass\", \"End\": true, {field}}}}}}}\n^^^ Constants of 262146 bytes are more than a state can hand on (262144) @ /States/P"
                ),
            );
        }
    }
}
