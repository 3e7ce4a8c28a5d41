//! A definition that is too long for AWS.

use crate::context::Context;
use crate::{Check, Rule};
use text::Diagnostic;

pub(super) const RULE: Rule =
    Rule::schema("A definition may have 1 MB.", "Developer guide, \"Service quotas\"", Check::Machine(check));

/// Bytes of UTF-8.
const MAX_BYTES: usize = 1_048_576;

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let bytes = context.source().len();
    if bytes > MAX_BYTES {
        let message = format!("The definition has {bytes} bytes; at most {MAX_BYTES} are allowed");
        findings.push(RULE.at(context.machine.span(), message).at("/"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_megabyte_is_enough() {
        let comment = "x".repeat(1_048_576);
        check(&RULE, r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}"#);
        check(
            &RULE,
            &format!("{{\n\"Comment\": \"{comment}\"}}")
                .replace("{\n", "{\n^ The definition has 1048592 bytes; at most 1048576 are allowed @ /\n"),
        );
    }
}
