//! What a Task calls.

use json::Text;

/// A Task's `Resource`, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resource {
    /// `arn:aws:states:::ecs:runTask.sync`
    Service {
        /// `ecs`, or `aws-sdk:s3` for an AWS SDK integration.
        service: Text,
        /// `runTask`
        action: Text,
        /// `.sync`
        pattern: IntegrationPattern,
    },
    /// `arn:aws:lambda:REGION:ACCOUNT:function:NAME`
    LambdaFunction(Text),
    /// `arn:aws:states:REGION:ACCOUNT:activity:NAME`
    Activity(Text),
    /// Anything else: an ARN that no one knows, a `${Substitution}`, nothing at all.
    Other(Text),
}

/// How a Task waits for what it called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IntegrationPattern {
    /// Goes on with the service's answer.
    RequestResponse,
    /// `.sync`: waits for the job to end.
    Sync,
    /// `.sync:2`: the same, with the child's output as JSON (`states:startExecution` only).
    Sync2,
    /// `.waitForTaskToken`: waits until the token comes back.
    WaitForTaskToken,
}

impl IntegrationPattern {
    /// What the resource ends with; empty for request-response.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::RequestResponse => "",
            Self::Sync => ".sync",
            Self::Sync2 => ".sync:2",
            Self::WaitForTaskToken => ".waitForTaskToken",
        }
    }
}

impl Resource {
    /// Take an ARN apart. Any partition will do, also a `${AWS::Partition}`.
    pub fn parse(arn: &str) -> Self {
        Self::parse_service(arn).or_else(|| Self::parse_owned(arn)).unwrap_or_else(|| Self::Other(arn.into()))
    }

    fn parse_service(arn: &str) -> Option<Self> {
        // A region and an account may be given; deployed machines show that AWS accepts them.
        let (partition, rest) = arn.strip_prefix("arn:")?.split_once(":states:")?;
        let rest = rest.splitn(3, ':').nth(2)?;
        if partition.is_empty() || rest.starts_with("activity:") {
            return None;
        }
        let (pattern, call) =
            [IntegrationPattern::Sync2, IntegrationPattern::Sync, IntegrationPattern::WaitForTaskToken]
                .into_iter()
                .find_map(|pattern| Some((pattern, rest.strip_suffix(pattern.suffix())?)))
                .unwrap_or((IntegrationPattern::RequestResponse, rest));
        let (service, action) = call.rsplit_once(':')?;
        Some(Self::Service { service: service.into(), action: action.into(), pattern })
    }

    fn parse_owned(arn: &str) -> Option<Self> {
        let mut parts = arn.strip_prefix("arn:")?.splitn(6, ':').skip(1);
        let (service, _, _, kind) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        match (service, kind) {
            ("lambda", "function") => Some(Self::LambdaFunction(arn.into())),
            ("states", "activity") => Some(Self::Activity(arn.into())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns_are_taken_apart() {
        let service = |service: &str, action: &str, pattern| Resource::Service {
            service: service.into(),
            action: action.into(),
            pattern,
        };
        for (arn, expected) in [
            ("arn:aws:states:::ecs:runTask.sync", service("ecs", "runTask", IntegrationPattern::Sync)),
            (
                "arn:aws:states:::states:startExecution.sync:2",
                service("states", "startExecution", IntegrationPattern::Sync2),
            ),
            (
                "arn:aws-cn:states:::aws-sdk:s3:getObject",
                service("aws-sdk:s3", "getObject", IntegrationPattern::RequestResponse),
            ),
            (
                "arn:${AWS::Partition}:states:::lambda:invoke.waitForTaskToken",
                service("lambda", "invoke", IntegrationPattern::WaitForTaskToken),
            ),
            (
                "arn:aws:lambda:us-east-1:1:function:f:$LATEST",
                Resource::LambdaFunction("arn:aws:lambda:us-east-1:1:function:f:$LATEST".into()),
            ),
            (
                "arn:aws:states:us-east-1:1:activity:a",
                Resource::Activity("arn:aws:states:us-east-1:1:activity:a".into()),
            ),
            (
                "arn:aws:states:us-east-1:1:aws-sdk:s3:getObject",
                service("aws-sdk:s3", "getObject", IntegrationPattern::RequestResponse),
            ),
            ("${LambdaArn}", Resource::Other("${LambdaArn}".into())),
            ("arn:aws:states:::ecs", Resource::Other("arn:aws:states:::ecs".into())),
            ("", Resource::Other("".into())),
        ] {
            assert_eq!(Resource::parse(arn), expected, "{arn}");
        }
    }
}
