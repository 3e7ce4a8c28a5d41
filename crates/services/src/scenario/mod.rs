//! The scenario: what the simulated world does, as data.
//!
//! A scenario is ordered rules. A rule's key names a state, or a path such as `Map[3]/Task` or
//! `Map[*]/Task`; its entries are the attempts in order, and the last one repeats. A state
//! without a rule gets its service's ordinary success.

mod check;
mod edit;
mod entry;
mod lasting;
mod parse;
mod parse_entry;
mod print;
mod reader;
mod rename;
mod rules;

pub use check::check;
pub use entry::{
    Callback, CallbackAnswer, ContainerOutcome, Deed, EcsOutcome, EksOutcome, Entry, HttpOutcome, Intervention,
    JobOutcome, LambdaOutcome, Outcome, RunTaskFailure,
};
pub use lasting::Lasting;
pub use parse::parse;
pub use print::print;
pub use rename::renamed_path;
pub use rules::{AttemptCounts, AttemptPlace, Rule};

pub(crate) use lasting::MAX_MILLIS;
pub(crate) use reader::Reader;

use host::Timestamp;
use json::{Text, Value};

/// What the simulated world does in one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Of all randomness in the run.
    pub seed: u64,
    /// When the execution starts.
    pub start_time: Timestamp,
    /// What the tasks do, of every execution in the run.
    pub tasks: Vec<Rule>,
    /// What the tasks of one machine do, by its name; these rules win over `tasks`.
    pub machines: Vec<(Text, Vec<Rule>)>,
    /// Objects of S3 that are there when the run starts: `(bucket, [(key, body)])`. A body that is
    /// not a string is served as its JSON text.
    pub s3: Vec<(Text, Vec<(Text, Value)>)>,
    /// Items of DynamoDB tables that are there when the run starts.
    pub dynamodb: Vec<(Text, Vec<Value>)>,
}

/// The start of a run whose scenario says nothing else: 2026-01-01T00:00:00Z.
const DEFAULT_START: Timestamp = Timestamp::from_millis(1_767_225_600_000);

impl Default for Scenario {
    fn default() -> Self {
        Self {
            seed: 1,
            start_time: DEFAULT_START,
            tasks: Vec::new(),
            machines: Vec::new(),
            s3: Vec::new(),
            dynamodb: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
