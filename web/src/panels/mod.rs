//! The panes of the page.

pub(crate) mod author;
pub(crate) mod graph;
pub(crate) mod header;
pub(crate) mod keys;
pub(crate) mod timeline;
