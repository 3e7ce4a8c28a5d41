//! Who calls a service: what the world is told about the state behind a task.

use crate::execution::Parent;
use crate::port::TaskCall;
use crate::strand::StrandId;
use crate::{Run, TaskId};
use definition::{State, Task};
use json::{Text, Value};

/// What a [`TaskCall`] borrows from.
pub(crate) struct Caller {
    execution_arn: Text,
    path: Text,
    attempt: u32,
    task_token: Option<Text>,
    role_arn: Option<Text>,
}

impl Caller {
    pub(crate) fn call<'c>(
        &'c self,
        id: TaskId,
        state: &'c State,
        task: &'c Task,
        parameters: &'c Value,
    ) -> TaskCall<'c> {
        TaskCall {
            task: id,
            execution_arn: &self.execution_arn,
            state: &state.name,
            path: &self.path,
            attempt: self.attempt,
            resource: &task.resource,
            parameters,
            task_token: self.task_token.as_deref(),
            role_arn: self.role_arn.as_deref(),
        }
    }
}

impl Run {
    /// What a [`TaskCall`] borrows from.
    pub(crate) fn caller(&self, task: TaskId, state: &State) -> Caller {
        let running = self.tasks.get(&task);
        let strand = running.map(|running| self.strand(running.strand));
        Caller {
            execution_arn: strand
                .map(|strand| self.executions[strand.execution.0 as usize].arn.clone())
                .unwrap_or_default(),
            path: running.map(|running| self.path(running.strand, state)).unwrap_or_default(),
            attempt: strand.map_or(0, |strand| strand.retry_count()),
            task_token: strand.and_then(|strand| strand.token.clone()),
            role_arn: running.and_then(|running| running.role_arn.clone()),
        }
    }

    /// Where a state stands in the run: `Map[3]/Task`, also inside a distributed Map.
    pub(crate) fn path(&self, id: StrandId, state: &State) -> Text {
        let strand = self.strand(id);
        let around = strand.parent.or(match self.executions[strand.execution.0 as usize].parent {
            Parent::Item(outer, index) => Some((outer, index)),
            _ => None,
        });
        let Some((outer, index)) = around else { return state.name.clone() };
        let program = self.program(outer);
        let around = self.current_visit(outer).map(|visit| self.path(outer, program.machine.state(visit.state)));
        format!("{}[{index}]/{}", around.unwrap_or_default(), state.name).into()
    }
}
