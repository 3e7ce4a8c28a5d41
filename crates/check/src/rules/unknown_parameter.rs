//! A parameter that the integration does not have.

use crate::context::Context;
use crate::integration_call::IntegrationCall;
use crate::object::Object;
use crate::{Check, Rule};
use catalogue::Parameter;
use json::Node;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::schema(
    "An optimized integration takes only the parameters it lists, in PascalCase even where the API is in camelCase.",
    "Reported: `The field \"awsVpcConfiguration\" is not supported by Step Functions`",
    Check::Object(check),
);

fn check(_: &Context<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    if let Some(call) = IntegrationCall::of(object) {
        search(call.arguments, &call.parameters, &call.location, findings);
    }
}

fn search(node: &Node, known: &[Parameter], location: &str, findings: &mut Vec<Diagnostic>) {
    if known.is_empty() {
        return;
    }
    for item in node.items() {
        search(item, known, location, findings);
    }
    for member in node.members() {
        let name = member.key.value.strip_suffix(".$").unwrap_or(&member.key.value);
        match known.iter().find(|parameter| is_same(parameter.name, name)) {
            Some(parameter) => search(&member.value, &parameter.fields().collect::<Vec<_>>(), location, findings),
            None => findings.push(finding(member, name, known).at(location)),
        }
    }
}

/// Step Functions spells acronyms as the SDK for Java does (`DbInstance`), the API models as the
/// API does (`DBInstance`): either will do, as long as it starts with a capital.
fn is_same(known: &str, written: &str) -> bool {
    known == written
        || known.eq_ignore_ascii_case(written)
            && written.starts_with(|c: char| c.is_ascii_uppercase())
            && has_acronym(known)
}

fn has_acronym(name: &str) -> bool {
    name.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase))
}

fn finding(member: &json::Member, name: &str, known: &[Parameter]) -> Diagnostic {
    let finding = RULE.at(member.key_span, format!("The field \"{name}\" is not supported by Step Functions"));
    let suffix = if member.key.value.ends_with(".$") { ".$" } else { "" };
    match text::closest(name, known.iter().map(|parameter| parameter.name)) {
        Some(meant) => finding.help(format!("Did you mean `{meant}`?")).fix(
            format!("Rename to `{meant}`"),
            vec![Edit::replace(member.key_span, json::quote(&format!("{meant}{suffix}")))],
        ),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, check_fix};

    #[test]
    fn the_case_of_a_nested_parameter_counts() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true, "Resource": "arn:aws:states:::ecs:runTask.sync",
                "Parameters": {"TaskDefinition.$": "$.t", "NetworkConfiguration": {
                    "awsVpcConfiguration": {}}}}}}
                    ^^^^^^^^^^^^^^^^^^^^^ The field "awsVpcConfiguration" is not supported by Step Functions @ /States/T/Parameters"#,
        );
    }

    #[test]
    fn a_slip_is_renamed() {
        check_fix(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true, "Resource": "arn:aws:states:::sns:publish", "Parameters": {"topicArn.$": "$.t", "Message": "m"}}}}"#,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true, "Resource": "arn:aws:states:::sns:publish", "Parameters": {"TopicArn.$": "$.t", "Message": "m"}}}}"#,
        );
    }

    #[test]
    fn the_keys_of_a_payload_are_free() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true, "Resource": "arn:aws:states:::lambda:invoke",
                "Parameters": {"FunctionName": "f", "Payload": {"any": {"thing": 1}}}}}}"#,
        );
    }
}
