//! A `Resource` that Step Functions does not know.

use crate::object::Object;
use crate::part::Part;
use crate::template::has_substitution;
use crate::{Check, Rule};
use catalogue::{Patterns, SdkService, integration, integrations, sdk_service, sdk_service_names};
use definition::support::{Shape, ValueKind};
use definition::{IntegrationPattern, Resource};
use json::Node;
use text::{Diagnostic, Edit, closest};

pub(super) const RULE: Rule = Rule::schema(
    "A Resource is a service integration with a pattern that it offers, an SDK action, a Lambda function or an activity.",
    "Recorded: dynamodb:query; functionless#443, aws-cdk#27635; developer guide, \"Integrating services\"",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (member, field) in object.known_members() {
        if field.value == ValueKind::Resource
            && let Some(arn) = member.value.as_str()
            && !(is_data_set(object) && arn.contains(":s3:"))
            && let Some(doubt) = doubt(arn)
        {
            findings.push(finding(&member.value, arn, &doubt).at(object.field_location(field.name)));
        }
    }
}

/// What a distributed Map reads from and writes to: another rule knows those.
fn is_data_set(object: &Object<'_>) -> bool {
    matches!(object.shape, Shape::ItemReader | Shape::ResultWriter)
}

/// Why an ARN is not recognised, and what may have been meant.
struct Doubt {
    help: String,
    meant: Option<String>,
}

impl Doubt {
    fn new(help: impl Into<String>) -> Option<Self> {
        Some(Self { help: help.into(), meant: None })
    }

    /// Did they mean `right` where they wrote `wrong`?
    fn meaning(help: impl Into<String>, arn: &str, wrong: &str, right: Option<String>) -> Option<Self> {
        let meant = right.map(|right| {
            let at = arn.rfind(wrong).unwrap_or(arn.len());
            format!("{}{right}{}", &arn[..at], &arn[at + wrong.len().min(arn.len() - at)..])
        });
        Some(Self { help: help.into(), meant })
    }
}

fn finding(node: &Node, arn: &str, doubt: &Doubt) -> Diagnostic {
    let message = format!(
        "The resource provided {arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region."
    );
    let finding = RULE.at(node.span, message).help(doubt.help.clone());
    match &doubt.meant {
        Some(meant) => finding.fix(format!("Change to `{meant}`"), vec![Edit::replace(node.span, json::quote(meant))]),
        None => finding,
    }
}

fn doubt(arn: &str) -> Option<Doubt> {
    match Resource::parse(arn) {
        Resource::Service { .. } if !is_partition(arn) => {
            Doubt::new("The partition of an ARN is aws, aws-cn, aws-us-gov or another of AWS's.")
        }
        Resource::Service { service, action, .. } if has_substitution(&service) || has_substitution(&action) => None,
        Resource::Service { service, action, pattern } => match service.strip_prefix("aws-sdk:") {
            Some(service) => sdk_doubt(arn, service, &action, pattern),
            None => optimized_doubt(arn, &service, &action, pattern),
        },
        Resource::LambdaFunction(_) => function_doubt(arn),
        Resource::Activity(_) => activity_doubt(arn),
        Resource::Other(_) if has_substitution(arn) || is_arn(arn) => None,
        Resource::Other(_) if arn.starts_with("arn:") && arn.contains(":states:") => {
            Doubt::new("A service integration is written `arn:aws:states:::service:action`.")
        }
        Resource::Other(_) => Doubt::new("A Resource is an ARN."),
    }
}

/// Is it in `aws`, in `aws-cn` or another of AWS's partitions, or in one to be substituted?
fn is_partition(arn: &str) -> bool {
    let partition = arn.strip_prefix("arn:").unwrap_or(arn);
    partition.starts_with("aws:") || partition.starts_with("aws-") || partition.starts_with("${")
}

/// Is it an ARN of a service other than Step Functions and Lambda? What AWS makes of those is not
/// recorded, so nothing is said.
fn is_arn(arn: &str) -> bool {
    let mut parts = arn.split(':').skip(2);
    arn.starts_with("arn:")
        && parts.next().is_some_and(|service| !matches!(service, "" | "states"))
        && parts.count() >= 3
}

