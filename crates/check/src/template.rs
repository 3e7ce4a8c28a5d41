//! Strings that hold an expression.

pub(crate) use definition::{has_substitution, is_substitution};

/// Is the text a `{% … %}` expression?
pub(crate) fn is_jsonata(text: &str) -> bool {
    text.starts_with("{%") && text.ends_with("%}") && text.len() >= 4
}

/// Does the text look like a path, as nobody writes a plain text?
pub(crate) fn looks_like_path(text: &str) -> bool {
    let rest = text.strip_prefix("$$").or_else(|| text.strip_prefix('$')).unwrap_or_default();
    let named = rest.strip_prefix('.').is_some_and(|name| name.starts_with(|c: char| c.is_alphabetic() || c == '_'));
    named && !text.contains(char::is_whitespace) || rest.starts_with("['") || rest.starts_with("[0")
}

/// Does the text look like a call of an intrinsic function?
pub(crate) fn looks_like_intrinsic(text: &str) -> bool {
    let name = text.strip_prefix("States.").and_then(|rest| rest.split_once('(')).map(|(name, _)| name);
    name.is_some_and(|name| !name.is_empty() && name.chars().all(char::is_alphanumeric)) && text.ends_with(')')
}

/// Visit every member inside a value, at any depth.
pub(crate) fn for_each_member(node: &json::Node, visit: &mut dyn FnMut(&json::Member)) {
    node.items().iter().for_each(|item| for_each_member(item, visit));
    for member in node.members() {
        visit(member);
        for_each_member(&member.value, visit);
    }
}

/// Visit every text inside a value, at any depth.
pub(crate) fn for_each_text<'n>(node: &'n json::Node, visit: &mut dyn FnMut(&'n json::Node, &'n str)) {
    if let Some(text) = node.as_str() {
        visit(node, text);
    }
    node.items().iter().for_each(|item| for_each_text(item, visit));
    node.members().iter().for_each(|member| for_each_text(&member.value, visit));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_calls_are_told_from_text() {
        for (text, path, call) in [
            ("$.a.b", true, false),
            ("$$.Task.Token", true, false),
            ("$['a b']", true, false),
            ("$[0].a", true, false),
            ("$", false, false),
            ("$5.00", false, false),
            ("$.99 each", false, false),
            ("$HOME", false, false),
            ("States.Format('{}', $.a)", false, true),
            ("States.UUID()", false, true),
            ("States.ALL", false, false),
        ] {
            assert_eq!((looks_like_path(text), looks_like_intrinsic(text)), (path, call), "{text}");
        }
    }
}
