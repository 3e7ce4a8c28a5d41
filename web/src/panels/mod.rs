//! The panes of the page.

pub(crate) mod author;
pub(crate) mod header;
