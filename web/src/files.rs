//! Files in and out: what a text is, and what the page offers as files.

use crate::state::Workspace;
use crate::state::saved::{self, Refusal};
use json::{Node, Text};
use services::mock::{self, MockFile};
use services::scenario;
use std::rc::Rc;

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Imported {
    /// A workspace that this page saved.
    Workspace(Box<Workspace>),
    /// A workspace that cannot be opened.
    Refused(Refusal),
    /// A definition.
    Definition(String),
    /// A scenario.
    Scenario(Rc<scenario::Scenario>),
    /// A `MockConfigFile.json` with several test cases, of which one can be the scenario.
    TestCases(Vec<TestCase>),
    /// Any other JSON: an input.
    Input(String),
}

/// A test case of a mock file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TestCase {
    /// Its name.
    pub name: Text,
    /// What it says, as a scenario.
    pub scenario: Rc<scenario::Scenario>,
}

/// What a file's text is; `None` when it is none of it.
pub(crate) fn classify(text: &str) -> Option<Imported> {
    match saved::read(text) {
        Ok((workspace, _)) => return Some(Imported::Workspace(Box::new(workspace))),
        Err(Refusal::NoWorkspace) => {}
        Err(reason) => return Some(Imported::Refused(reason)),
    }
    let (document, _) = json::parse_any(text);
    let root = document.root.as_ref()?;
    let has = |key: &str| root.get(key).is_some();
    if has("States") || has("StartAt") {
        return Some(Imported::Definition(text.into()));
    }
    if has("StateMachines") && has("MockedResponses") {
        let mut cases = test_cases(text);
        return match cases.len() {
            0 | 1 => cases.pop().map(|case| Imported::Scenario(case.scenario)),
            _ => Some(Imported::TestCases(cases)),
        };
    }
    if root.get("tasks").is_some_and(Node::is_object) {
        return Some(Imported::Scenario(Rc::new(scenario::parse(text).0)));
    }
    json::parse_value(text).ok().map(|_| Imported::Input(text.into()))
}

/// The test cases of a `MockConfigFile.json` that can be played.
fn test_cases(text: &str) -> Vec<TestCase> {
    let (file, _) = mock::parse(text);
    let MockFile::Config(config) = &file else { return Vec::new() };
    let cases = config.state_machines.iter().flat_map(|(_, cases)| cases);
    let played = |case: &mock::TestCase| {
        let tasks = file.rules(Some(&case.name)).ok()?;
        let scenario = Rc::new(scenario::Scenario { tasks, ..scenario::Scenario::default() });
        Some(TestCase { name: case.name.clone(), scenario })
    };
    cases.filter_map(played).collect()
}

/// A file's name without its endings: `pay.asl.json` becomes `pay`.
pub(crate) fn base_name(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match name.split_once('.') {
        Some((base, _)) if !base.is_empty() => base,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> &'static str {
        match classify(text) {
            Some(Imported::Workspace(_)) => "workspace",
            Some(Imported::Refused(_)) => "refused",
            Some(Imported::Definition(_)) => "definition",
            Some(Imported::Scenario(_)) => "scenario",
            Some(Imported::TestCases(_)) => "test cases",
            Some(Imported::Input(_)) => "input",
            None => "nothing",
        }
    }

    #[test]
    fn a_file_is_known_by_what_is_in_it() {
        let workspace = saved::write(&crate::samples::SAMPLES[0].workspace("w"), 3).to_string();
        for (text, expected) in [
            (workspace.as_str(), "workspace"),
            (r#"{"version":9,"definition":"{}"}"#, "refused"),
            (r#"{"version":1,"definition":"{}"}"#, "refused"),
            (r#"{"StartAt":"A","States":{}}"#, "definition"),
            (r#"{"StartAt":"A","States":{"#, "definition"),
            ("StartAt: A\nStates:\n  A:\n    Type: Succeed\n", "definition"),
            (r#"{"tasks":{"A":[{"never":true}]}}"#, "scenario"),
            (
                r#"{"StateMachines":{"M":{"TestCases":{"T":{"A":"R"}}}},"MockedResponses":{"R":{"0":{"Return":1}}}}"#,
                "scenario",
            ),
            (
                r#"{"StateMachines":{"M":{"TestCases":{"T":{"A":"R"},"U":{}}}},"MockedResponses":{"R":{"0":{"Return":1}}}}"#,
                "test cases",
            ),
            (r#"{"orderId":1}"#, "input"),
            ("[1,2]", "input"),
            ("", "nothing"),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }

    #[test]
    fn names_lose_their_endings() {
        for (file, expected) in [("pay.asl.json", "pay"), ("a/b/月次.yaml", "月次"), (".hidden", ".hidden"), ("x", "x")]
        {
            assert_eq!(base_name(file), expected);
        }
    }
}
