//! An account number in an ARN.

use crate::arns::{account, called_arns};
use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_HARDCODED_ACCOUNT",
    "A definition with an account number in it works in that account only; a ${Substitution} works in all.",
    "AWS SAM developer guide, \"DefinitionSubstitutions\"",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for called in called_arns(object) {
        if let Some(account) = account(&called.arn) {
            let message = format!("The account number {account} is written into the definition");
            findings.push(RULE.at(called.span, message).at(called.location));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn an_account_is_substituted() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f"},
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The account number 123456789012 is written into the definition @ /States/T/Resource
                "U": {"Type": "Task", "End": true, "Resource": "arn:aws:lambda:us-east-1:${AWS::AccountId}:function:f"},
                "V": {"Type": "Task", "End": true, "Resource": "arn:aws:states:::sns:publish", "Parameters": {
                    "TopicArn": "arn:aws:sns:us-east-1:123456789012:t"}}}}
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The account number 123456789012 is written into the definition @ /States/V/Parameters"#,
        );
    }
}
