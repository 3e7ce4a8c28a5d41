//! Tasks in progress: what the world is told of them, and what it tells.

use crate::port::{Abandonment, Context, Effect, Refusal, TaskEnd, World};
use crate::run::Work;
use crate::states::task;
use crate::strand::StrandId;
use crate::{EventDetails, Run, TaskId, errors};
use definition::{State, Task};
use host::{Seed, Timestamp};
use json::{Text, Value};

/// A task in progress.
#[derive(Clone, Debug)]
pub(crate) struct RunningTask {
    pub(crate) strand: StrandId,
    pub(crate) seed: Seed,
    pub(crate) role_arn: Option<Text>,
    pub(crate) timeout_seconds: Option<i64>,
    pub(crate) heartbeat_seconds: Option<i64>,
    /// When a missing heartbeat is noticed.
    pub(crate) heartbeat_due: Option<Timestamp>,
    /// The world has said how it ends; the event is still to come.
    pub(crate) ended: bool,
}

/// What the world told about a task, on its way into the history.
#[derive(Clone, Debug)]
pub(crate) enum Report {
    Submitted(Value),
    ActivityStarted(Option<Text>),
    Ended(TaskEnd),
}

impl RunningTask {
    pub(crate) fn new(
        strand: StrandId,
        seed: Seed,
        role_arn: &Option<Text>,
        timeout_seconds: Option<i64>,
        heartbeat_seconds: Option<i64>,
    ) -> Self {
        let role_arn = role_arn.clone();
        Self { strand, seed, role_arn, timeout_seconds, heartbeat_seconds, heartbeat_due: None, ended: false }
    }

    /// Is this agenda entry the deadline of the last heartbeat, not of an earlier one?
    pub(crate) fn misses_heartbeat_at(&self, time: Timestamp) -> bool {
        self.heartbeat_due == Some(time)
    }
}

