//! Minimal text edits: change one value in a JSON or YAML text and leave the rest of it,
//! with its formatting and comments, as a person wrote it.
//!
//! Each function returns the edits to apply together; none when the path leads nowhere. New
//! text is laid out like what stands beside it.

mod container;
mod layout;

use crate::{Document, Node, NodeKind, Object, Syntax, Value};
use container::Container;
use layout::Layout;
use text::Edit;

/// One step down into a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'p> {
    /// The member of an object.
    Key(&'p str),
    /// The item of an array, or the entry of an object, counted from 0.
    Index(usize),
}

impl<'p> From<&'p str> for Step<'p> {
    fn from(key: &'p str) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Step<'_> {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// Set the value at a path. Members that are missing are added at the end of their objects.
pub fn set(document: &Document, path: &[Step<'_>], value: &Value) -> Vec<Edit> {
    let layout = Layout::of(document);
    let Some(root) = &document.root else { return layout.replace_all(value) };
    let Some((last, parents)) = path.split_last() else { return layout.replace_root(&document.text, root, value) };
    for known in (0..=parents.len()).rev() {
        let Some(parent) = follow(root, &parents[..known]) else { continue };
        let Some(container) = Container::of(document, parent) else { return Vec::new() };
        let (step, missing) = match parents.get(known) {
            Some(step) => (step, &path[known + 1..]),
            None => (last, &[][..]),
        };
        return match (container.find(*step), step) {
            (Some(entry), _) => container.set(&layout, entry, value),
            (None, Step::Key(key)) => match wrap(missing, value) {
                Some(value) => container.insert(&layout, container.len(), Some(key), &value),
                None => Vec::new(),
            },
            (None, Step::Index(index)) if *index == container.len() && missing.is_empty() => {
                container.insert(&layout, *index, None, value)
            }
            _ => Vec::new(),
        };
    }
    Vec::new()
}

/// Insert a member into the object at `parent`, before the entry that is now at `place`.
pub fn insert(document: &Document, parent: &[Step<'_>], place: usize, key: &str, value: &Value) -> Vec<Edit> {
    edit_container(document, parent, |container, layout| container.insert(layout, place, Some(key), value))
}

/// Insert an item into the array at `parent`, before the one that is now at `place`.
pub fn insert_item(document: &Document, parent: &[Step<'_>], place: usize, value: &Value) -> Vec<Edit> {
    edit_container(document, parent, |container, layout| container.insert(layout, place, None, value))
}

/// Remove the member or item at a path.
pub fn remove(document: &Document, path: &[Step<'_>]) -> Vec<Edit> {
    let Some((last, parent)) = path.split_last() else { return Vec::new() };
    edit_container(document, parent, |container, _| match container.find(*last) {
        Some(entry) => container.remove(entry),
        None => Vec::new(),
    })
}

/// Give the member at a path another key.
pub fn rename(document: &Document, path: &[Step<'_>], key: &str) -> Vec<Edit> {
    let Some((last, parent)) = path.split_last() else { return Vec::new() };
    edit_container(document, parent, |container, _| match container.find(*last) {
        Some(entry) => container.rename(entry, key),
        None => Vec::new(),
    })
}

/// Move the member or item at a path to another place among its siblings.
pub fn move_to(document: &Document, path: &[Step<'_>], place: usize) -> Vec<Edit> {
    let Some((last, parent)) = path.split_last() else { return Vec::new() };
    edit_container(document, parent, |container, layout| match container.find(*last) {
        Some(entry) if entry != place && place < container.len() => container.move_to(layout, entry, place),
        _ => Vec::new(),
    })
}

fn edit_container(
    document: &Document,
    path: &[Step<'_>],
    edit: impl FnOnce(&Container<'_>, &Layout) -> Vec<Edit>,
) -> Vec<Edit> {
    let node = document.root.as_ref().and_then(|root| follow(root, path));
    let container = node.and_then(|node| Container::of(document, node));
    container.map_or_else(Vec::new, |container| edit(&container, &Layout::of(document)))
}

/// The node at a path.
pub fn follow<'d>(root: &'d Node, path: &[Step<'_>]) -> Option<&'d Node> {
    path.iter().try_fold(root, |node, step| match step {
        Step::Key(key) => node.get(key),
        Step::Index(index) => match &node.kind {
            NodeKind::Array(items) => items.get(*index),
            NodeKind::Object(members) => members.get(*index).map(|member| &member.value),
            _ => None,
        },
    })
}

/// The value below the keys of a path that does not exist yet.
fn wrap(path: &[Step<'_>], value: &Value) -> Option<Value> {
    path.iter().rev().try_fold(value.clone(), |value, step| match step {
        Step::Key(key) => Some([((*key).into(), value)].into_iter().collect::<Object>().into()),
        Step::Index(0) => Some(vec![value].into()),
        Step::Index(_) => None,
    })
}

fn is_yaml(document: &Document) -> bool {
    document.syntax == Syntax::Yaml
}

#[cfg(test)]
mod tests;
