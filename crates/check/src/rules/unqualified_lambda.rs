//! A Lambda function without a version.

use crate::object::Object;
use crate::part::Part;
use crate::template::is_jsonata;
use crate::{Check, Rule};
use definition::support::Shape;
use definition::{Resource, StateType, has_substitution};
use json::Node;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::information(
    "LINT_UNQUALIFIED_LAMBDA",
    "Without a version or an alias a Task calls $LATEST: a running execution gets new code from one state to the next.",
    "Developer guide, \"Invoke an AWS Lambda function with Step Functions\"; AWS Lambda developer guide, versions",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    if object.shape != Shape::State(StateType::Task) {
        return;
    }
    let Some((function, field)) = function(object) else { return };
    if function.as_str().is_some_and(is_latest) {
        let message = "No version and no alias: this calls whatever code is the latest ($LATEST)";
        findings.push(RULE.at(function.span, message).at(object.field_location(field)));
    }
}

/// Where the function is named, and in which field of the Task.
fn function<'a>(object: &Object<'a>) -> Option<(&'a Node, &'static str)> {
    let resource = object.node.get("Resource")?;
    match Resource::parse(resource.as_str()?) {
        Resource::LambdaFunction(_) => Some((resource, "Resource")),
        Resource::Service { service, action, .. } if &*service == "lambda" && &*action == "invoke" => {
            let fields = ["Parameters", "Arguments"].into_iter();
            let mut given = fields.filter_map(|field| Some((object.node.get(field)?, field)));
            let (arguments, field) = given.find(|(arguments, _)| arguments.get("Qualifier").is_none())?;
            let is_dynamic = arguments.get("Qualifier.$").is_some();
            Some((arguments.get("FunctionName").filter(|_| !is_dynamic)?, field))
        }
        _ => None,
    }
}

/// A name, an ARN or a part of one, that ends without a version or with `$LATEST`. What is filled
/// in later may bring one.
fn is_latest(function: &str) -> bool {
    let name = function.split_once(":function:").map_or(function, |(_, name)| name);
    let is_known = !name.is_empty() && !has_substitution(name) && !is_jsonata(name);
    is_known && name.split_once(':').is_none_or(|(_, version)| version == "$LATEST")
}

#[cfg(test)]
mod tests {
    use super::{RULE, is_latest};
    use crate::testing::check;

    #[test]
    fn a_version_is_told_from_none() {
        for (function, latest) in [
            ("arn:aws:lambda:us-east-1:123456789012:function:f", true),
            ("arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST", true),
            ("f", true),
            ("arn:aws:lambda:us-east-1:${AWS::AccountId}:function:f", true),
            ("arn:aws:lambda:us-east-1:123456789012:function:f:live", false),
            ("123456789012:function:f:7", false),
            ("f:7", false),
            ("arn:aws:lambda:us-east-1:123456789012:function:${Function}", false),
            ("${FunctionArn}", false),
            ("{% $function %}", false),
        ] {
            assert_eq!(is_latest(function), latest, "{function}");
        }
    }

    #[test]
    fn a_qualifier_is_a_version() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "U",
                "Parameters": {"FunctionName": "f"}},
                                               ^^^ No version and no alias: this calls whatever code is the latest ($LATEST) @ /States/T/Parameters
                "U": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
                "Parameters": {"FunctionName": "f", "Qualifier": "live"}}}}"#,
        );
    }
}
