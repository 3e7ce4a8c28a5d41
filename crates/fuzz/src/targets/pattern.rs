//! Regular expressions: every match lies in the text, and every search ends.

use super::Target;
use ::pattern::Pattern;

pub(super) const TARGET: Target = Target {
    name: "pattern",
    corpus: include_str!("../../corpus/pattern.txt"),
    words: &[
        "(", ")", "[", "]", "[^", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?<n>", "\\1", "\\k<n>", "*", "+", "?", "*?",
        "{2,3}", "{,", "|", "^", "$", ".", "\\b", "\\d", "\\w", "\\s", "\\u0061", "\\x61", "\\p{L}", "a-z", "-", "\\",
        "é", "警",
    ],
    run,
};

const TEXT: &str = "aaaaaaaa 12-34 Éé 警告判定(A) \"ExitCode\":9 😀\nnext line";

fn run(source: &str) {
    for flags in ["", "i", "ms"] {
        let Ok(pattern) = Pattern::parse(source, flags) else { continue };
        let mut from = 0;
        let mut budget = 20_000;
        while let Ok(Some(found)) = pattern.find_at(TEXT, from, &mut budget) {
            assert!(TEXT.get(found.start..found.end).is_some(), "{found:?}");
            for (start, end) in found.groups.into_iter().flatten() {
                assert!(TEXT.get(start..end).is_some(), "{start}..{end}");
            }
            let Some(next) = TEXT[found.end..].chars().next() else { break };
            from = found.end + next.len_utf8();
        }
    }
}