impl Run {
    /// Call the world and apply what it wants to happen.
    pub(crate) fn call_world<T>(&mut self, seed: Seed, call: impl FnOnce(&mut dyn World, &mut Context<'_>) -> T) -> T {
        let mut effects = Vec::new();
        let result = call(&mut *self.world, &mut Context { now: self.now, seed, effects: &mut effects });
        effects.into_iter().for_each(|effect| self.apply(effect));
        result
    }

    fn apply(&mut self, effect: Effect) {
        match effect {
            Effect::Alarm { task, alarm, after_millis } => {
                let Some(id) = self.tasks.get(&task).map(|running| running.strand) else { return };
                self.push_later(id, self.now.plus_millis(after_millis), Work::Alarm(task, alarm));
            }
            Effect::Submitted { task, output } => self.agenda.push_now(Work::Report(task, Report::Submitted(output))),
            Effect::ActivityStarted { task, worker_name } => {
                self.agenda.push_now(Work::Report(task, Report::ActivityStarted(worker_name)));
            }
            Effect::Heartbeat { task } => self.restart_heartbeat(task),
            Effect::Ended { task, end } => {
                if let Some(running) = self.tasks.get_mut(&task).filter(|running| !running.ended) {
                    running.ended = true;
                    self.agenda.push_now(Work::Report(task, Report::Ended(end)));
                }
            }
            Effect::StartChild { task, state_machine_arn, name, input, detached } => {
                self.start_child(task, &state_machine_arn, name, input, detached);
            }
        }
    }

    /// Ask the world what the service will get.
    pub(crate) fn prepare_task(
        &self,
        id: TaskId,
        state: &State,
        task: &Task,
        parameters: &Value,
    ) -> Result<Value, Refusal> {
        self.world.prepare(&self.caller(id, state).call(id, state, task, parameters))
    }

    /// Send the request.
    pub(crate) fn start_task(&mut self, id: TaskId, state: &State, task: &Task, parameters: &Value) {
        let Some(seed) = self.tasks.get(&id).map(|running| running.seed) else { return };
        let caller = self.caller(id, state);
        self.call_world(seed, |world, context| world.start(&caller.call(id, state, task, parameters), context));
    }

    /// Put the task's timeouts on the agenda.
    pub(crate) fn set_timeouts(&mut self, task: TaskId) {
        let Some(running) = self.tasks.get(&task) else { return };
        if let Some(seconds) = running.timeout_seconds {
            let (id, due) = (running.strand, self.now.plus_millis(seconds.saturating_mul(1000)));
            self.push_later(id, due, Work::Timeout(task));
        }
        self.restart_heartbeat(task);
    }

    /// An alarm of the world is due.
    pub(crate) fn wake(&mut self, task: TaskId, alarm: u32) {
        let Some(seed) = self.tasks.get(&task).map(|running| running.seed.split("wake").split_number(alarm.into()))
        else {
            return;
        };
        self.call_world(seed, |world, context| world.wake(task, alarm, context));
    }

    /// `TimeoutSeconds` passed: `…TimedOut`, with an error and no cause (recorded: `timeouts/*`).
    pub(crate) fn time_out(&mut self, task: TaskId) {
        self.give_up(task, Abandonment::TimedOut);
    }

    /// `HeartbeatSeconds` passed since the last heartbeat. The history says `States.Timeout` all
    /// the same (recorded: `test_heartbeat_timeout`).
    pub(crate) fn miss_heartbeat(&mut self, task: TaskId) {
        if let Some(id) = self.tasks.get(&task).map(|running| running.strand) {
            self.strand_mut(id).missed_heartbeat = true;
        }
        self.give_up(task, Abandonment::HeartbeatTimedOut);
    }

    /// The world told something about a task: its event, and what follows from it.
    pub(crate) fn report(&mut self, task: TaskId, report: Report) {
        let Some(id) = self.tasks.get(&task).map(|running| running.strand) else { return };
        let program = self.program(id);
        let Some(visit) = self.current_visit(id) else { return };
        let state = program.machine.state(visit.state);
        let resource = program.resource(state.id);
        match (report, resource) {
            (Report::Submitted(output), Some(resource)) => {
                self.emit(id, EventDetails::TaskSubmitted { task: resource.clone(), output });
            }
            (Report::Submitted(_), None) => {}
            (Report::ActivityStarted(worker_name), _) => {
                self.emit(id, EventDetails::ActivityStarted { worker_name });
            }
            (Report::Ended(end), resource) => {
                self.forget_task(task, id);
                task::end(self, id, state, resource, end);
            }
        }
    }

    /// Give a task up without an event of its own: its strand is aborted.
    pub(crate) fn abandon(&mut self, task: TaskId, reason: Abandonment) {
        let Some(running) = self.tasks.remove(&task) else { return };
        self.call_world(running.seed.split("abandon"), |world, context| world.abandon(task, reason, context));
    }

    fn give_up(&mut self, task: TaskId, reason: Abandonment) {
        let Some(id) = self.tasks.get(&task).map(|running| running.strand) else { return };
        self.abandon(task, reason);
        self.strand_mut(id).task = None;
        let program = self.program(id);
        let Some(state) = self.current_visit(id).map(|visit| program.machine.state(visit.state)) else { return };
        let end = TaskEnd::TimedOut { error: errors::TIMEOUT.into(), cause: None };
        task::end(self, id, state, program.resource(state.id), end);
    }

    fn forget_task(&mut self, task: TaskId, id: StrandId) {
        self.tasks.remove(&task);
        self.strand_mut(id).task = None;
    }

    fn restart_heartbeat(&mut self, task: TaskId) {
        let now = self.now;
        let Some(running) = self.tasks.get_mut(&task) else { return };
        let Some(seconds) = running.heartbeat_seconds else { return };
        let due = now.plus_millis(seconds.saturating_mul(1000));
        running.heartbeat_due = Some(due);
        let id = running.strand;
        self.push_later(id, due, Work::Heartbeat(task));
    }
}
