//! Regular expressions as JavaScript matches them, with a budget.
//!
//! A small backtracking matcher: the whole of JavaScript's syntax (look-around, back-references,
//! lazy quantifiers), a twentieth of the size of the usual crates. Two deviations, both because
//! text is UTF-8 here: a character outside the Basic Multilingual Plane counts as one, and
//! offsets are bytes. Every step is paid from a budget, so no pattern runs away.

mod class;
mod matcher;
mod program;
mod syntax;

use program::Program;

/// A compiled regular expression.
#[derive(Clone, Debug)]
pub struct Pattern {
    program: Program,
}

/// A match: byte offsets in the text that was searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Start and end of each group; `None` for a group that took no part.
    pub groups: Vec<Option<(usize, usize)>>,
}

/// The budget ran out before an answer was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exhausted;

impl Pattern {
    /// Compile `source`; the flags `i`, `m` and `s` count, others are ignored.
    /// The error says what is wrong, in V8's words.
    pub fn parse(source: &str, flags: &str) -> Result<Self, String> {
        let syntax = syntax::parse(source).map_err(|problem| format!("/{source}/: {problem}"))?;
        let program = program::compile(&syntax, flags).map_err(|problem| format!("/{source}/: {problem}"))?;
        Ok(Self { program })
    }

    /// The first match that starts at the byte offset `from` or later. Each step costs one of `budget`.
    pub fn find_at(&self, text: &str, from: usize, budget: &mut u64) -> Result<Option<Match>, Exhausted> {
        matcher::find(&self.program, text, from, budget)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'t>(source: &str, flags: &str, text: &'t str) -> Option<Vec<Option<&'t str>>> {
        let pattern = Pattern::parse(source, flags).unwrap();
        let found = pattern.find_at(text, 0, &mut 1_000_000).unwrap()?;
        let whole = Some(&text[found.start..found.end]);
        Some(
            std::iter::once(whole)
                .chain(found.groups.iter().map(|group| group.map(|(from, to)| &text[from..to])))
                .collect(),
        )
    }

    #[test]
    fn patterns_match_as_in_javascript() {
        for (source, flags, text, expected) in [
            ("b+", "", "abbbc", Some("bbb")),
            ("b+?", "", "abbbc", Some("b")),
            ("a|ab", "", "ab", Some("a")),
            ("(?:a|ab)c", "", "abc", Some("abc")),
            ("x*", "", "abc", Some("")),
            ("[^a-c]+", "", "abcdef", Some("def")),
            ("[]", "", "a", None),
            ("[^]", "", "\n", Some("\n")),
            (".", "", "\n\u{2028}x", Some("x")),
            (".", "s", "\n", Some("\n")),
            ("^b", "", "a\nb", None),
            ("^b", "m", "a\nb", Some("b")),
            ("a$", "m", "a\nb", Some("a")),
            ("HAT", "i", "Bowler Hat", Some("Hat")),
            ("[a-z]+", "i", "ABC", Some("ABC")),
            ("É", "i", "é", Some("é")),
            ("\\bfoo\\b", "", "a foo b", Some("foo")),
            ("\\Boo", "", "foo", Some("oo")),
            ("\\d{2,3}", "", "12345", Some("123")),
            ("\\d{2}", "", "1 23", Some("23")),
            ("\\d{2,}", "", "1 2345", Some("2345")),
            ("a{,2}", "", "a{,2}", Some("a{,2}")),
            ("\\w+@\\w+\\.com", "", "to me@here.com", Some("me@here.com")),
            ("\\s", "", "a\u{a0}b", Some("\u{a0}")),
            ("\\x41\\u0042\\cJ\\0", "", "AB\n\0", Some("AB\n\0")),
            ("foo(?=bar)", "", "foobaz foobar", Some("foo")),
            ("foo(?!bar)...", "", "foobar foobaz", Some("foobaz")),
            ("(?<=\\$)\\d+", "", "5 $42", Some("42")),
            ("(?<!\\$)\\b\\d+", "", "$42 5", Some("5")),
            ("[[]", "", "[", Some("[")),
            ("[\\]\\-a]+", "", "a-]", Some("a-]")),
            ("警.", "", "x警告", Some("警告")),
            ("\\/", "", "a/b", Some("/")),
            ("]", "", "]", Some("]")),
        ] {
            assert_eq!(
                find(source, flags, text).and_then(|groups| groups[0]),
                expected,
                "/{source}/{flags} on {text:?}"
            );
        }
    }

    #[test]
    fn groups_capture_as_in_javascript() {
        for (source, text, expected) in [
            ("(a)|(b)", "b", vec![Some("b"), None, Some("b")]),
            ("(\\w+)\\s(\\w+)", "John Smith", vec![Some("John Smith"), Some("John"), Some("Smith")]),
            ("(?<first>a)(b)", "ab", vec![Some("ab"), Some("a"), Some("b")]),
            (
                "(z)((a+)?(b+)?(c))*",
                "zaacbbbcac",
                vec![Some("zaacbbbcac"), Some("z"), Some("ac"), Some("a"), None, Some("c")],
            ),
            ("(a*)*", "b", vec![Some(""), None]),
            ("(?=(a+))a*b\\1", "baaabac", vec![Some("aba"), Some("a")]),
            ("(.)\\1", "abccd", vec![Some("cc"), Some("c")]),
            ("(?<q>['\"]).*?\\k<q>", "say 'it'", vec![Some("'it'"), Some("'")]),
            ("(?<=(\\d+)(\\d+))$", "1053", vec![Some(""), Some("1"), Some("053")]),
        ] {
            assert_eq!(find(source, "", text), Some(expected), "/{source}/ on {text:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (source, problem) in [
            ("(", "Unterminated group"),
            ("a)", "Unmatched ')'"),
            ("*a", "Nothing to repeat"),
            ("a**", "Nothing to repeat"),
            ("[a", "Unterminated character class"),
            ("[b-a]", "Range out of order in character class"),
            ("a{2,1}", "numbers out of order in {} quantifier"),
            ("\\", "\\ at end of pattern"),
            ("(?a)", "Invalid group"),
            ("(?<n>a)(?<n>b)", "Duplicate capture group name"),
            ("(?<n>a)\\k<m>", "Invalid named capture referenced"),
            ("((a{1000}){1000}){1000}", "Regular expression too large"),
        ] {
            let message = Pattern::parse(source, "").map(|_| ()).unwrap_err();
            assert_eq!(message, format!("/{source}/: {problem}"));
        }
    }

    #[test]
    fn a_runaway_pattern_ends_with_its_budget() {
        let pattern = Pattern::parse("(a+)+$", "").unwrap();
        assert_eq!(pattern.find_at(&format!("{}b", "a".repeat(60)), 0, &mut 100_000), Err(Exhausted));
    }

    #[test]
    fn deep_nesting_is_refused_and_never_overflows() {
        assert!(Pattern::parse(&"(".repeat(100_000), "").is_err());
        assert!(Pattern::parse(&format!("{}a{}", "(?:".repeat(5000), ")".repeat(5000)), "").is_err());
    }

    #[test]
    fn any_text_is_a_pattern_or_an_error() {
        let alphabet: Vec<char> = "ab\\()[]{}?*+|^$.-,:<=!1dwsbku0é".chars().collect();
        let mut state = 1_u64;
        for _ in 0..20_000 {
            let source: String = (0..state % 12)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    alphabet[(state >> 33) as usize % alphabet.len()]
                })
                .collect();
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            if let Ok(pattern) = Pattern::parse(&source, "i") {
                _ = pattern.find_at("aé(b1-,", 0, &mut 10_000);
            }
        }
    }
}
