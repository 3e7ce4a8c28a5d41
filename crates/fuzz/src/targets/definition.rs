//! Definitions: lowering gives a machine whatever the text, and points into the text.

use super::Target;
use super::json::check_diagnostics;
use std::rc::Rc;

pub(super) const TARGET: Target = Target {
    name: "definition",
    corpus: include_str!("../../corpus/definition.txt"),
    words: &[
        "\"StartAt\": ",
        "\"States\": {",
        "\"Type\": ",
        "\"Task\"",
        "\"Choice\"",
        "\"Map\"",
        "\"Parallel\"",
        "\"Wait\"",
        "\"Next\": ",
        "\"End\": true",
        "\"Branches\": [",
        "\"Choices\": [",
        "\"Retry\": [",
        "\"Catch\": [",
        "\"Default\": ",
        "\"QueryLanguage\": \"JSONata\"",
        "\"Resource\": ",
        "\"ItemProcessor\": {",
        "\"ResultPath\": null",
        "\"Variable\": ",
        "\"IsPresent\": ",
        "\"And\": [",
        "\"Not\": {",
        "\"Parameters\": {",
        "\"x.$\": ",
        "\"$.a[0]\"",
        "\"{% $states %}\"",
        "\"States.Format('{}', $)\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        "null",
        "-1",
        "1.5",
        "\"\"",
        "\"A\"",
    ],
    run,
};

fn run(source: &str) {
    let (document, _) = ::json::parse(source);
    let (machine, diagnostics) = ::definition::lower(&Rc::new(document));
    check_diagnostics(source, &diagnostics);
    for offset in (0..source.len()).step_by(7) {
        machine.state_at(offset);
    }
}
