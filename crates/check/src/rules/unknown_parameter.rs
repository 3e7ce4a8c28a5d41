//! A parameter that the integration does not have.

use crate::integration_call::IntegrationCall;
use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use catalogue::Parameter;
use json::Node;
use text::{Diagnostic, Edit};

pub(super) const RULE: Rule = Rule::schema(
    "An optimized integration takes only the parameters it lists, in PascalCase even where the API is in camelCase.",
    "Reported: `The field \"awsVpcConfiguration\" is not supported by Step Functions`",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    if let Some(call) = IntegrationCall::of(object) {
        search(call.arguments, &call.parameters, 0, &call.location, findings);
    }
}

fn search(node: &Node, known: &[Parameter], depth: u32, location: &str, findings: &mut Vec<Diagnostic>) {
    if known.is_empty() {
        return;
    }
    for item in node.items() {
        search(item, known, depth, location, findings);
    }
    for member in node.members() {
        let name = member.key.value.strip_suffix(".$").unwrap_or(&member.key.value);
        match known.iter().find(|parameter| is_same(parameter.name, name, depth)) {
            Some(parameter) => {
                search(&member.value, &parameter.fields().collect::<Vec<_>>(), depth + 1, location, findings);
            }
            None => findings.push(finding(member, name, known).at(location)),
        }
    }
}

/// Step Functions spells acronyms as the SDK for Java does (`DbInstance`), the API models as the
/// API does (`DBInstance`): either will do. Inside a parameter the API's own camelCase is in use
/// too (the guide's batch sample writes `RetryStrategy.attempts`).
fn is_same(known: &str, written: &str, depth: u32) -> bool {
    let same_first = known.as_bytes().first() == written.as_bytes().first();
    let rest = |name: &str| name.get(1..).unwrap_or_default().to_owned();
    let same_rest =
        rest(known) == rest(written) || has_acronym(known) && rest(known).eq_ignore_ascii_case(&rest(written));
    same_rest && (same_first || depth > 0 && known[..1].eq_ignore_ascii_case(written.get(..1).unwrap_or_default()))
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
