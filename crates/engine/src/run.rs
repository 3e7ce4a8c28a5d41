//! A run: executions on a virtual clock, one agenda entry at a time.

use crate::agenda::Agenda;
use crate::execution::Parent;
use crate::port::World;
use crate::program::Program;
use crate::strand::{Strand, StrandId, Ticket};
use crate::task_run::{Report, RunningTask};
use crate::{
    EventId, Execution, ExecutionId, ExecutionStatus, Failure, HistoryEvent, Log, Options, TaskId, Visit, VisitId,
};
use definition::{ContainerId, StateMachine};
use host::Timestamp;
use json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A run of a state machine with its child executions and the simulated world around them.
///
/// A copy is a snapshot: it shares with the original what neither of them changes afterwards.
/// The same definition, input, options and world always give the same run.
#[derive(Clone)]
pub struct Run {
    pub(crate) options: Rc<Options>,
    /// Programs of `options.machines`, in that order.
    pub(crate) machines: Rc<Vec<Rc<Program>>>,
    pub(crate) now: Timestamp,
    pub(crate) steps: u32,
    pub(crate) agenda: Agenda<Work>,
    pub(crate) executions: Log<Execution>,
    pub(crate) strands: Log<Strand>,
    /// Strands that are done and may be used again.
    pub(crate) free_strands: Vec<StrandId>,
    pub(crate) last_ticket: u32,
    pub(crate) tasks: BTreeMap<TaskId, RunningTask>,
    pub(crate) last_task: u32,
    pub(crate) visits: Log<Visit>,
    pub(crate) journal: Log<(ExecutionId, EventId)>,
    pub(crate) world: Box<dyn World>,
}

/// What an agenda entry is for.
#[derive(Clone, Debug)]
pub(crate) enum Work {
    /// An execution starts: ExecutionStarted.
    Start(ExecutionId),
    /// A strand's turn.
    Turn(StrandId, Ticket),
    /// The world told something about a task.
    Report(TaskId, Report),
    /// The world asked to be woken.
    Alarm(TaskId, u32),
    /// `TimeoutSeconds` of a task passed.
    Timeout(TaskId),
    /// `HeartbeatSeconds` of a task may have passed.
    Heartbeat(TaskId),
    /// `TimeoutSeconds` of an execution passed.
    ExecutionTimeout(ExecutionId),
    /// A child execution that a task waits for has ended.
    ChildEnded(TaskId, ExecutionId),
}

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepOutcome {
    /// Something happened; there may be more.
    Stepped,
    /// Nothing more is due: all executions have ended.
    Ended,
    /// Nothing more is due, but an execution still waits for somebody to answer a task token.
    Waiting,
}

impl Run {
    /// A run that is about to start.
    pub fn new(machine: Rc<StateMachine>, input: Value, options: Options, world: Box<dyn World>) -> Self {
        let machines = options.machines.iter().map(|named| Program::new(named.machine.clone())).collect();
        let mut run = Self {
            now: options.start,
            machines: Rc::new(machines),
            options: Rc::new(options),
            steps: 0,
            agenda: Agenda::new(),
            executions: Log::default(),
            strands: Log::default(),
            free_strands: Vec::new(),
            last_ticket: 0,
            tasks: BTreeMap::new(),
            last_task: 0,
            visits: Log::default(),
            journal: Log::default(),
            world,
        };
        run.start_root(Program::new(machine), input);
        run
    }

    /// Take the agenda entry that is due next. It leaves at most one event wherever possible.
    pub fn step(&mut self) -> StepOutcome {
        if self.agenda.is_crowded() {
            let mut agenda = std::mem::replace(&mut self.agenda, Agenda::new());
            agenda.retain(|time, work| self.is_live(work, time));
            self.agenda = agenda;
        }
        while let Some((time, work)) = self.agenda.pop(self.now) {
            if self.is_live(&work, time) {
                self.now = time;
                self.steps += 1;
                self.take(work);
                return StepOutcome::Stepped;
            }
        }
        let waits = self.executions.iter().any(|execution| execution.status == ExecutionStatus::Running);
        if waits { StepOutcome::Waiting } else { StepOutcome::Ended }
    }

