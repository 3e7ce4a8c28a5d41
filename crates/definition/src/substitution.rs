//! `${Name}` in a definition: what CloudFormation and SAM fill in before AWS reads it.

/// Is the text one `${Name}` and nothing else? It may stand for a value of any type.
pub fn is_substitution(text: &str) -> bool {
    let text = text.trim();
    let Some(name) = text.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) else { return false };
    !name.is_empty() && !name.contains(['{', '}'])
}

/// Is there a `${Name}` somewhere in the text? Then nobody can say yet what it will be.
pub fn has_substitution(text: &str) -> bool {
    text.split("${").skip(1).any(|rest| rest.find('}').is_some_and(|end| end > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_substitution_is_told_from_text() {
        for (text, whole, inside) in [
            ("${Timeout}", true, true),
            ("${AWS::Region}", true, true),
            ("arn:${AWS::Partition}:states:::x", false, true),
            ("${a}${b}", false, true),
            ("${}", false, false),
            ("${open", false, false),
            ("$.a", false, false),
        ] {
            assert_eq!((is_substitution(text), has_substitution(text)), (whole, inside), "{text}");
        }
    }
}
