//! Executions: the one that was started, and its children.

use crate::context_object::timestamp;
use crate::program::Program;
use crate::strand::StrandId;
use crate::{Failure, HistoryEvent, Log, TaskId, WorkflowType};
use host::Timestamp;
use json::{Object, Text, Value};
use std::rc::Rc;

/// Names an execution of a run: 0 is the one that was started, the others are its children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExecutionId(pub u32);

/// An execution.
#[derive(Clone, Debug)]
pub struct Execution {
    /// Its id.
    pub id: ExecutionId,
    /// Its name.
    pub name: Text,
    /// Its ARN.
    pub arn: Text,
    /// Name of its state machine.
    pub machine_name: Text,
    /// ARN of its state machine.
    pub machine_arn: Text,
    /// Standard or Express.
    pub workflow_type: WorkflowType,
    /// Its input.
    pub input: Value,
    /// Where it stands.
    pub status: ExecutionStatus,
    /// Its output, when it succeeded.
    pub output: Option<Value>,
    /// How it failed, when it did not succeed.
    pub failure: Option<Failure>,
    /// When it started.
    pub start: Timestamp,
    /// When it ended.
    pub stop: Option<Timestamp>,
    /// How often it was redriven.
    pub redrive_count: u32,
    /// Its history so far.
    pub history: Log<HistoryEvent>,
    /// What started it.
    pub(crate) parent: Parent,
    /// The strand of its own states.
    pub(crate) strand: StrandId,
    pub(crate) program: Rc<Program>,
    /// `Execution` and `StateMachine` of the Context Object.
    pub(crate) context: Object,
}

/// What started an execution, and is told when it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parent {
    /// Nobody inside the run.
    None,
    /// A task that waits for it.
    Task(TaskId),
    /// An item or batch of a distributed Map.
    Item(StrandId, u32),
}

/// Status of an execution, as DescribeExecution names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExecutionStatus {
    /// `RUNNING`
    Running,
    /// `SUCCEEDED`
    Succeeded,
    /// `FAILED`
    Failed,
    /// `TIMED_OUT`
    TimedOut,
    /// `ABORTED`
    Aborted,
}

impl ExecutionStatus {
    /// As DescribeExecution spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "RUNNING",
            Self::Succeeded => "SUCCEEDED",
            Self::Failed => "FAILED",
            Self::TimedOut => "TIMED_OUT",
            Self::Aborted => "ABORTED",
        }
    }
}

impl Execution {
    /// The definition it runs.
    pub fn machine(&self) -> &Rc<definition::StateMachine> {
        &self.program.machine
    }

    /// The child execution's parent, when it is an item or batch of a distributed Map or was started by a task.
    pub fn is_child(&self) -> bool {
        self.parent != Parent::None
    }

    /// `Execution` and `StateMachine` of the Context Object, in AWS's order.
    pub(crate) fn context_base(&self, role_arn: &Text) -> Object {
        let execution = Value::from([
            ("Id", Value::String(self.arn.clone())),
            ("Input", self.input.clone()),
            ("StartTime", timestamp(self.start)),
            ("Name", Value::String(self.name.clone())),
            ("RoleArn", Value::String(role_arn.clone())),
            ("RedriveCount", Value::from(self.redrive_count)),
        ]);
        let machine = Value::from([
            ("Id", Value::String(self.machine_arn.clone())),
            ("Name", Value::String(self.machine_name.clone())),
        ]);
        let members = [("Execution", execution), ("StateMachine", machine)];
        members.into_iter().map(|(key, value)| (Text::from(key), value)).collect()
    }
}
