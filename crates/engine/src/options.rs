//! What a run is given besides the definition and the input.

use crate::DataEdit;
use definition::{StateId, StateMachine};
use host::{Seed, Timestamp};
use json::{Text, Value};
use std::rc::Rc;

/// What a run is given besides the definition and the input. The defaults are those of the page.
#[derive(Clone, Debug)]
pub struct Options {
    /// Standard or Express.
    pub workflow_type: WorkflowType,
    /// When the execution starts.
    pub start: Timestamp,
    /// Where all randomness comes from.
    pub seed: Seed,
    /// Name of the execution; a UUID made from the seed when `None`.
    pub execution_name: Option<Text>,
    /// Name of the state machine.
    pub machine_name: Text,
    /// Region, as events and ARNs show it.
    pub region: Text,
    /// Account, as ARNs show it.
    pub account: Text,
    /// ARN of the execution role.
    pub role_arn: Text,
    /// Do AWS's quotas hold (256 KiB payloads, 25,000 events)?
    pub quotas: Quotas,
    /// The other machines of the workspace, which `states:startExecution` finds.
    pub machines: Vec<NamedMachine>,
    /// Only one state of the machine is run (TestState).
    pub single_state: Option<Rc<SingleState>>,
    /// Values that a person put in the place of what the run makes.
    pub edits: Vec<DataEdit>,
}

/// One state on its own.
#[derive(Clone, Debug)]
pub struct SingleState {
    /// Where the execution starts.
    pub state: StateId,
    /// Variables that the state can read.
    pub variables: Vec<(Text, Value)>,
    /// The whole Context Object.
    pub context: Value,
}

/// Standard or Express.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WorkflowType {
    /// Up to a year, exactly once.
    #[default]
    Standard,
    /// Up to five minutes, no `.sync`, no callbacks.
    Express,
}

/// Do AWS's quotas hold?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quotas {
    /// As AWS has them.
    #[default]
    Enforced,
    /// For measuring: no limit on payloads and history.
    Lifted,
}

/// A state machine of the workspace.
#[derive(Clone, Debug)]
pub struct NamedMachine {
    /// Its name.
    pub name: Text,
    /// The machine.
    pub machine: Rc<StateMachine>,
    /// Standard or Express.
    pub workflow_type: WorkflowType,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            workflow_type: WorkflowType::Standard,
            start: Timestamp::from_date(2026, 1, 1),
            seed: Seed(1),
            execution_name: None,
            machine_name: "StateMachine".into(),
            region: "us-east-1".into(),
            account: "111111111111".into(),
            role_arn: "arn:aws:iam::111111111111:role/StepFunctionsRole".into(),
            quotas: Quotas::Enforced,
            machines: Vec::new(),
            single_state: None,
            edits: Vec::new(),
        }
    }
}

impl Options {
    /// ARN of a state machine by its name.
    pub fn machine_arn(&self, name: &str) -> Text {
        self.arn("stateMachine", name)
    }

    /// ARN of something of Step Functions.
    pub(crate) fn arn(&self, kind: &str, name: &str) -> Text {
        format!("arn:aws:states:{}:{}:{kind}:{name}", self.region, self.account).into()
    }
}