fn optimized_doubt(arn: &str, service: &str, action: &str, pattern: IntegrationPattern) -> Option<Doubt> {
    if let Some(known) = integration(service, action) {
        return pattern_doubt(arn, &format!("{service}:{action}"), known.patterns, pattern);
    }
    let written = format!("{service}:{action}");
    let names: Vec<_> = integrations().iter().map(|known| format!("{}:{}", known.service, known.action)).collect();
    let of_service = names.iter().filter(|name| name.split(':').next() == Some(service)).map(String::as_str);
    let meant = closest(&written, of_service).or_else(|| closest(&written, names.iter().map(String::as_str)));
    let sdk = sdk_service(service).and_then(|known| known.action(action));
    let (help, meant) = match (meant, sdk) {
        (_, Some(_)) => {
            (format!("There is an AWS SDK integration for it: aws-sdk:{written}."), Some(format!("aws-sdk:{written}")))
        }
        (Some(meant), None) => (format!("Did you mean {meant}?"), Some(meant.to_owned())),
        (None, None) => (format!("There is no optimized integration {written}."), None),
    };
    Doubt::meaning(help, arn, &written, meant)
}

fn pattern_doubt(arn: &str, name: &str, patterns: Patterns, pattern: IntegrationPattern) -> Option<Doubt> {
    let offered = match pattern {
        IntegrationPattern::RequestResponse => patterns.request_response,
        IntegrationPattern::Sync => patterns.sync,
        IntegrationPattern::Sync2 => patterns.sync2,
        IntegrationPattern::WaitForTaskToken => patterns.wait_for_task_token,
    };
    if offered {
        return None;
    }
    let help = format!("{name} does not offer the pattern `{}`.", pattern.suffix());
    Doubt::meaning(help, arn, pattern.suffix(), Some(String::new()))
}

fn sdk_doubt(arn: &str, service: &str, action: &str, pattern: IntegrationPattern) -> Option<Doubt> {
    if matches!(pattern, IntegrationPattern::Sync | IntegrationPattern::Sync2) {
        return Doubt::meaning(
            "AWS SDK integrations do not wait for jobs to end.",
            arn,
            pattern.suffix(),
            Some(String::new()),
        );
    }
    let Some(known) = sdk_service(service) else {
        if sdk_service_names().any(|name| name == service) {
            return case_doubt(arn, action);
        }
        let meant = sdk_service_meant(service);
        return Doubt::meaning("Step Functions knows no SDK service of this name.", arn, service, meant);
    };
    if known.action(action).is_some() {
        return None;
    }
    let near = closest(action, known.actions().map(|action| action.name)).map(str::to_owned);
    case_doubt(arn, action).or_else(|| {
        let help = format!("{service} has no action {action}.");
        known.is_complete().then(|| Doubt::meaning(help, arn, action, near)).flatten()
    })
}

/// Names of services that people know from the command line or from IAM.
fn sdk_service_meant(service: &str) -> Option<String> {
    let flat = service.replace('-', "").to_lowercase();
    let by_prefix =
        catalogue::sdk_services().find(|known: &SdkService| known.iam_prefix == service).map(|known| known.name);
    let exact = sdk_service_names().find(|name| *name == flat);
    exact.or(by_prefix).or_else(|| closest(&flat, sdk_service_names())).map(str::to_owned)
}

/// Actions are written in camelCase.
fn case_doubt(arn: &str, action: &str) -> Option<Doubt> {
    let first = action.chars().next()?;
    if !first.is_uppercase() {
        return None;
    }
    let right = format!("{}{}", first.to_lowercase(), &action[first.len_utf8()..]);
    Doubt::meaning("Actions start with a small letter.", arn, action, Some(right))
}

