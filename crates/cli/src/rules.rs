//! `asl rules`: what is checked.

use crate::arguments::Arguments;
use crate::refusal::Refusal;
use crate::{Command, say};
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

fn run(_: &Arguments) -> Result<ExitCode, Refusal> {
    say::lines(check::rules_document());
    Ok(ExitCode::SUCCESS)
}