    /// Step until nothing is due, at most `budget` times.
    pub fn run_to_end(&mut self, budget: u64) -> StepOutcome {
        (0..budget)
            .map(|_| self.step())
            .find(|outcome| *outcome != StepOutcome::Stepped)
            .unwrap_or(StepOutcome::Stepped)
    }

    /// Stop the execution, as StopExecution does. `false` when it has ended already.
    pub fn stop(&mut self, failure: Failure) -> bool {
        if self.root().status != ExecutionStatus::Running {
            return false;
        }
        self.steps += 1;
        self.end_execution(ExecutionId(0), ExecutionStatus::Aborted, None, Some(failure));
        true
    }

    /// Put another world in the place of the present one, a scenario that was edited at a pause for instance.
    pub fn replace_world(&mut self, world: Box<dyn World>) {
        self.world = world;
    }

    /// The virtual time.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// How many steps were taken: the cursor of a [`crate::Timeline`].
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// The execution that was started.
    pub fn root(&self) -> &Execution {
        &self.executions[0]
    }

    /// An execution.
    pub fn execution(&self, id: ExecutionId) -> Option<&Execution> {
        self.executions.get(id.0 as usize)
    }

    /// All executions in the order of starting.
    pub fn executions(&self) -> impl Iterator<Item = &Execution> {
        self.executions.iter()
    }

    /// A visit.
    pub fn visit(&self, id: VisitId) -> Option<&Visit> {
        self.visits.get(id.0 as usize)
    }

    /// All visits of all executions in the order of entering.
    pub fn visits(&self) -> &Log<Visit> {
        &self.visits
    }

    /// The events of all executions in the order in which they happened.
    pub fn journal(&self) -> &Log<(ExecutionId, EventId)> {
        &self.journal
    }

    /// An event of an execution.
    pub fn event(&self, execution: ExecutionId, event: EventId) -> Option<&HistoryEvent> {
        self.execution(execution)?.history.get(event.checked_sub(1)? as usize)
    }

    /// The simulated world.
    pub fn world(&self) -> &dyn World {
        &*self.world
    }

    /// What the run was given.
    pub fn options(&self) -> &Options {
        &self.options
    }

    fn start_root(&mut self, program: Rc<Program>, input: Value) {
        let options = self.options.clone();
        let name = options.execution_name.clone().unwrap_or_else(|| options.seed.split("name").stream().uuid().into());
        let root = self.start_execution(crate::lifecycle::NewExecution {
            program,
            container: ContainerId(0),
            machine_name: options.machine_name.clone(),
            name,
            workflow_type: options.workflow_type,
            input,
            seed: options.seed,
            parent: Parent::None,
        });
        self.agenda.push_now(Work::Start(root));
    }

    /// Has what the entry is for not gone meanwhile?
    fn is_live(&self, work: &Work, time: Timestamp) -> bool {
        match work {
            Work::Turn(strand, ticket) => self.strands[strand.0 as usize].ticket == *ticket,
            Work::Start(execution) => self.executions[execution.0 as usize].status == ExecutionStatus::Running,
            Work::ExecutionTimeout(execution) => {
                let execution = &self.executions[execution.0 as usize];
                execution.status == ExecutionStatus::Running && execution.deadline() <= time
            }
            Work::Report(task, _) | Work::ChildEnded(task, _) => self.tasks.contains_key(task),
            Work::Alarm(task, _) | Work::Timeout(task) => self.tasks.get(task).is_some_and(|task| !task.ended),
            Work::Heartbeat(task) => {
                self.tasks.get(task).is_some_and(|task| !task.ended && task.misses_heartbeat_at(time))
            }
        }
    }

    fn take(&mut self, work: Work) {
        match work {
            Work::Turn(strand, _) => self.turn(strand),
            Work::Start(execution) => self.begin_execution(execution),
            Work::Report(task, report) => self.report(task, report),
            Work::Alarm(task, alarm) => self.wake(task, alarm),
            Work::Timeout(task) => self.time_out(task),
            Work::Heartbeat(task) => self.miss_heartbeat(task),
            Work::ExecutionTimeout(execution) => self.time_out_execution(execution),
            Work::ChildEnded(task, child) => self.child_ended(task, child),
        }
    }
}

impl std::fmt::Debug for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Run").field("now", &self.now).field("steps", &self.steps).finish_non_exhaustive()
    }
}
