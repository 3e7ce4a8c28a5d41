//! A nested execution that does not know its parent.

use crate::integration_call::IntegrationCall;
use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use definition::{QueryLanguage, Resource};
use json::Node;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_STARTED_BY",
    "The console links a nested execution to its parent when the Input holds AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.",
    "Developer guide, \"Start workflow executions from a Task state\"",
    Check::Object(check),
);

const KEY: &str = "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID";

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(call) = IntegrationCall::of(object) else { return };
    let arn = object.node.get("Resource").and_then(Node::as_str).unwrap_or_default();
    let starts = matches!(Resource::parse(arn), Resource::Service { service, action, .. } if &*service == "states" && &*action == "startExecution");
    let Some(input) = call.arguments.member("Input").filter(|input| starts && input.value.is_object()) else { return };
    if input.value.members().iter().any(|member| member.key.value.starts_with(KEY)) {
        return;
    }
    let (key, value) = match object.language {
        QueryLanguage::JsonPath => (format!("{KEY}.$"), "\"$$.Execution.Id\""),
        QueryLanguage::Jsonata => (KEY.to_owned(), "\"{% $states.context.Execution.Id %}\""),
    };
    let edit = crate::object::insertion(object.document, &input.value, &key, value);
    let finding = RULE.at(input.key_span, "The nested execution is not linked to this one").at(call.location);
    findings.push(finding.fix("Link it", vec![edit]));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check_fix;

    #[test]
    fn a_child_knows_its_parent() {
        let machine = |input: &str| {
            format!(
                r#"{{"StartAt": "T", "States": {{"T": {{"Type": "Task", "Resource": "arn:aws:states:::states:startExecution", "End": true, "Parameters": {{"StateMachineArn": "a", "Input": {{{input}}}}}}}}}}}"#
            )
        };
        let linked = r#""a": 1, "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$": "$$.Execution.Id""#;
        check_fix(&RULE, &machine(r#""a": 1"#), &machine(linked));
    }
}
