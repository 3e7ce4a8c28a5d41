//! Strings that hold an expression.

pub(crate) use definition::{has_substitution, is_substitution};

/// Is the text a `{% … %}` expression?
pub(crate) fn is_jsonata(text: &str) -> bool {
    text.starts_with("{%") && text.ends_with("%}") && text.len() >= 4
}
