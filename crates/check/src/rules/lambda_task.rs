//! A Lambda function called by its ARN.

use crate::part::Part;
use crate::{Check, Rule};
use definition::{Resource, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_LEGACY_LAMBDA",
    "AWS recommends arn:aws:states:::lambda:invoke over the function's own ARN; its result is wrapped in Payload.",
    "Developer guide, \"Invoke an AWS Lambda function with Step Functions\"",
    Check::State(check),
);

fn check(_: &Part<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(task) = state.task() else { return };
    if matches!(task.resource, Resource::LambdaFunction(_)) {
        let message =
            "The function is called by its ARN; lambda:invoke is the newer way, with its result in `$.Payload`";
        findings.push(RULE.at(task.resource_span, message).at(format!("{}/Resource", state.location)));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_function_is_better_invoked() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                "Resource": "arn:aws:lambda:us-east-1:1:function:f"}}}
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The function is called by its ARN; lambda:invoke is the newer way, with its result in `$.Payload` @ /States/T/Resource"#,
        );
    }
}
