//! Definitions to change.

use definition::{StateId, StateMachine};
use std::rc::Rc;
use text::Edit;

pub(crate) fn machine(text: &str) -> StateMachine {
    definition::lower(&Rc::new(json::parse_any(text).0)).0
}

pub(crate) fn named(machine: &StateMachine, name: &str) -> StateId {
    machine.find_anywhere(name).expect("the machine has it").id
}

pub(crate) fn changed(machine: &StateMachine, edits: &[Edit]) -> String {
    text::apply(&machine.document.text, edits)
}

/// The flow in short: every exit with its target, `.` for the end.
pub(crate) fn flow(text: &str) -> String {
    let machine = machine(text);
    let name = |id: StateId| machine.state(id).name.to_string();
    let target = |exit: &crate::Exit| exit.target(&machine).map_or_else(|| ".".into(), name);
    let start = machine.containers.iter().map(|container| format!(">{}", target(&crate::Exit::Start(container.id))));
    let exits = machine.states.iter().map(|state| {
        let exits: Vec<String> = crate::exits_of(&machine, state.id).iter().map(target).collect();
        format!("{}:{}", state.name, exits.join(","))
    });
    start.chain(exits).collect::<Vec<_>>().join(" ")
}

/// What the checker refuses.
pub(crate) fn errors(text: &str) -> Vec<String> {
    let found = check::diagnose(text, &check::Options::default()).diagnostics;
    let errors = found.into_iter().filter(|found| found.severity == text::Severity::Error);
    errors.map(|found| found.message).collect()
}

/// A - B - C, where A may fail to D, and a Choice E behind C.
pub(crate) const CHAIN: &str = r#"{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Next": "B", "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "D" }] },
    "B": { "Type": "Pass", "Next": "C" },
    "C": { "Type": "Pass", "Next": "E" },
    "D": { "Type": "Fail" },
    "E": { "Type": "Choice", "Choices": [{ "Variable": "$.x", "IsNull": true, "Next": "A" }], "Default": "F" },
    "F": { "Type": "Pass", "End": true }
  }
}
"#;

/// The same in YAML, with comments.
pub(crate) const CHAIN_YAML: &str = "\
StartAt: A
States:
  # the first
  A:
    Type: Pass
    Next: B # and on
  B:
    Type: Pass # nothing
    Next: C
  C:
    Type: Pass
    End: true # done
";
