//! What several panes do alike.

mod preferred;

pub(crate) use preferred::preferred_languages;
