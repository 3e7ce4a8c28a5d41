//! JSON or YAML, told by content.

use crate::again::Before;
use crate::document_parser::{MAX_ERRORS, parse_after};
use crate::yaml::parse_yaml_again;
use crate::{Document, Syntax, parse, parse_yaml};
use text::Diagnostic;

/// Parse a text that is JSON or YAML. Never fails.
pub fn parse_any(source: &str) -> (Document, Vec<Diagnostic>) {
    match detect(source) {
        Syntax::Json => parse(source),
        Syntax::Yaml => parse_yaml(source),
    }
}

/// As [`parse_any`], after an edit: `before` is what the text was, with all that was said of it. The result is the
/// same, and what the edit has not touched is not parsed again.
pub fn parse_again(source: &str, before: &Document, complaints: &[Diagnostic]) -> (Document, Vec<Diagnostic>) {
    let syntax = detect(source);
    // Of a text with too many errors not all are known.
    if syntax != before.syntax || complaints.len() >= MAX_ERRORS {
        return parse_any(source);
    }
    match syntax {
        Syntax::Json => parse_after(source, Some(Before::new(source, before, complaints))),
        Syntax::Yaml => parse_yaml_again(source, before, complaints).unwrap_or_else(|| parse_yaml(source)),
    }
}

/// Which of the two a person means. A text in brackets is JSON (YAML would allow it too, but
/// its errors would be worse); a text with a comment, a list, or a key and a colon is YAML.
pub fn detect(source: &str) -> Syntax {
    let text = source.trim_start_matches('\u{feff}').trim_start();
    let is_yaml = match text.chars().next() {
        None | Some('{' | '[' | '/') => false,
        Some('#' | '%' | '&' | '!') => true,
        Some('"') => starts_with_quoted_key(text),
        Some(_) => {
            text.starts_with("---") || text.starts_with("- ") || text.starts_with("? ") || first_line_has_key(text)
        }
    };
    if is_yaml { Syntax::Yaml } else { Syntax::Json }
}

/// `"key": value` alone on its line; with a comma or a brace behind it, it is JSON whose
/// opening brace is missing.
fn starts_with_quoted_key(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default().trim_end();
    line.contains("\":") && !line.ends_with([',', '{', '['])
}

fn first_line_has_key(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default().trim_end();
    line.contains(": ") || line.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_syntax() {
        for (text, syntax) in [
            ("", Syntax::Json),
            ("  \n{\"a\": 1}", Syntax::Json),
            ("\u{feff}{}", Syntax::Json),
            ("[1]", Syntax::Json),
            ("{a: 1}", Syntax::Json),
            ("// note\n{}", Syntax::Json),
            ("hello", Syntax::Json),
            ("12", Syntax::Json),
            ("\"StartAt\": \"A\",\n", Syntax::Json),
            ("# note\nStartAt: A", Syntax::Yaml),
            ("---\nStartAt: A", Syntax::Yaml),
            ("StartAt: A", Syntax::Yaml),
            ("States:\n  A:", Syntax::Yaml),
            ("\"StartAt\": A", Syntax::Yaml),
            ("- a\n- b", Syntax::Yaml),
            ("'a': 1", Syntax::Yaml),
        ] {
            assert_eq!(detect(text), syntax, "{text:?}");
        }
    }
}
