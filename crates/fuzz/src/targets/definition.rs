//! Definitions: lowering gives a machine whatever the text, every rule can be asked of it, and all point into the text.

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
    let (machine, mut diagnostics) = ::definition::lower(&Rc::new(document));
    diagnostics.extend(::check::check(&machine, &::check::Options::default()));
    check_diagnostics(source, &diagnostics);
    ::check::render("definition", source, &diagnostics);
    ::check::validation(source, &diagnostics);
    for offset in (0..source.len()).step_by(7) {
        machine.state_at(offset);
    }
}
