//! More iterations than AWS runs at the same time.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{NumberField, ProcessorMode, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_CONCURRENCY",
    "An INLINE Map runs at most 40 iterations at the same time, a DISTRIBUTED one 10,000 child executions.",
    "Developer guide, \"Map state processing modes\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(map) = state.map() else { return };
    let Some(NumberField::Literal(wanted)) = map.max_concurrency else { return };
    let (limit, mode) = match map.mode {
        ProcessorMode::Inline => (40.0, "INLINE"),
        ProcessorMode::Distributed => (10_000.0, "DISTRIBUTED"),
    };
    if wanted > limit {
        let message = format!("A Map that runs {mode} does not run more than {limit} iterations at the same time");
        findings.push(RULE.at(state.name_span, message).at(format!("{}/MaxConcurrency", state.location)));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn forty_run_at_once() {
        check(
            &RULE,
            r#"{"StartAt": "M", "States": {
                "M": {"Type": "Map", "End": true, "MaxConcurrency": 100}}}
                ^^^ A Map that runs INLINE does not run more than 40 iterations at the same time @ /States/M/MaxConcurrency"#,
        );
    }
}
