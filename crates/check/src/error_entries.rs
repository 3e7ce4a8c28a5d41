//! Retriers and Catchers, as far as they are alike.

use definition::State;
use json::Text;
use text::Span;

/// One Retrier or Catcher: what it matches, and where it stands.
#[derive(Debug)]
pub(crate) struct ErrorEntry<'a> {
    /// `ErrorEquals`
    pub names: &'a [Text],
    /// Place of the entry.
    pub span: Span,
    /// AWS's location of it: `/States/T/Retry[0]`.
    pub location: String,
}

/// The state's Retriers, and its Catchers, each in the order in which they are tried.
pub(crate) fn error_entries(state: &State) -> [Vec<ErrorEntry<'_>>; 2] {
    let location = |field: &str, index: usize| format!("{}/{field}[{index}]", state.location);
    let retriers = state.retry.iter().enumerate().map(|(index, retrier)| ErrorEntry {
        names: &retrier.error_equals,
        span: retrier.span,
        location: location("Retry", index),
    });
    let catchers = state.catch.iter().enumerate().map(|(index, catcher)| ErrorEntry {
        names: &catcher.error_equals,
        span: catcher.span,
        location: location("Catch", index),
    });
    [retriers.collect(), catchers.collect()]
}
