//! What readers of YAML 1.1 take for something else. Many tools still are such readers
//! (PyYAML in the SAM and AWS command line tools, older js-yaml), so the same file means
//! different things to them.

use text::{Diagnostic, Edit, Span};

/// Code of all these warnings.
const CODE: &str = "LINT_YAML_TRAP";

/// A warning for an unquoted scalar that means something else in YAML 1.1.
pub(super) fn check(text: &str, span: Span) -> Option<Diagnostic> {
    let meaning = meaning_in_1_1(text)?;
    let message = format!("Unquoted, {text} is {meaning} for readers of YAML 1.1");
    let quoted = Edit::replace(span, crate::quote(text));
    Some(Diagnostic::warning(CODE, message, span).fix("Put it in quotes", vec![quoted]))
}

/// A warning at an alias or merge key.
pub(super) fn warn(message: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(CODE, message, span)
}

/// Would a reader of either version take the unquoted text for something else than this string?
pub(crate) fn meaning_in_1_1(text: &str) -> Option<&'static str> {
    if ["yes", "no", "on", "off"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return Some("a boolean");
    }
    if [".inf", "-.inf", "+.inf", ".nan"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return Some("a number that JSON cannot hold");
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some("an octal number");
    }
    if digits.starts_with("0o") {
        return Some("a string");
    }
    if is_base_60(digits) {
        return Some("a number in base 60");
    }
    if digits.contains('_') && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_') {
        return Some("a number");
    }
    is_timestamp(text).then_some("a timestamp")
}

/// `12:30`, `1:30:59.5`
fn is_base_60(digits: &str) -> bool {
    let Some((first, rest)) = digits.split_once(':') else { return false };
    let is_whole = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_whole(first) && rest.split([':', '.']).all(is_whole)
}

/// `2026-01-31`, with or without a time
fn is_timestamp(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize| bytes.get(from..to).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    let is_date =
        digits(0, 4) && bytes.get(4) == Some(&b'-') && digits(5, 7) && bytes.get(7) == Some(&b'-') && digits(8, 10);
    let rest = text.get(10..).unwrap_or_default();
    is_date && (rest.is_empty() || rest.starts_with(['T', 't', ' ']) && digits(11, 13))
}
