//! Nested executions: `states:startExecution` starts another machine of the workspace.

use crate::execution::Parent;
use crate::lifecycle::NewExecution;
use crate::port::{ChildFailure, ChildOutcome};
use crate::run::Work;
use crate::{Execution, ExecutionId, ExecutionStatus, Run, TaskId};
use definition::ContainerId;
use host::Timestamp;
use json::{Text, Value};

impl Run {
    /// Start another machine of the workspace.
    pub(crate) fn start_child(&mut self, task: TaskId, arn: &str, name: Option<Text>, input: Value, detached: bool) {
        let Some(running) = self.tasks.get(&task) else { return };
        let seed = running.seed.split("child execution");
        let place = self.options.machines.iter().position(|named| {
            *named.name == *arn
                || *self.options.machine_arn(&named.name) == *arn
                || arn.rsplit(':').next() == Some(&*named.name)
        });
        let name = name.unwrap_or_else(|| seed.split("name").stream().uuid().into());
        let Some(place) = place else {
            if !detached {
                self.pretend_child(task, arn, name, input);
            }
            return;
        };
        let named = &self.options.machines[place];
        let new = NewExecution {
            program: self.machines[place].clone(),
            container: ContainerId(0),
            machine_name: named.name.clone(),
            name,
            workflow_type: named.workflow_type,
            input,
            seed,
            parent: if detached { Parent::None } else { Parent::Task(task) },
        };
        let child = self.start_execution(new);
        let starter = self.starting_visit(Parent::Task(task));
        if let Some(execution) = self.executions.get_mut(child.0 as usize) {
            execution.started_by = starter;
        }
        self.agenda.push_now(Work::Start(child));
    }

    /// A machine that the workspace does not have is outside of what is simulated: like any other
    /// service it succeeds, with an empty output, unless the scenario says otherwise.
    fn pretend_child(&mut self, task: TaskId, arn: &str, name: Text, input: Value) {
        let Some(seed) = self.tasks.get(&task).map(|running| running.seed.split("child")) else { return };
        let machine_name = arn.rsplit(':').next().unwrap_or_default();
        let outcome = ChildOutcome {
            execution_arn: self.options.arn("execution", &format!("{machine_name}:{name}")),
            state_machine_arn: arn.into(),
            name,
            input,
            result: Ok(json::Object::new().into()),
            start: self.now,
            stop: self.now,
        };
        self.call_world(seed, |world, context| world.child_ended(task, &outcome, context));
    }

    /// A child execution that a task waits for has ended.
    pub(crate) fn child_ended(&mut self, task: TaskId, child: ExecutionId) {
        let Some(seed) = self.tasks.get(&task).map(|running| running.seed.split("child")) else { return };
        let outcome = child_outcome(&self.executions[child.0 as usize], self.now);
        self.call_world(seed, |world, context| world.child_ended(task, &outcome, context));
    }
}

fn child_outcome(child: &Execution, now: Timestamp) -> ChildOutcome {
    let failure = child.failure.clone().unwrap_or_default();
    ChildOutcome {
        execution_arn: child.arn.clone(),
        state_machine_arn: child.machine_arn.clone(),
        name: child.name.clone(),
        input: child.input.clone(),
        result: match (child.status, &child.output) {
            (ExecutionStatus::Succeeded, Some(output)) => Ok(output.clone()),
            (status, _) => Err(ChildFailure { status: status.name(), error: failure.error, cause: failure.cause }),
        },
        start: child.start,
        stop: child.stop.unwrap_or(now),
    }
}
