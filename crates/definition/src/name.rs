//! The names that AWS takes for executions and state machines, and for parts of an ARN in general.

/// The longest name, in characters.
const MAX_LENGTH: usize = 80;

/// The characters that no name has, beside blanks and control characters.
const FORBIDDEN: &str = "?*<>{}[]:;,\\|^~$#%&`\"/";

/// Would AWS take this as a name (API page "StartExecution", `name`)?
pub fn is_name(text: &str) -> bool {
    (1..=MAX_LENGTH).contains(&text.chars().count()) && text.chars().all(is_name_character)
}

/// May this stand in a name or a label?
pub fn is_name_character(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !FORBIDDEN.contains(c)
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_name_is_short_and_has_no_special_characters() {
        let longest = "n".repeat(80);
        for name in ["a", "order-42_x.y@z", "Bestellung-ä", &longest] {
            assert!(is_name(name), "{name}");
        }
        let too_long = "n".repeat(81);
        for name in ["", "a b", "a:b", "a/b", "a\u{1}", "tab\t", "$x", &too_long] {
            assert!(!is_name(name), "{name}");
        }
    }
}
