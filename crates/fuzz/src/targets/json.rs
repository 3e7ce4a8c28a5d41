//! JSON: the document and the value.

use super::Target;
use super::edits::check_edits;
use ::json::{Node, parse, parse_value, print};
use text::{Diagnostic, LineIndex, Span, apply};

pub(super) const TARGET: Target = Target {
    name: "json",
    corpus: include_str!("../../corpus/json.txt"),
    words: &[
        "{", "}", "[", "]", ":", ",", "\"", "\\u", "\\ud83d", "\\\"", "null", "true", "1e999", "-0", "0.1", "1E-7",
        "//", "/*", "#", "- ", "? ", "key: ", "|\n", ">-\n  ", "&a ", "*a", "!!str ", "---\n", "'", "\"a\": ", "\t",
        "  ", "\n",
    ],
    run,
};

fn run(source: &str) {
    let (document, diagnostics) = parse(source);
    check_diagnostics(source, &diagnostics);
    if let Some(root) = &document.root {
        check_spans(source, root, Span::new(0, source.len()));
        check_edits(&document);
    }
    if let Ok(value) = parse_value(source) {
        let printed = print(&value);
        assert_eq!(parse_value(&printed).as_ref(), Ok(&value), "a printed value is read back");
        assert_eq!(value.bytes(), printed.len(), "a value knows the size of its text");
    }
}

/// Every diagnostic points into the text, and its fixes can be applied.
pub(super) fn check_diagnostics(source: &str, diagnostics: &[Diagnostic]) {
    let lines = LineIndex::new(source);
    for diagnostic in diagnostics {
        assert!(source.get(diagnostic.span.range()).is_some(), "{diagnostic:?}");
        lines.line_column(diagnostic.span.start as usize);
        for fix in &diagnostic.fixes {
            assert!(fix.edits.iter().all(|edit| source.get(edit.span.range()).is_some()), "{fix:?}");
            apply(source, &fix.edits);
        }
    }
}

/// Every node lies inside the one around it.
fn check_spans(source: &str, node: &Node, around: Span) {
    assert!(around.contains(node.span) && source.get(node.span.range()).is_some(), "{:?} in {around:?}", node.span);
    for member in node.members() {
        check_spans(source, &member.value, node.span);
    }
    for item in node.items() {
        check_spans(source, item, node.span);
    }
}
