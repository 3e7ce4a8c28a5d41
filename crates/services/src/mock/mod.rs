//! Mock files: Step Functions Local's `MockConfigFile.json`, and its bare form for one machine.
//!
//! Attempts are counted from 0 by state name over the whole run. An attempt that a mocked state
//! does not list fails the execution (Developer Guide, sfn-local-mock-cfg-file).

mod file;
mod parse;
mod rules;

pub use file::{MockConfigFile, MockFile, MockOutcome, MockedAttempts, TestCase};
pub use parse::parse;
pub use rules::rules_of;

#[cfg(test)]
mod tests;
