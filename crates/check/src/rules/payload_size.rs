//! A constant that no state can hand on.

use crate::context::Context;
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

fn check(_: &Context<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let result = match &state.kind {
        Some(StateKind::Pass { result: Some(result) }) => Some(result),
        _ => None,
    };
    let templates = [&state.parameters, &state.output, &state.result_selector].into_iter().flatten();
    let literals = templates.filter_map(|template| match template {
        Template::Literal(value) => Some(value),
        _ => None,
    });
    if let Some(bytes) = result.into_iter().chain(literals).map(json::Value::bytes).find(|bytes| *bytes > MAX_BYTES) {
        let message = format!("A constant of {bytes} bytes is more than a state can hand on ({MAX_BYTES})");
        findings.push(RULE.at(state.name_span, message).at(state.location.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_payload_has_a_limit() {
        let text = "x".repeat(262_144);
        check(
            &RULE,
            &format!(
                "{{\"StartAt\": \"P\", \"States\": {{\n\"P\": {{\"Type\": \"Pass\", \"End\": true, \"Result\": \"{text}\"}}}}}}\n^^^ A constant of 262146 bytes is more than a state can hand on (262144) @ /States/P"
            ),
        );
    }
}
