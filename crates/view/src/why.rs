//! Why a visit went where it went.

use definition::StateId;
use engine::Decision;

/// The state that a decision leads to.
pub fn next_of(decision: &Decision) -> Option<StateId> {
    match decision {
        Decision::Continued { next } | Decision::Chose { next, .. } | Decision::Caught { next, .. } => *next,
        Decision::Failed(_) | Decision::Aborted => None,
    }
}
