//! A parameter that the integration cannot do without.

use crate::integration_call::IntegrationCall;
use crate::object::Object;
use crate::part::Part;
use crate::{Check, Rule};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "An optimized integration must be given the parameters that its API requires.",
    "Recorded: the sentence, of Credentials; developer guide, \"Integrating optimized services\"",
    Check::Object(check),
);

/// Integrations that want one of several parameters (developer guide, "Call HTTPS APIs").
const ONE_OF: [(&str, &[&str]); 1] = [("http:invoke", &["Authentication", "InvocationConfig"])];

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(call) = IntegrationCall::of(object) else { return };
    let required = call.parameters.iter().filter(|parameter| parameter.required);
    let mut missing: Vec<&str> =
        required.map(|parameter| parameter.name).filter(|name| !is_given(&call, name)).collect();
    let choices = ONE_OF.iter().filter(|(name, _)| *name == call.name).map(|(_, names)| names);
    missing.extend(choices.filter(|names| !names.iter().any(|name| is_given(&call, name))).map(|names| names[0]));
    for name in missing {
        let message = format!("The field '{name}' is required but was missing");
        findings.push(RULE.at(call.key_span, message).at(call.location.clone()));
    }
}

/// A slip in its case is reported as such, not as missing.
fn is_given(call: &IntegrationCall<'_>, name: &str) -> bool {
    let mut keys = call.arguments.members().iter().map(|member| &*member.key.value);
    keys.any(|key| key.strip_suffix(".$").unwrap_or(key).eq_ignore_ascii_case(name))
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
    fn one_of_several_must_be_given() {
        for (given, mark) in [
            (
                r#""Method": "GET""#,
                "^^^^^^^^^^^^ The field 'Authentication' is required but was missing @ /States/T/Parameters",
            ),
            (r#""Method": "GET", "InvocationConfig": {"ConnectionArn": "c"}"#, ""),
        ] {
            check(
                &RULE,
                &format!(
                    "{{\"StartAt\": \"T\", \"States\": {{\"T\": {{\"Type\": \"Task\", \"End\": true, \"Resource\": \"arn:aws:states:::http:invoke\",\n\"Parameters\": {{\"ApiEndpoint\": \"e\", {given}}}}}}}}}\n{mark}"
                ),
            );
        }
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
