//! What a Task calls, in two words: "ECS: RunTask".

use definition::{Resource, State, StateKind};

/// Services as the console calls them; those of the SDK go by their client's name.
const SERVICES: [(&str, &str); 22] = [
    ("apigateway", "API Gateway"),
    ("athena", "Athena"),
    ("batch", "Batch"),
    ("bedrock", "Bedrock"),
    ("codebuild", "CodeBuild"),
    ("databrew", "DataBrew"),
    ("dynamodb", "DynamoDB"),
    ("ecs", "ECS"),
    ("eks", "EKS"),
    ("elasticmapreduce", "EMR"),
    ("emr-containers", "EMR on EKS"),
    ("emr-serverless", "EMR Serverless"),
    ("events", "EventBridge"),
    ("glue", "Glue"),
    ("http", "HTTP"),
    ("lambda", "Lambda"),
    ("mediaconvert", "MediaConvert"),
    ("redshift-data", "Redshift Data"),
    ("sagemaker", "SageMaker"),
    ("sns", "SNS"),
    ("sqs", "SQS"),
    ("states", "Step Functions"),
];

/// The line above a state's name: what it calls, else its type.
pub(crate) fn service_label(state: &State) -> String {
    match &state.kind {
        Some(StateKind::Task(task)) => resource_label(&task.resource),
        _ => state.state_type().map_or("?", |kind| kind.name()).into(),
    }
}

/// `ECS: RunTask`
pub(crate) fn resource_label(resource: &Resource) -> String {
    match resource {
        Resource::Service { service, action, .. } => format!("{}: {}", service_name(service), capitalised(action)),
        Resource::LambdaFunction(_) => "Lambda".into(),
        Resource::Activity(_) => "Activity".into(),
        Resource::Other(_) => "Task".into(),
    }
}

/// The service in the console's words: `ECS` for `ecs`.
pub(crate) fn service_name(service: &str) -> String {
    if let Some(name) = service.strip_prefix("aws-sdk:") {
        return catalogue::sdk_service(name).map_or_else(|| capitalised(name), |service| service.client.into());
    }
    SERVICES.iter().find(|(id, _)| *id == service).map_or_else(|| capitalised(service), |(_, name)| (*name).into())
}

fn capitalised(word: &str) -> String {
    // AWS's names are ASCII.
    let mut chars = word.chars();
    chars.next().map(|first| std::iter::once(first.to_ascii_uppercase()).chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_is_said_in_two_words() {
        for (arn, expected) in [
            ("arn:aws:states:::ecs:runTask.sync", "ECS: RunTask"),
            ("arn:aws:states:::aws-sdk:s3:getObject", "S3: GetObject"),
            ("arn:aws:states:::aws-sdk:unheard:of", "Unheard: Of"),
            ("arn:aws:states:::states:startExecution.sync:2", "Step Functions: StartExecution"),
            ("arn:aws:lambda:us-east-1:1:function:f", "Lambda"),
            ("arn:aws:states:us-east-1:1:activity:a", "Activity"),
            ("${Arn}", "Task"),
        ] {
            assert_eq!(resource_label(&Resource::parse(arn)), expected);
        }
    }
}
