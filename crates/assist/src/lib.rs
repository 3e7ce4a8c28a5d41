//! What the editor offers while a definition is written: completion, hover, navigation, rename.
//!
//! Everything starts from a [`Place`](place::Place): which object of the language the caret is in,
//! and whether on a key or in a value. Offsets are bytes of the document's text.

mod complete;
mod hover;
mod known;
mod navigate;
mod place;
mod run_data;
#[cfg(test)]
mod testing;

pub use complete::{Completion, CompletionKind, Completions, complete};
pub use hover::{Hover, hover};
pub use navigate::{definition_of, references, rename};
pub use run_data::{NoData, RunData};
