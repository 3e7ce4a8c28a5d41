//! ARNs of several accounts or regions in one definition.

use crate::arns::{CalledArn, account, region};
use crate::context::Context;
use crate::{Check, Rule};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_MIXED_ARNS",
    "A state machine calls what is in its own account and region; another one in an ARN may be left from a copy.",
    "Developer guide, \"Accessing resources in other AWS accounts\"",
    Check::Machine(check),
);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    compare("region", region, &context.arns, findings);
    compare("account", account, &context.arns, findings);
}

/// The first ARN says what is usual.
fn compare(part: &str, of: fn(&str) -> Option<&str>, arns: &[CalledArn], findings: &mut Vec<Diagnostic>) {
    let mut places = arns.iter().filter_map(|called| Some((of(&called.arn)?, called)));
    let Some((home, first)) = places.next() else { return };
    for (other, called) in places.filter(|(other, _)| *other != home) {
        let message = format!("This is in the {part} {other}, others are in {home}");
        let finding = RULE.at(called.span, message).at(called.location.clone());
        findings.push(finding.label(first.span, format!("this is in {home}")));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn arns_are_of_one_account_and_region() {
        check(
            &RULE,
            r#"{"StartAt": "A", "States": {
                "A": {"Type": "Task", "Next": "B", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f"},
                "B": {"Type": "Task", "Next": "C",
                    "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f"},
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This is in the region eu-west-1, others are in us-east-1 @ /States/B/Resource
                "C": {"Type": "Task", "Next": "D", "Resource": "arn:aws:states:::sns:publish", "Parameters": {
                    "TopicArn": "arn:aws:sns:us-east-1:210987654321:t"}},
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This is in the account 210987654321, others are in 123456789012 @ /States/C/Parameters
                "D": {"Type": "Task", "End": true, "Resource": "arn:aws:states:::sns:publish", "Parameters": {
                    "TopicArn": "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:t", "Message": "arn:aws:s3:::bucket"},
                    "Credentials": {"RoleArn": "arn:aws:iam::210987654321:role/r"}}}}"#,
        );
    }
}
