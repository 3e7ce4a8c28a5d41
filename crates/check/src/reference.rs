//! The list of rules for people: `docs/rules.md`.

use crate::{RULES, Rule};
use text::Severity;

const HEAD: &str = "# Rules

What `asl validate` and the editor check. This list is printed by `asl rules`; a test compares the two.

An error is a definition that AWS refuses, with AWS's own code. A warning is one that AWS accepts and that probably \
does something else than was meant; each warning and each piece of information can be switched off by its code: \
`asl validate --silence LINT_NO_DEFAULT`.
";

/// The list of rules as Markdown.
pub fn rules_document() -> String {
    let sections =
        [("Errors", Severity::Error), ("Warnings", Severity::Warning), ("Information", Severity::Information)];
    let sections = sections.map(|(title, severity)| section(title, severity));
    format!("{HEAD}{}", sections.concat())
}

fn section(title: &str, severity: Severity) -> String {
    let mut rules: Vec<&&Rule> = RULES.iter().filter(|rule| rule.severity == severity).collect();
    rules.sort_by_key(|rule| rule.code);
    let rows = rules.iter().map(|rule| format!("| `{}` | {} | {} |\n", rule.code, rule.sentence, rule.source));
    format!("\n## {title}\n\n| Code | Rule | Source |\n|---|---|---|\n{}", rows.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_list_is_up_to_date() {
        let printed = include_str!("../../../docs/rules.md");
        assert!(printed == rules_document(), "print it anew: cargo run -p cli -- rules > docs/rules.md");
    }

    #[test]
    fn every_lint_has_a_code_of_its_own_and_every_rule_a_sentence() {
        let mut lints: Vec<_> =
            RULES.iter().filter(|rule| rule.severity != Severity::Error).map(|rule| rule.code).collect();
        let count = lints.len();
        lints.sort_unstable();
        lints.dedup();
        assert_eq!(lints.len(), count);
        for rule in RULES {
            assert!(rule.sentence.ends_with('.') && !rule.source.is_empty(), "{}", rule.code);
        }
    }
}
