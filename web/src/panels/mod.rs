//! The panes of the page.

pub(crate) mod author;
mod by_hand;
pub(crate) mod command_menu;
pub(crate) mod design;
pub(crate) mod graph;
pub(crate) mod header;
pub(crate) mod inspector;
mod json_field;
pub(crate) mod keys;
pub(crate) mod lineage;
pub(crate) mod notice;
pub(crate) mod palette;
pub(crate) mod phone;
pub(crate) mod prose;
pub(crate) mod rename;
pub(crate) mod sentence;
pub(crate) mod test_cases;
pub(crate) mod timeline;
pub(crate) mod value_dialog;
pub(crate) mod value_tree;
