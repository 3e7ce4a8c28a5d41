//! Why a visit went where it went: a sentence or two, and the evidence.

mod attempts;
mod choice;
mod failure;
mod lost;
mod sentence;
mod text_match;

#[cfg(test)]
mod tests;

pub use attempts::{AttemptView, attempts};
pub use choice::{ConditionView, GroupKind, RuleView, Verdict, rules};
pub(crate) use failure::{failing_path, waits_for_token};
pub use sentence::why;
pub use text_match::{Marked, TextMatch, excerpt};

use definition::StateId;
use engine::Decision;

/// The state that a decision leads to.
pub fn next_of(decision: &Decision) -> Option<StateId> {
    match decision {
        Decision::Continued { next } | Decision::Chose { next, .. } | Decision::Caught { next, .. } => *next,
        Decision::Failed(_) | Decision::Aborted => None,
    }
}
