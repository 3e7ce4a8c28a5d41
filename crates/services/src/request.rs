//! One request as a simulator sees it.

use crate::scenario::{Intervention, Lasting};
use definition::{IntegrationPattern, Resource};
use engine::port::TaskCall;
use host::{Random, Seed, Timestamp};
use json::{Text, Value};

/// Region and account of an execution ARN that has none.
const DEFAULT_PLACE: (&str, &str) = ("us-east-1", "123456789012");

/// One request.
pub(crate) struct Request<'a> {
    /// The attempt that makes it.
    pub(crate) call: &'a TaskCall<'a>,
    /// `ecs`, `aws-sdk:s3`; `lambda` for a function's own ARN, `activity` for an activity.
    pub(crate) service: &'a str,
    /// `runTask`
    pub(crate) action: &'a str,
    /// How the task waits.
    pub(crate) pattern: IntegrationPattern,
    /// What was sent.
    pub(crate) parameters: &'a Value,
    /// When.
    pub(crate) now: Timestamp,
    /// Where: `us-east-1`.
    pub(crate) region: &'a str,
    /// Whose: `123456789012`.
    pub(crate) account: &'a str,
    /// What a person does to the attempt.
    pub(crate) person: &'a [Intervention],
    /// Identifiers of what the request makes.
    pub(crate) ids: Random,
    seed: Seed,
}

impl<'a> Request<'a> {
    pub(crate) fn new(call: &'a TaskCall<'a>, person: &'a [Intervention], now: Timestamp, seed: Seed) -> Self {
        let (service, action, pattern) = match call.resource {
            Resource::Service { service, action, pattern } => (&**service, &**action, *pattern),
            Resource::LambdaFunction(_) => ("lambda", "function", IntegrationPattern::RequestResponse),
            Resource::Activity(_) => ("activity", "", IntegrationPattern::WaitForTaskToken),
            Resource::Other(_) => ("", "", IntegrationPattern::RequestResponse),
        };
        let mut arn = parts(call.execution_arn).skip(3);
        let region = arn.next().filter(|part| !part.is_empty()).unwrap_or(DEFAULT_PLACE.0);
        let account = arn.next().filter(|part| !part.is_empty()).unwrap_or(DEFAULT_PLACE.1);
        let ids = seed.split("identifiers").stream();
        Self { call, service, action, pattern, parameters: call.parameters, now, region, account, person, ids, seed }
    }

    /// A parameter that is a text.
    pub(crate) fn text(&self, name: &str) -> Option<&'a str> {
        self.parameters.get(name).and_then(Value::as_str)
    }

    /// Does the task wait for the job to end?
    pub(crate) fn is_sync(&self) -> bool {
        matches!(self.pattern, IntegrationPattern::Sync | IntegrationPattern::Sync2)
    }

    /// A new UUID.
    pub(crate) fn uuid(&mut self) -> String {
        self.ids.uuid()
    }

    /// So many new hexadecimal digits.
    pub(crate) fn hex(&mut self, digits: usize) -> String {
        (0..digits).map(|_| char::from_digit(self.ids.below(16) as u32, 16).unwrap_or('0')).collect()
    }

    /// How long it takes, in milliseconds: as the scenario says, else as is typical.
    pub(crate) fn millis(&self, wanted: Option<Lasting>, typical: i64) -> i64 {
        wanted.map_or(typical, |lasting| lasting.sample(&mut self.seed.split("duration").stream()))
    }

    /// `arn:aws:<service>:<region>:<account>:<rest>`
    pub(crate) fn arn(&self, service: &str, rest: &str) -> String {
        format!("arn:aws:{service}:{}:{}:{rest}", self.region, self.account)
    }

    /// A stream of chance for one purpose.
    pub(crate) fn chance(&self, purpose: &str) -> Random {
        self.seed.split(purpose).stream()
    }
}

/// Name of the machine in an execution's ARN; that of an item of a distributed Map has the Map's label behind it.
pub(crate) fn machine_of(execution_arn: &str) -> &str {
    let name = parts(execution_arn).nth(6).unwrap_or_default();
    name.find('/').map_or(name, |end| &name[..end])
}

/// The parts of an ARN.
#[expect(
    clippy::manual_pattern_char_comparison,
    reason = "a closure finds the colons of such short texts faster than the search for a character does"
)]
fn parts(arn: &str) -> impl Iterator<Item = &str> {
    arn.split(|character: char| character == ':')
}

/// The last part of an ARN, or a bare name as it is: `a:b/c` gives `c`.
pub(crate) fn last_part(arn: &str) -> &str {
    arn.rsplit([':', '/']).next().unwrap_or(arn)
}

/// An object of the members that are there, in this order.
pub(crate) fn object<'a>(members: impl IntoIterator<Item = (&'a str, Option<Value>)>) -> Value {
    members.into_iter().filter_map(|(key, value)| Some((Text::from(key), value?))).collect::<json::Object>().into()
}
