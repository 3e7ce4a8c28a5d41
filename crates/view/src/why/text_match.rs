//! Where a pattern of `StringMatches` matches: for marking the text, not for deciding.

use std::ops::Range;

/// Characters shown on each side of the first marked text.
const CONTEXT_CHARS: usize = 24;

/// The matching text on both sides, as ranges of bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextMatch {
    /// In the value.
    pub value: Vec<Range<usize>>,
    /// In the pattern.
    pub pattern: Vec<Range<usize>>,
    /// The word that a match is only the beginning of: `90` where the pattern ends in `9*`.
    pub start_of: Option<String>,
}

/// A piece of text, marked or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Is it marked?
    pub is_marked: bool,
}

/// A literal piece of a pattern: its text without escapes, and its place.
struct Literal {
    text: String,
    place: Range<usize>,
}

/// Find the literal pieces of `pattern` in `value`, from left to right; `None` when they are not all there.
pub(super) fn text_match(value: &str, pattern: &str) -> Option<TextMatch> {
    let literals = literals(pattern);
    let starts_open = pattern.starts_with('*');
    let mut found = TextMatch::default();
    let mut at = 0;
    for (index, literal) in literals.iter().enumerate() {
        let rest = value.get(at..)?;
        let is_last = index + 1 == literals.len();
        let place = if index == 0 && !starts_open {
            rest.starts_with(&literal.text).then_some(0)
        } else if is_last && literal.place.end == pattern.len() {
            rest.ends_with(&literal.text).then(|| rest.len() - literal.text.len())
        } else {
            rest.find(&literal.text)
        };
        let start = at + place?;
        at = start + literal.text.len();
        found.value.push(start..at);
        found.pattern.push(literal.place.clone());
    }
    found.start_of = found.value.last().and_then(|last| longer_word(value, last.clone()));
    Some(found)
}

/// The pieces between unescaped stars.
fn literals(pattern: &str) -> Vec<Literal> {
    let mut literals = Vec::new();
    let (mut text, mut start) = (String::new(), 0);
    let mut escaped = false;
    for (at, c) in pattern.char_indices() {
        match c {
            '\\' if !escaped => escaped = true,
            '*' if !escaped => {
                if !text.is_empty() {
                    literals.push(Literal { text: std::mem::take(&mut text), place: start..at });
                }
                start = at + 1;
            }
            _ => {
                text.push(c);
                escaped = false;
            }
        }
    }
    if !text.is_empty() {
        literals.push(Literal { text, place: start..pattern.len() });
    }
    literals
}

/// When the matched text ends within a word, the whole word.
fn longer_word(value: &str, matched: Range<usize>) -> Option<String> {
    let inside = value.get(matched.clone())?;
    let tail = inside.len() - inside.trim_end_matches(char::is_alphanumeric).len();
    let more: String = value.get(matched.end..)?.chars().take_while(|c| c.is_alphanumeric()).collect();
    (tail > 0 && !more.is_empty()).then(|| format!("{}{more}", &inside[inside.len() - tail..]))
}

/// The text around its first marked part, with `…` where something is left out.
pub fn excerpt(text: &str, marks: &[Range<usize>]) -> Vec<Marked> {
    let first = marks.first().map_or(0, |mark| mark.start);
    let last = marks.last().map_or(0, |mark| mark.end);
    let start = step_back(text, first, CONTEXT_CHARS);
    let end = text
        .get(last..)
        .and_then(|rest| rest.char_indices().nth(CONTEXT_CHARS))
        .map_or(text.len(), |(at, _)| last + at);
    let mut pieces: Vec<Marked> = Vec::new();
    let mut push = |text: &str, is_marked: bool| {
        if !text.is_empty() {
            pieces.push(Marked { text: text.into(), is_marked });
        }
    };
    push(if start > 0 { "…" } else { "" }, false);
    let mut at = start;
    for mark in marks {
        push(text.get(at..mark.start).unwrap_or_default(), false);
        push(text.get(mark.clone()).unwrap_or_default(), true);
        at = mark.end;
    }
    push(text.get(at..end).unwrap_or_default(), false);
    push(if end < text.len() { "…" } else { "" }, false);
    pieces
}

fn step_back(text: &str, from: usize, chars: usize) -> usize {
    let before = text.get(..from).unwrap_or_default();
    before.char_indices().rev().nth(chars.saturating_sub(1)).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matching_text_is_found_on_both_sides() {
        for (value, pattern, expected, start_of) in [
            (
                r#"{"ExitCode":90,"x":1}"#,
                r#"*"ExitCode":9*"#,
                &[(r#""ExitCode":9"#, r#""ExitCode":9"#)][..],
                Some("90"),
            ),
            (r#"{"ExitCode":9,"x":1}"#, r#"*"ExitCode":9*"#, &[(r#""ExitCode":9"#, r#""ExitCode":9"#)][..], None),
            ("log-2026.txt", "log-*.txt", &[("log-", "log-"), (".txt", ".txt")][..], None),
            ("a*b", r"a\*b", &[("a*b", r"a\*b")][..], None),
            ("anything", "*", &[][..], None),
        ] {
            let found = text_match(value, pattern).unwrap();
            let texts: Vec<(&str, &str)> =
                found.value.iter().zip(&found.pattern).map(|(v, p)| (&value[v.clone()], &pattern[p.clone()])).collect();
            assert_eq!(texts, expected, "{pattern}");
            assert_eq!(found.start_of.as_deref(), start_of, "{pattern}");
        }
        assert_eq!(text_match("abc", "*x*"), None);
        assert_eq!(text_match("abc", "b*"), None);
    }

    #[test]
    fn an_excerpt_keeps_what_is_marked() {
        let text = "警告".repeat(40) + "HERE" + &"x".repeat(100);
        let at = text.find("HERE").unwrap();
        let pieces = excerpt(&text, std::slice::from_ref(&(at..at + 4)));
        let shown: String = pieces.iter().map(|piece| &*piece.text).collect();
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.chars().count() == 54, "{shown}");
        assert_eq!(pieces.iter().find(|piece| piece.is_marked).map(|piece| &*piece.text), Some("HERE"));
        assert_eq!(excerpt("", &[]), []);
    }
}
