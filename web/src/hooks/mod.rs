//! What several panes do alike.

mod preferred;
mod size;

pub(crate) use preferred::preferred_languages;
pub(crate) use size::use_size;
