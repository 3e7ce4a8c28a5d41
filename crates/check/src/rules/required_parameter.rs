//! A parameter that the integration cannot do without.

use crate::context::Context;
use crate::integration_call::IntegrationCall;
use crate::object::Object;
use crate::{Check, Rule};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "An optimized integration must be given the parameters that its API requires.",
    "Recorded: the sentence, of Credentials; developer guide, \"Integrating optimized services\"",
    Check::Object(check),
);

fn check(_: &Context<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(call) = IntegrationCall::of(object) else { return };
    for parameter in call.parameters.iter().filter(|parameter| parameter.required) {
        let given =
            |member: &json::Member| member.key.value.strip_suffix(".$").unwrap_or(&member.key.value) == parameter.name;
        let is_slip =
            |member: &json::Member| member.key.value.trim_end_matches(".$").eq_ignore_ascii_case(parameter.name);
        if !call.arguments.members().iter().any(|member| given(member) || is_slip(member)) {
            let message = format!("The field '{}' is required but was missing", parameter.name);
            findings.push(RULE.at(call.key_span, message).at(call.location.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_function_must_be_named() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true, "Resource": "arn:aws:states:::lambda:invoke",
                "Parameters": {"Payload.$": "$"}}}}
                ^^^^^^^^^^^^ The field 'FunctionName' is required but was missing @ /States/T/Parameters"#,
        );
    }

    #[test]
    fn a_path_gives_it_too_and_without_parameters_the_input_does() {
        for parameters in [r#""Parameters": {"FunctionName.$": "$.f"}"#, r#""Parameters": "${P}""#, r#""Comment": """#]
        {
            check(
                &RULE,
                &format!(
                    r#"{{"StartAt": "T", "States": {{"T": {{"Type": "Task", "End": true, "Resource": "arn:aws:states:::lambda:invoke", {parameters}}}}}}}"#
                ),
            );
        }
    }
}
