//! What stands in strings for something that is filled in later.

/// Is the text one `${Name}` and nothing else, as CloudFormation and SAM substitute it?
/// Such a text may stand for a value of any type.
pub(crate) fn is_substitution(text: &str) -> bool {
    let text = text.trim();
    let Some(name) = text.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) else { return false };
    !name.is_empty() && !name.contains(['{', '}'])
}

/// Is there a `${Name}` somewhere in the text?
pub(crate) fn has_substitution(text: &str) -> bool {
    text.split("${").skip(1).any(|rest| rest.find('}').is_some_and(|end| end > 0))
}

/// Is the text a `{% … %}` expression?
pub(crate) fn is_jsonata(text: &str) -> bool {
    text.starts_with("{%") && text.ends_with("%}") && text.len() >= 4
}
