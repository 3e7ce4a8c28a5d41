//! Changing a workflow by hand, without touching its text: states are added from a palette,
//! deleted, moved, doubled and connected, and their fields filled in through a form.
//!
//! Every change is a few [`text::Edit`]s of the definition, so that formatting and comments stay
//! as a person wrote them, and the editor's undo takes a change back as one. Nothing here needs
//! a definition without mistakes: what cannot be done gives no edits.

mod add;
mod connect;
mod delete;
mod draft;
mod exit;
pub mod form;

#[cfg(test)]
mod flow_tests;
mod names;
mod palette;
mod place;
#[cfg(test)]
mod property_tests;
mod reorder;
#[cfg(test)]
mod testing;

pub use add::{add, duplicate};
pub use connect::connect;
pub use delete::delete;
pub use exit::{Exit, exit_behind, exits_into, exits_of};
pub use palette::{Group, Template, palette};
pub use place::state_path;
pub use reorder::{move_earlier, move_later, move_onto, places_for};

use text::Edit;

/// Edits of the definition, and the state to look at afterwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What becomes of the text.
    pub edits: Vec<Edit>,
    /// Location of the state to look at, such as `/States/A`; none when it is gone.
    pub look_at: Option<String>,
}
