//! AWS SDK integrations: `aws-sdk:s3:getObject`.

mod actions;

pub use self::actions::{provide_sdk_actions, sdk_actions_are_missed};

use self::actions::actions_of;
use crate::Parameter;

/// Written by `tests/tools/catalogue.py`: `name ClientName iam-prefix` each, and `partial` after those
/// of which only the most used actions are in the table of actions.
const SERVICES: &str = include_str!("aws_sdk_services.txt");

/// The names of all services, also of those whose actions are not in the table.
const NAMES: &str = include_str!("aws_sdk_names.txt");

/// A service reached through the AWS SDK. Step Functions knows over 200; here are those that
/// state machines call most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SdkService {
    /// As a resource names it: `sfn`.
    pub name: &'static str,
    /// As error names begin: `Sfn`.
    pub client: &'static str,
    /// As IAM actions begin: `states`.
    pub iam_prefix: &'static str,
    /// Are all of its actions in the table?
    has_all_actions: bool,
}

/// An action with its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SdkAction {
    /// `getObject`
    pub name: &'static str,
    /// `Bucket! Key! Range …`
    fields: &'static str,
}

/// All services, by name.
pub fn sdk_services() -> impl Iterator<Item = SdkService> {
    SERVICES.lines().filter_map(SdkService::parse)
}

/// The names that a resource can use after `aws-sdk:`, of all services that Step Functions knows.
pub fn sdk_service_names() -> impl Iterator<Item = &'static str> {
    NAMES.split_whitespace()
}

/// The service that a resource names, such as `dynamodb`.
pub fn sdk_service(name: &str) -> Option<SdkService> {
    sdk_services().find(|service| service.name == name)
}

impl SdkService {
    fn parse(line: &'static str) -> Option<Self> {
        let mut words = line.split(' ');
        let (name, client, iam_prefix) = (words.next()?, words.next()?, words.next()?);
        Some(Self { name, client, iam_prefix, has_all_actions: words.next().is_none() })
    }

    /// Are all of its actions known? Of a few services only the most used ones are, and of none while the
    /// table has not been provided.
    pub fn is_complete(self) -> bool {
        self.has_all_actions && actions_of(self.name).is_some()
    }

    /// The lines of its exceptions and actions.
    fn body(self) -> &'static str {
        actions_of(self.name).unwrap_or_default()
    }

    /// Its actions, in the order of the API reference.
    pub fn actions(self) -> impl Iterator<Item = SdkAction> {
        self.body().lines().filter(|line| !line.starts_with('!')).map(SdkAction::parse)
    }

    /// The action called `name`.
    pub fn action(self, name: &str) -> Option<SdkAction> {
        self.actions().find(|action| action.name == name)
    }

    /// Error names: its exceptions, and last the one for all else, such as `DynamoDb.DynamoDbException`.
    pub fn errors(self) -> impl Iterator<Item = String> {
        let exceptions = self.body().strip_prefix('!').and_then(|body| body.lines().next()).unwrap_or_default();
        exceptions
            .split_whitespace()
            .map(str::to_owned)
            .chain([format!("{}Exception", self.client)])
            .map(move |exception| format!("{}.{exception}", self.client))
    }

    /// The IAM action that allows `action`, such as `s3:GetObject`. A few actions need another
    /// permission than their own name; AWS leaves aws-sdk policies to the user for that reason.
    pub fn iam_action(self, action: &str) -> String {
        let mut letters = action.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        format!("{}:{}{}", self.iam_prefix, first.map(String::from).unwrap_or_default(), letters.as_str())
    }
}

impl SdkAction {
    fn parse(line: &'static str) -> Self {
        let (name, fields) = line.split_once(' ').unwrap_or((line, ""));
        Self { name, fields }
    }

    /// What `Parameters` or `Arguments` may hold.
    pub fn parameters(self) -> impl Iterator<Item = Parameter> {
        self.fields.split_whitespace().map(Parameter::parse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_found_by_the_name_that_a_resource_uses() {
        assert!(sdk_services().count() >= 40);
        for (name, client, iam_prefix) in [
            ("s3", "S3", "s3"),
            ("dynamodb", "DynamoDb", "dynamodb"),
            ("sfn", "Sfn", "states"),
            ("secretsmanager", "SecretsManager", "secretsmanager"),
            ("eventbridge", "EventBridge", "events"),
            ("cloudwatchlogs", "CloudWatchLogs", "logs"),
        ] {
            let service = sdk_service(name).unwrap();
            assert_eq!((service.client, service.iam_prefix), (client, iam_prefix), "{name}");
            assert!(service.actions().count() > 0, "{name}");
        }
        assert!(sdk_service("nosuchservice").is_none());
        assert!(sdk_services().all(|service| actions_of(service.name).is_some()));
    }

    #[test]
    fn actions_know_their_parameters_and_errors() {
        let s3 = sdk_service("s3").unwrap();
        let get = s3.action("getObject").unwrap();
        let required: Vec<_> = get.parameters().filter(|p| p.required).map(|p| p.name).collect();
        assert_eq!(required, ["Bucket", "Key"]);
        assert!(s3.action("GetObject").is_none());
        assert!(s3.errors().any(|error| error == "S3.NoSuchBucketException"));
        assert_eq!(sdk_service("dynamodb").unwrap().errors().last().as_deref(), Some("DynamoDb.DynamoDbException"));
        assert_eq!(s3.iam_action("getObject"), "s3:GetObject");
    }
}
