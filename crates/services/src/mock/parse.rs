//! A mock file in.

use crate::mock::{MockConfigFile, MockFile, MockOutcome, MockedAttempts, TestCase};
use crate::scenario::Reader;
use json::{Member, Node, Text};
use text::Diagnostic;

/// Read a mock file of either form. Whatever could be understood is in it.
pub fn parse(text: &str) -> (MockFile, Vec<Diagnostic>) {
    let (document, diagnostics) = json::parse(text);
    let mut reader = Reader { diagnostics };
    let file = match &document.root {
        Some(root) if root.get("StateMachines").or(root.get("MockedResponses")).is_some() => {
            MockFile::Config(reader.config(root))
        }
        Some(root) => MockFile::States(reader.responses(root)),
        None => MockFile::States(Vec::new()),
    };
    (file, reader.diagnostics)
}

impl Reader {
    fn config(&mut self, root: &Node) -> MockConfigFile {
        let mut file = MockConfigFile::default();
        for member in self.members(root, &["StateMachines", "MockedResponses"]) {
            match &*member.key.value {
                "StateMachines" => file.state_machines = self.state_machines(&member.value),
                "MockedResponses" => file.responses = self.responses(&member.value),
                _ => {}
            }
        }
        let known: Vec<Text> = file.responses.iter().map(|(name, _)| name.clone()).collect();
        self.check_responses(root, &known);
        file
    }

    fn state_machines(&mut self, node: &Node) -> Vec<(Text, Vec<TestCase>)> {
        let mut machines = Vec::new();
        for machine in self.any_members(node) {
            let mut cases = Vec::new();
            for member in self.members(&machine.value, &["TestCases"]) {
                cases.extend(self.any_members(&member.value).iter().map(|case| self.test_case(case)));
            }
            machines.push((machine.key.value.clone(), cases));
        }
        machines
    }

    fn test_case(&mut self, case: &Member) -> TestCase {
        let states = self.any_members(&case.value).iter();
        let states = states.filter_map(|state| Some((state.key.value.clone(), self.text(&state.value)?))).collect();
        TestCase { name: case.key.value.clone(), states }
    }

    /// Every response that a test case names is there.
    fn check_responses(&mut self, root: &Node, known: &[Text]) {
        let machines = root.get("StateMachines").map_or(&[][..], Node::members).iter();
        let cases = machines.flat_map(|machine| machine.value.get("TestCases").map_or(&[][..], Node::members));
        for response in cases.flat_map(|case| case.value.members()).map(|state| &state.value) {
            if response.as_str().is_some_and(|name| !known.iter().any(|known| **known == *name)) {
                self.error(response, "MockedResponses has no response of this name");
            }
        }
    }

    fn responses(&mut self, node: &Node) -> Vec<(Text, Vec<MockedAttempts>)> {
        self.named(node, Self::attempts)
    }

    fn attempts(&mut self, node: &Node) -> Vec<MockedAttempts> {
        let members = self.any_members(node).iter();
        members.filter_map(|member| self.mocked_attempts(member)).collect()
    }

    fn mocked_attempts(&mut self, member: &Member) -> Option<MockedAttempts> {
        let Some((first, last)) = range(&member.key.value) else {
            let message = "Attempts are a number or a range, counted from 0: \"0\", \"1-2\"";
            self.diagnostics.push(Diagnostic::error("SCENARIO_VALUE", message, member.key_span));
            return None;
        };
        let mut outcome = None;
        for part in self.members(&member.value, &["Return", "Throw"]) {
            if outcome.is_some() {
                self.error(&part.value, "An attempt has a \"Return\" or a \"Throw\", not both");
            }
            outcome = Some(match &*part.key.value {
                "Return" => MockOutcome::Return(part.value.to_value()),
                "Throw" => self.thrown(&part.value),
                _ => continue,
            });
        }
        if outcome.is_none() && member.value.is_object() {
            self.error(&member.value, "An attempt needs a \"Return\" or a \"Throw\"");
        }
        Some(MockedAttempts { first, last, outcome: outcome? })
    }

    fn thrown(&mut self, node: &Node) -> MockOutcome {
        let (mut error, mut cause) = (None, None);
        for member in self.members(node, &["Error", "Cause"]) {
            let text = self.text(&member.value);
            *(if &*member.key.value == "Error" { &mut error } else { &mut cause }) = text;
        }
        MockOutcome::Throw { error, cause }
    }
}

/// `3` or `1-2`
fn range(key: &str) -> Option<(u32, u32)> {
    let (first, last) = key.split_once('-').unwrap_or((key, key));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}
