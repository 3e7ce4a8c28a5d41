//! Optimised service integrations.

use crate::Parameter;
use std::sync::LazyLock;

/// The hand-written table; its head explains the format.
const TABLE: &str = include_str!("integrations.txt");

static INTEGRATIONS: LazyLock<Vec<Integration>> = LazyLock::new(|| parse(TABLE));

/// One action of an optimised integration, such as `ecs:runTask`.
#[derive(Clone, Debug, Default)]
pub struct Integration {
    /// `ecs`
    pub service: &'static str,
    /// `runTask`
    pub action: &'static str,
    /// How a Task may wait for it.
    pub patterns: Patterns,
    /// What `Parameters` or `Arguments` may hold.
    pub parameters: Vec<Parameter>,
    /// The fields of a request-response result.
    pub output: Vec<Parameter>,
    /// The fields of a `.sync` result.
    pub sync_output: Vec<Parameter>,
    /// Error names that Retry and Catch can name, besides `States.*`.
    pub errors: Vec<&'static str>,
    /// IAM actions that the execution role needs.
    pub iam: Vec<&'static str>,
    /// IAM actions that `.sync` needs besides.
    pub sync_iam: Vec<&'static str>,
    /// Page of the Step Functions Developer Guide, such as `connect-ecs`.
    pub doc: &'static str,
}

/// Integration patterns that an action offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Patterns {
    /// Without a suffix.
    pub request_response: bool,
    /// `.sync`
    pub sync: bool,
    /// `.sync:2`
    pub sync2: bool,
    /// `.waitForTaskToken`
    pub wait_for_task_token: bool,
}

/// All of them, by service, then action.
pub fn integrations() -> &'static [Integration] {
    &INTEGRATIONS
}

/// The one called `service:action`.
pub fn integration(service: &str, action: &str) -> Option<&'static Integration> {
    integrations().iter().find(|known| known.service == service && known.action == action)
}

impl Integration {
    /// Address of its documentation.
    pub fn doc_url(&self) -> String {
        format!("https://docs.aws.amazon.com/step-functions/latest/dg/{}.html", self.doc)
    }

    /// The parameter called `name`.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    fn read_line(&mut self, line: &'static str) {
        let mut words = line.split_whitespace();
        let key = words.next().unwrap_or_default();
        let fields = |words: std::str::SplitWhitespace<'static>| words.map(Parameter::parse).collect();
        match key {
            "parameters" => self.parameters = fields(words),
            "output" => self.output = fields(words),
            "sync-output" => self.sync_output = fields(words),
            "errors" => self.errors = words.collect(),
            "iam" => self.iam = words.collect(),
            "sync-iam" => self.sync_iam = words.collect(),
            "doc" => self.doc = words.next().unwrap_or_default(),
            // `api` and `sync-api` say where the development tool looks.
            _ => {}
        }
    }
}

impl Patterns {
    fn parse(words: &str) -> Self {
        let has = |name: &str| words.split_whitespace().any(|word| word == name);
        Self {
            request_response: has("request-response"),
            sync: has("sync"),
            sync2: has("sync:2"),
            wait_for_task_token: has("token"),
        }
    }
}

fn parse(table: &'static str) -> Vec<Integration> {
    let mut all: Vec<Integration> = Vec::new();
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match (line.strip_prefix("  "), all.last_mut()) {
            (Some(fact), Some(block)) => block.read_line(fact),
            _ => all.push(parse_head(line)),
        }
    }
    all
}

fn parse_head(line: &'static str) -> Integration {
    let (name, patterns) = line.split_once(' ').unwrap_or((line, ""));
    let (service, action) = name.split_once(':').unwrap_or((name, ""));
    Integration { service, action, patterns: Patterns::parse(patterns), ..Integration::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ValueType;

    #[test]
    fn every_block_is_whole() {
        assert!(integrations().len() > 60);
        for known in integrations() {
            let name = format!("{}:{}", known.service, known.action);
            assert!(known.patterns.request_response, "{name}");
            assert!(!known.parameters.is_empty(), "{name}");
            assert!(!known.errors.is_empty(), "{name}");
            assert!(!known.doc.is_empty(), "{name}");
            assert_eq!(known.patterns.sync, !known.sync_output.is_empty(), "{name}");
        }
    }

    #[test]
    fn patterns_are_those_of_the_developer_guide() {
        for (service, action, sync, token) in [
            ("ecs", "runTask", true, true),
            ("eks", "runJob", true, false),
            ("eks", "call", false, false),
            ("sns", "publish", false, true),
            ("dynamodb", "getItem", false, false),
            ("batch", "submitJob", true, false),
            ("http", "invoke", false, false),
        ] {
            let found = integration(service, action).unwrap().patterns;
            assert_eq!((found.sync, found.wait_for_task_token), (sync, token), "{service}:{action}");
        }
        assert!(integration("states", "startExecution").unwrap().patterns.sync2);
        assert!(integration("ecs", "stopTask").is_none());
    }

    #[test]
    fn parameters_know_whether_they_are_required_and_what_they_hold() {
        let run_task = integration("ecs", "runTask").unwrap();
        let definition = run_task.parameter("TaskDefinition").unwrap();
        assert!(definition.required && definition.value_type == ValueType::String);
        let overrides = run_task.parameter("Overrides").unwrap();
        assert!(!overrides.required && overrides.value_type == ValueType::Object);
        assert!(run_task.parameter("taskDefinition").is_none());
    }
}
