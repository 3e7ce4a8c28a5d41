//! An account number in an ARN.

use crate::context::Context;
use crate::{Check, Rule};
use definition::{Resource, State};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_HARDCODED_ACCOUNT",
    "A definition with an account number in it works in that account only; a ${Substitution} works in all.",
    "AWS SAM developer guide, \"DefinitionSubstitutions\"",
    Check::State(check),
);

fn check(_: &Context<'_>, state: &State, findings: &mut Vec<Diagnostic>) {
    let Some(task) = state.task() else { return };
    let (Resource::LambdaFunction(arn) | Resource::Activity(arn)) = &task.resource else { return };
    let account = arn.split(':').nth(4).unwrap_or_default();
    if account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = format!("The account number {account} is written into the definition");
        findings.push(RULE.at(task.resource_span, message).at(format!("{}/Resource", state.location)));
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
                "U": {"Type": "Task", "End": true, "Resource": "arn:aws:lambda:us-east-1:${AWS::AccountId}:function:f"}}}"#,
        );
    }
}
