//! A Pass that is told twice what to give.

use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use definition::StateType;
use definition::support::Shape;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_RESULT_AND_PARAMETERS",
    "In a Pass with a Result the Parameters have no effect.",
    "The specification, \"Pass State\"; recorded: TestState of a Pass with Result shows no Parameters",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    if object.shape == Shape::State(StateType::Pass)
        && object.has("Result")
        && let Some(parameters) = object.node.member("Parameters")
    {
        let message = "The Result is what this Pass gives; its Parameters have no effect";
        findings.push(RULE.at(parameters.key_span, message).at(object.location()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_result_overrides_parameters() {
        check(
            &RULE,
            r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true, "Result": 1,
                "Parameters": {}}}}
                ^^^^^^^^^^^^ The Result is what this Pass gives; its Parameters have no effect @ /States/P"#,
        );
    }
}
