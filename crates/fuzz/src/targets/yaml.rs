//! YAML: the tree, and edits of the text by it.

use super::Target;
use super::edits::check_edits;
use super::json::check_diagnostics;
use ::json::{Node, NodeKind, parse_yaml};
use text::Span;

pub(super) const TARGET: Target = Target {
    name: "yaml",
    corpus: include_str!("../../corpus/yaml.txt"),
    words: &[
        "- ",
        "? ",
        ": ",
        ":",
        "key: ",
        "|\n",
        "|-\n  ",
        ">-\n  ",
        "&a ",
        "*a",
        "<<: *a",
        "!!str ",
        "!Sub ",
        "!GetAtt ",
        "A.B",
        "---\n",
        "...\n",
        "'",
        "\"",
        "\\",
        "\\u00e9",
        "{",
        "}",
        "[",
        "]",
        ", ",
        "# note",
        "\t",
        "  ",
        "\n",
        "\r\n",
        "yes",
        "~",
        "0x1F",
        "2026-01-31",
        "%",
        "@",
    ],
    run,
};

fn run(source: &str) {
    let (document, diagnostics) = parse_yaml(source);
    check_diagnostics(source, &diagnostics);
    if let Some(root) = &document.root {
        check_places(source, root);
        check_edits(&document);
    }
}

/// Every place is in the text. Parts of an alias lie elsewhere than it does.
fn check_places(source: &str, node: &Node) {
    assert!(source.get(node.span.range()).is_some(), "{node:?}");
    if let NodeKind::String(string) = &node.kind {
        let end = string.value.len();
        assert!(string.source_span(Span::new(0, end)).end as usize <= source.len(), "{node:?}");
    }
    node.items().iter().for_each(|item| check_places(source, item));
    for member in node.members() {
        assert!(source.get(member.key_span.range()).is_some(), "{member:?}");
        check_places(source, &member.value);
    }
}
