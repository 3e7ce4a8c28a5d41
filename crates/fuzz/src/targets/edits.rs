//! Edits of a text by its tree: they fit the text, whatever it is.

use ::json::edit::{self, Step};
use ::json::{Document, Node, Value, parse_any};
use text::{Edit, apply};

/// Every edit of the first and last entries fits the text, and what it makes can be read.
pub(super) fn check_edits(document: &Document) {
    for path in document.root.iter().flat_map(paths) {
        check_path(document, &path);
    }
}

/// The way to the first entry of each level, and to the last.
fn paths(root: &Node) -> Vec<Vec<Step<'static>>> {
    let mut paths = Vec::new();
    for from_end in [false, true] {
        let (mut node, mut path) = (root, Vec::new());
        while path.len() < 20 {
            let len = node.items().len() + node.members().len();
            let Some(last) = len.checked_sub(1) else { break };
            let place = if from_end { last } else { 0 };
            path.push(Step::Index(place));
            paths.push(path.clone());
            node = node.items().get(place).unwrap_or_else(|| &node.members()[place].value);
        }
    }
    paths
}

fn check_path(document: &Document, path: &[Step<'_>]) {
    let value = Value::from(vec![Value::from("a: b"), Value::Null]);
    let edits = [
        edit::set(document, path, &value),
        edit::insert(document, path, 0, "key", &value),
        edit::remove(document, path),
        edit::rename(document, path, "other key"),
        edit::move_to(document, path, 1),
    ];
    for edits in edits {
        assert!(edits.iter().all(|edit: &Edit| document.text.get(edit.span.range()).is_some()), "{edits:?}");
        parse_any(&apply(&document.text, &edits));
    }
}
