//! `asl rules`: what is checked.

use crate::Command;
use crate::arguments::Arguments;
use std::process::ExitCode;

pub(crate) const COMMAND: Command = Command {
    name: "rules",
    help: "asl rules
    Print the list of rules that validate checks, with their codes and sources, as Markdown.
    Example: asl rules > docs/rules.md",
    value_flags: &[],
    switches: &[],
    run,
};

fn run(_: &Arguments) -> ExitCode {
    print!("{}", check::rules_document());
    ExitCode::SUCCESS
}
