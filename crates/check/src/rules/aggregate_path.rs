//! A path that asks for a sum, which AWS cannot compute.

use crate::part::Part;
use crate::{Check, Rule};
use definition::State;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_AGGREGATE_PATH",
    "sum(), avg(), min(), max() and stddev() at the end of a path fail on AWS, whatever the data.",
    "AWS re:Post, \"sum() function returns error about not finding path\"",
    Check::State(check),
);

fn check(part: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    for found in part.expressions(state.id) {
        for (_, span) in found.paths.iter().filter(|(path, _)| path.aggregates()) {
            let message = "AWS computes no sum() or other aggregate in a path: this fails whatever the data";
            let help = "Use JSONata, or a task, to compute it; length() works";
            let location = format!("{}/{}", state.location, found.field);
            findings.push(RULE.at(*span, message).at(location).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_path_cannot_aggregate() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true, "Parameters": {
                "n.$": "$.jobs.length()",
                "sum.$": "$.jobs.sum()",
                          ^^^^^^^^^^^^ AWS computes no sum() or other aggregate in a path: this fails whatever the data @ /States/A/Parameters/sum
                "max.$": "States.Format('{}', $.jobs.max())"}}}}
                                              ^^^^^^^^^^^^ AWS computes no sum() or other aggregate in a path: this fails whatever the data @ /States/A/Parameters/max"#,
        );
    }
}
