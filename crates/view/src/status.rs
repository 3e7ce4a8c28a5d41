//! Where everything stands at a moment of the run: what the graph shows over its still picture.

mod graph_status;
#[cfg(test)]
mod tests;

pub(crate) use graph_status::taken_edge;
pub use graph_status::{IterationPicks, graph_status};

use crate::Message;
use crate::graph::EdgeId;
use definition::StateId;
use engine::{ExecutionStatus, VisitId, VisitStatus};

/// Status of a state, in the console's words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Not started
    #[default]
    NotStarted,
    /// In progress
    InProgress,
    /// Succeeded
    Succeeded,
    /// Caught error
    CaughtError,
    /// Failed
    Failed,
    /// Canceled
    Canceled,
}

impl Status {
    /// All of them, in the order of the legend.
    pub const ALL: [Self; 6] =
        [Self::NotStarted, Self::InProgress, Self::Succeeded, Self::CaughtError, Self::Failed, Self::Canceled];

    /// The word for it.
    pub fn word(self) -> Message {
        Message::new(match self {
            Self::NotStarted => "status.not_started",
            Self::InProgress => "status.in_progress",
            Self::Succeeded => "status.succeeded",
            Self::CaughtError => "status.caught_error",
            Self::Failed => "status.failed",
            Self::Canceled => "status.canceled",
        })
    }
}

impl From<ExecutionStatus> for Status {
    fn from(status: ExecutionStatus) -> Self {
        match status {
            ExecutionStatus::Running => Self::InProgress,
            ExecutionStatus::Succeeded => Self::Succeeded,
            ExecutionStatus::Failed | ExecutionStatus::TimedOut => Self::Failed,
            ExecutionStatus::Aborted => Self::Canceled,
        }
    }
}

impl From<VisitStatus> for Status {
    fn from(status: VisitStatus) -> Self {
        match status {
            VisitStatus::InProgress => Self::InProgress,
            VisitStatus::Succeeded => Self::Succeeded,
            VisitStatus::CaughtError => Self::CaughtError,
            VisitStatus::Failed => Self::Failed,
            VisitStatus::Aborted => Self::Canceled,
        }
    }
}

/// What the graph shows over its still picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GraphStatus {
    /// By [`StateId`].
    pub nodes: Vec<NodeStatus>,
    /// Transitions that were taken, sorted.
    pub taken: Vec<TakenEdge>,
    /// Tokens, each near the arrow of the state being entered.
    pub tokens: Vec<Token>,
    /// Has the run begun?
    pub is_started: bool,
    /// Has the run come to the end disc?
    pub is_ended: bool,
    /// The counts under the graph: only statuses that occur.
    pub counts: Vec<(Status, usize)>,
}

/// Where a state stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeStatus {
    /// Status of its last visit.
    pub status: Status,
    /// How often it was entered; a badge from 2 on.
    pub visits: u32,
    /// The last visit, for selecting it.
    pub visit: Option<VisitId>,
    /// Is the run here?
    pub is_current: bool,
    /// Attempts of the last visit; a badge from 2 on.
    pub attempts: u32,
    /// Does it wait for the next attempt?
    pub is_backing_off: bool,
    /// The task token it waits for.
    pub waits_for_token: bool,
    /// Iterations of a Map.
    pub iterations: Option<Iterations>,
}

/// The iterations of a Map's last visit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Iterations {
    /// How many there are.
    pub total: u32,
    /// The one that the graph shows inside the container.
    pub shown: Option<u32>,
    /// Those that ended well.
    pub succeeded: u32,
    /// Numbers of those that failed.
    pub failed: Vec<u32>,
    /// Numbers of those that were aborted.
    pub aborted: Vec<u32>,
    /// Numbers of those that are running.
    pub in_progress: Vec<u32>,
}

/// A transition that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TakenEdge {
    /// Which.
    pub edge: EdgeId,
    /// How often.
    pub times: u32,
}

/// A token on the way into a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The transition it came over; `None` for the first state of a branch or iteration.
    pub edge: Option<EdgeId>,
    /// The state it comes to.
    pub state: StateId,
}
