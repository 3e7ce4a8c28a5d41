//! A decision on the text of an error.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{Comparison, ComparisonOperator, Condition, Operand, State};
use json::Value;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_STRINGLY_ERROR",
    "A Cause is a text for people: a pattern such as *\"ExitCode\":9* also matches 90 to 99. Parse it with States.StringToJson and compare the number.",
    "Recorded: the Cause of a failed .sync task is a JSON text",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for (index, rule) in state.choice().iter().flat_map(|choice| choice.rules.iter()).enumerate() {
        search(&rule.condition, &mut |comparison| {
            if let Some(finding) = complaint(comparison) {
                findings.push(finding.at(format!("{}/Choices[{index}]", state.location)));
            }
        });
    }
}

fn search(condition: &Condition, visit: &mut dyn FnMut(&Comparison)) {
    match condition {
        Condition::Compare(comparison) => visit(comparison),
        Condition::And(inner) | Condition::Or(inner) => inner.iter().for_each(|inner| search(inner, visit)),
        Condition::Not(inner) => search(inner, visit),
        _ => {}
    }
}

fn complaint(comparison: &Comparison) -> Option<Diagnostic> {
    let Operand::Literal(Value::String(pattern)) = &comparison.operand else { return None };
    let is_cause = comparison.variable.value.path().leading_names().last() == Some("Cause");
    if comparison.operator != ComparisonOperator::StringMatches || !is_cause {
        return None;
    }
    let digit_before_star = pattern.as_bytes().windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1] == b'*');
    let message = if digit_before_star {
        "The pattern matches longer numbers too: `9*` also matches 90 to 99"
    } else {
        "The decision hangs on the text of a Cause, which may change"
    };
    let finding = RULE.at(comparison.operator_span, message);
    Some(finding.help("Parse the Cause with States.StringToJson in a Pass, and compare the number with NumericEquals."))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn nine_is_also_ninety() {
        check(
            &RULE,
            r#"{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{"Variable": "$.error.Cause", "Next": "C",
                "StringMatches": "*\"ExitCode\":9*"}]}}}
                ^^^^^^^^^^^^^^^ The pattern matches longer numbers too: `9*` also matches 90 to 99 @ /States/C/Choices[0]"#,
        );
        check(
            &RULE,
            r#"{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{"Variable": "$.name", "StringMatches": "a*", "Next": "C"}]}}}"#,
        );
    }
}