/// `arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]`
fn function_doubt(arn: &str) -> Option<Doubt> {
    let mut parts = arn.splitn(7, ':').skip(6).flat_map(|rest| rest.splitn(2, ':'));
    let (name, qualifier) = (parts.next().unwrap_or_default(), parts.next());
    if has_substitution(arn) {
        return None;
    }
    if name.is_empty() {
        return Doubt::new("The name of the function is missing.");
    }
    let is_word =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    match qualifier {
        Some(qualifier) if qualifier != "$LATEST" && !is_word(qualifier) => {
            Doubt::new("A version or alias is $LATEST, a number or a name of letters, digits, - and _.")
        }
        _ => None,
    }
}

/// `arn:aws:states:REGION:ACCOUNT:activity:NAME`
fn activity_doubt(arn: &str) -> Option<Doubt> {
    let name = arn.splitn(7, ':').nth(6).unwrap_or_default();
    if name.is_empty() && !has_substitution(arn) { Doubt::new("The name of the activity is missing.") } else { None }
}

#[cfg(test)]
mod tests {
    use super::{RULE, doubt};
    use crate::testing::{check, check_fix};

    #[test]
    fn what_aws_knows_is_not_doubted() {
        for arn in [
            "arn:aws:states:::ecs:runTask.sync",
            "arn:aws:states:::states:startExecution.sync:2",
            "arn:${AWS::Partition}:states:::lambda:invoke.waitForTaskToken",
            "arn:aws-cn:states:::aws-sdk:s3:getObject",
            "arn:aws:states:us-east-1:1:aws-sdk:s3:getObject",
            "arn:aws:states:::aws-sdk:rds:describeDBInstances",
            "arn:aws:states:::aws-sdk:lookoutvision:startModel",
            "arn:aws:lambda:us-east-1:1:function:f:$LATEST",
            "arn:aws:lambda:us-east-1:1:function:f:live-2",
            "arn:aws:states:us-east-1:1:activity:a",
            "${FunctionArn}",
            "arn:aws:states:::${Service}:invoke",
            "arn:aws:swf:us-east-1:1:task:x",
        ] {
            assert!(doubt(arn).is_none(), "{arn}");
        }
    }

    #[test]
    fn what_aws_does_not_know_is_doubted() {
        for arn in [
            "arn:aws:states:::dynamodb:query",
            "arn:aws:states:::s3:getObject",
            "arn:amazon:states:::lambda:invoke",
            "arn:aws:states:::sqs:sendMessage.sync",
            "arn:aws:states:::aws-sdk:s3:getObject.sync",
            "arn:aws:states:::aws-sdk:apigatewaymanagementapi:postToConnection",
            "arn:aws:states:::aws-sdk:cloudwatchlogs:CreateLogStream",
            "arn:aws:states:::aws-sdk:sns:publsh",
            "arn:aws:lambda:us-east-1:1:function:f:",
            "arn:aws:states:::lambda",
            "arn:aws:states:us-east-1:1:activity:",
            "createToken",
            "${lambdaArn",
            "",
        ] {
            assert!(doubt(arn).is_some(), "{arn}");
        }
    }

    #[test]
    fn the_sentence_is_that_of_aws() {
        check(
            &RULE,
            r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                "Resource": "arn:aws:states:::dynamodb:query"}}}
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. @ /States/T/Resource"#,
        );
    }

    #[test]
    fn the_nearest_is_offered() {
        for (written, meant) in [
            ("arn:aws:states:::dynamodb:query", "arn:aws:states:::aws-sdk:dynamodb:query"),
            ("arn:aws:states:::ecs:runtask.sync", "arn:aws:states:::ecs:runTask.sync"),
            ("arn:aws:states:::sqs:sendMessage.sync", "arn:aws:states:::sqs:sendMessage"),
            (
                "arn:aws:states:::aws-sdk:logs:createLogStream",
                "arn:aws:states:::aws-sdk:cloudwatchlogs:createLogStream",
            ),
            ("arn:aws:states:::aws-sdk:s3:GetObject", "arn:aws:states:::aws-sdk:s3:getObject"),
        ] {
            let machine = |arn: &str| {
                format!(
                    r#"{{"StartAt": "T", "States": {{"T": {{"Type": "Task", "End": true, "Resource": "{arn}"}}}}}}"#
                )
            };
            check_fix(&RULE, &machine(written), &machine(meant));
        }
    }
}
