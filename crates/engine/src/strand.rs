//! Strands: the states of one execution, branch or iteration, one after the other.

use crate::join::Join;
use crate::{EventId, ExecutionId, Failure, TaskId, Variables, VisitId};
use definition::{ContainerId, StateId};
use host::Seed;
use json::{Text, Value};
use std::collections::BTreeMap;

/// Names a strand of a run. Ids are used again; a [`Ticket`] tells the new strand from the old.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct StrandId(pub(crate) u32);

/// Tells whether an agenda entry still holds: the strand's ticket changes with every turn and
/// when it is aborted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ticket(pub(crate) u32);

/// One state after the other: an execution's own states, a branch, or an iteration.
#[derive(Clone, Debug)]
pub(crate) struct Strand {
    pub(crate) execution: ExecutionId,
    pub(crate) container: ContainerId,
    /// The strand of the Parallel or Map around it, with branch or iteration.
    pub(crate) parent: Option<(StrandId, u32)>,
    /// `Map.Item` of the innermost Map around it.
    pub(crate) map_item: Option<Value>,
    pub(crate) variables: Variables,
    pub(crate) seed: Seed,
    /// How often each state drew from its random stream for each purpose.
    pub(crate) draws: BTreeMap<(StateId, Purpose), u32>,
    /// What the next event's `previousEventId` is.
    pub(crate) last_event: EventId,
    /// The visit it is in, or came from.
    pub(crate) visit: Option<VisitId>,
    /// What it does at its next turn.
    pub(crate) next: Next,
    pub(crate) ticket: Ticket,
    /// Retries of the present visit, by retrier.
    pub(crate) retries: Vec<u32>,
    /// The task it waits for.
    pub(crate) task: Option<TaskId>,
    /// Did the present attempt end because a heartbeat was missing?
    pub(crate) missed_heartbeat: bool,
    /// `Task.Token` of the present attempt.
    pub(crate) token: Option<Text>,
    /// The branches or iterations it waits for.
    pub(crate) join: Option<Box<Join>>,
}

/// What a strand does at its next turn. One turn leaves one event where it can.
#[derive(Clone, Debug, Default)]
pub(crate) enum Next {
    /// Nothing: it waits for a task, for its branches or iterations, or is done.
    #[default]
    Wait,
    /// An iteration starts: MapIterationStarted.
    Begin,
    /// `<Type>StateEntered`
    Enter { state: StateId, input: Value },
    /// The state's own work, also at every retry.
    Execute,
    /// The task starts, with what was sent: TaskStarted.
    Start { parameters: Value },
    /// Branches or iterations are done: `…StateSucceeded`.
    Joined,
    /// The next thing that a distributed Map does.
    MapRun(MapRunTurn),
    /// The state has its result: `<Type>StateExited`.
    Complete { result: Value },
    /// The state failed: retry, catch or fail.
    Handle { failure: Failure },
    /// A Catcher caught: `<Type>StateExited`.
    Catch { caught: Caught, failure: Failure },
    /// Nothing caught.
    Fail { failure: Failure },
    /// The last state is done.
    Finish { output: Value },
}

/// The Catcher that caught, and the name in its `ErrorEquals` that matched.
#[derive(Clone, Debug)]
pub(crate) struct Caught {
    pub(crate) catcher: usize,
    pub(crate) matched: Text,
}

/// What a distributed Map does at a turn.
#[derive(Clone, Debug)]
pub(crate) enum MapRunTurn {
    /// MapRunStarted, with at most so many child executions at the same time
    Start { limit: u32 },
    /// The items are read and batched.
    Read,
    /// One more child execution starts.
    StartItem,
    /// MapStateSucceeded
    Succeeded { result: Value },
}

/// What randomness is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// Intrinsics and JSONata functions.
    Expression,
    /// The jitter of a retry.
    Jitter,
    /// What the simulated service does.
    Service,
    /// The task token.
    Token,
    /// The identifiers of a Map Run.
    MapRun,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Expression => "expression",
            Self::Jitter => "jitter",
            Self::Service => "service",
            Self::Token => "token",
            Self::MapRun => "map run",
        }
    }
}

impl Strand {
    /// The seed of the next random stream of a state: a function of the run's seed, the path of
    /// the state, the purpose, and how often it was asked for.
    pub(crate) fn draw(&mut self, state: StateId, name: &str, purpose: Purpose) -> Seed {
        let count = self.draws.entry((state, purpose)).or_default();
        let seed = self.seed.split(name).split(purpose.name()).split_number(u64::from(*count));
        *count += 1;
        seed
    }

    /// `RetryCount` of the present visit.
    pub(crate) fn retry_count(&self) -> u32 {
        self.retries.iter().sum()
    }
}
