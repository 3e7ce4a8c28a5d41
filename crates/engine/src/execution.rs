//! Executions: the one that was started, and its children.

use crate::context_object::timestamp;
use crate::program::Program;
use crate::strand::StrandId;
use crate::{Failure, HistoryEvent, Log, TaskId, VisitId, WorkflowType};
use definition::ContainerId;
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
    /// When it was last redriven.
    pub redrive_time: Option<Timestamp>,
    /// Its history so far.
    pub history: Log<HistoryEvent>,
    /// The visit that started it: of a Task, or of a distributed Map.
    pub started_by: Option<VisitId>,
    /// Who is told when it ends.
    pub(crate) parent: Parent,
    /// The strand of its own states.
    pub(crate) strand: StrandId,
    /// Where its own states stand.
    pub(crate) container: ContainerId,
    pub(crate) program: Rc<Program>,
    /// `Execution` and `StateMachine` of the Context Object.
    pub(crate) context: Object,
}

/// Who is told when an execution ends.
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

    /// Which item or batch of a distributed Map it is for, counted from 0.
    pub fn item(&self) -> Option<u32> {
        match self.parent {
            Parent::Item(_, index) => Some(index),
            _ => None,
        }
    }

    /// `Execution` and `StateMachine` of the Context Object, in AWS's order.
    pub(crate) fn context_base(&self, role_arn: &Text) -> Object {
        let mut execution = Object::with_capacity(6);
        execution.insert("Id", Value::String(self.arn.clone()));
        execution.insert("Input", self.input.clone());
        execution.insert("StartTime", timestamp(self.start));
        execution.insert("Name", Value::String(self.name.clone()));
        execution.insert("RoleArn", Value::String(role_arn.clone()));
        // Express executions cannot be redriven and do not have it (recorded: `test_express_sync`).
        if self.workflow_type == WorkflowType::Standard {
            execution.insert("RedriveCount", Value::from(self.redrive_count));
            if let Some(time) = self.redrive_time {
                execution.insert("RedriveTime", timestamp(time));
            }
        }
        let machine = Value::from([
            ("Id", Value::String(self.machine_arn.clone())),
            ("Name", Value::String(self.machine_name.clone())),
        ]);
        let members = [("Execution", execution.into()), ("StateMachine", machine)];
        members.into_iter().map(|(key, value)| (Text::from(key), value)).collect()
    }
}
