//! The data of one visit, stage by stage: what the definition says beside the data after it.

mod chips;
mod stages;

#[cfg(test)]
mod tests;

pub(crate) use chips::resource_text;
pub use chips::{Chip, ChipKind};
pub use stages::data_flow;

use crate::tree::{ChangeCounts, TreeSource};
use crate::{Message, StateRef};
use engine::{Stage, Visit};
use host::Timestamp;
use json::{Text, Value};

/// AWS's quota for a payload: 256 KiB, as Step Functions counts it.
pub const PAYLOAD_LIMIT_BYTES: usize = 262_144;

/// What the data flow of a state is made from.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// Its machine.
    pub machine: &'a definition::StateMachine,
    /// The state.
    pub state: &'a definition::State,
    /// The visit; `None` before the state was entered.
    pub visit: Option<&'a Visit>,
    /// What is known of its input, when there is no visit: the execution input, for the first state.
    pub expected_input: Option<&'a Value>,
    /// When the execution started.
    pub start: Timestamp,
}

/// One stage.
#[derive(Clone, Debug, PartialEq)]
pub struct StageView {
    /// Which.
    pub stage: StageName,
    /// What it is called.
    pub name: Message,
    /// How it went.
    pub tone: Tone,
    /// The expressions of the definition that did it.
    pub chips: Vec<Chip>,
    /// At most one short sentence beside it.
    pub says: Option<Message>,
    /// The data after it; a stage without a card is one thin line.
    pub card: Option<Card>,
}

/// Names a stage of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the specification's own")]
pub enum StageName {
    Input,
    InputPath,
    Items,
    Parameters,
    Arguments,
    ItemSelector,
    Sent,
    Wait,
    Choices,
    Result,
    ResultSelector,
    ResultPath,
    OutputPath,
    Assign,
    Output,
}

/// How a stage went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to say.
    Plain,
    /// It has not been reached.
    Waiting,
    /// It is not used, or does nothing.
    Unused,
    /// Something here is easily overlooked, such as an input that is lost.
    Notice,
    /// An error that a Catcher caught.
    Caught,
    /// An error.
    Failed,
}

/// The data after a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// What it is called.
    pub title: Message,
    /// What is in it.
    pub body: CardBody,
    /// When, in milliseconds since the execution started, where it is not at once.
    pub at: Option<i64>,
}

/// What a card holds.
#[derive(Clone, Debug, PartialEq)]
pub enum CardBody {
    /// A value.
    Data {
        /// For [`tree`](crate::tree::tree).
        source: TreeSource,
        /// What changed, at the outermost changed values.
        changes: ChangeCounts,
        /// Size of the value's text; see [`PAYLOAD_LIMIT_BYTES`].
        bytes: usize,
    },
    /// The same value as in the card before.
    Same {
        /// Its size.
        bytes: usize,
        /// The value, for those who want to see it again.
        value: Value,
        /// "Becomes the input of 警告判定(A)"
        goes_to: Option<Message>,
    },
    /// "Not yet."
    Waiting(Message),
    /// The stage failed.
    Failure {
        /// Error name.
        error: Option<Text>,
        /// What AWS says.
        cause: Option<Text>,
    },
}

impl StageName {
    /// Does this stage fail when the engine's `stage` does?
    pub(crate) fn fails_with(self, stage: Stage) -> bool {
        match self {
            Self::Input | Self::Sent => false,
            Self::InputPath => stage == Stage::InputPath,
            Self::Items => stage == Stage::Items,
            Self::Parameters | Self::ItemSelector => stage == Stage::Parameters,
            Self::Arguments => stage == Stage::Arguments,
            Self::Wait | Self::Choices => stage == Stage::Work,
            Self::Result => matches!(stage, Stage::Work | Stage::Service),
            Self::ResultSelector => stage == Stage::ResultSelector,
            Self::ResultPath => stage == Stage::ResultPath,
            Self::OutputPath => stage == Stage::OutputPath,
            Self::Assign => stage == Stage::Assign,
            Self::Output => stage == Stage::Output,
        }
    }
}

/// The next state in a sentence, if the visit has come so far.
pub(crate) fn goes_to(shown: &Shown<'_>) -> Option<Message> {
    let next = shown.visit?.decision.as_deref().and_then(crate::why::next_of)?;
    Some(Message::new("flow.goes_to").with("state", crate::Arg::State(StateRef::of(shown.machine.state(next)))))
}
