//! A scenario file in.

use crate::scenario::reader::Reader;
use crate::scenario::{Entry, Rule, Scenario};
use host::Timestamp;
use json::{Node, NodeKind, Value};
use text::Diagnostic;

/// Read a scenario file. Whatever could be understood is in the scenario.
pub fn parse(text: &str) -> (Scenario, Vec<Diagnostic>) {
    let (document, diagnostics) = json::parse(text);
    let mut reader = Reader { diagnostics };
    let scenario = document.root.as_ref().map(|root| reader.scenario(root)).unwrap_or_default();
    (scenario, reader.diagnostics)
}

impl Entry {
    /// From what a scenario file writes; `None` when it has a mistake.
    pub fn from_value(value: &Value) -> Option<Self> {
        let (document, diagnostics) = json::parse(&json::print(value));
        let mut reader = Reader { diagnostics };
        let entry = reader.entry(document.root.as_ref()?)?;
        reader.diagnostics.is_empty().then_some(entry)
    }
}

impl Reader {
    fn scenario(&mut self, root: &Node) -> Scenario {
        let mut scenario = Scenario::default();
        for member in self.members(root, &["seed", "startTime", "tasks", "machines", "s3", "dynamodb"]) {
            let value = &member.value;
            match &*member.key.value {
                "seed" => scenario.seed = self.integer(value).map_or(scenario.seed, |seed| seed as u64),
                "startTime" => scenario.start_time = self.timestamp(value).unwrap_or(scenario.start_time),
                "tasks" => scenario.tasks = self.rules(value),
                "machines" => scenario.machines = self.named(value, Self::rules),
                "s3" => {
                    scenario.s3 = self.named(value, |reader, bucket| reader.named(bucket, |_, body| body.to_value()));
                }
                "dynamodb" => scenario.dynamodb = self.named(value, Self::values),
                _ => {}
            }
        }
        scenario
    }

    fn values(&mut self, node: &Node) -> Vec<Value> {
        self.items(node).iter().map(Node::to_value).collect()
    }

    fn timestamp(&mut self, node: &Node) -> Option<Timestamp> {
        let text = self.text(node)?;
        Timestamp::parse(&text).or_else(|| self.wrong_type(node, "a time such as \"2026-01-01T00:00:00Z\""))
    }

    /// State names and paths with their attempts.
    pub(crate) fn rules(&mut self, node: &Node) -> Vec<Rule> {
        self.named(node, Self::entries).into_iter().map(|(key, entries)| Rule { key, entries }).collect()
    }

    fn entries(&mut self, node: &Node) -> Vec<Entry> {
        match &node.kind {
            NodeKind::Array(items) => items.iter().filter_map(|item| self.entry(item)).collect(),
            _ => self.entry(node).into_iter().collect(),
        }
    }
}
