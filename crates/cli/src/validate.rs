//! `asl validate`: what is wrong with a definition, before it runs.

use crate::arguments::{Arguments, read};
use crate::{Command, say, unusable};
use check::{MachineType, Options};
use std::process::ExitCode;

pub(crate) const COMMAND: Command = Command {
    name: "validate",
    help: "asl validate DEFINITION [--type STANDARD|EXPRESS] [--silence CODE …] [--output json]
    Say what AWS would refuse and what is probably not meant. Exit status 1 if AWS would refuse it.
    Example: asl validate order.asl.json --type EXPRESS",
    value_flags: &["type", "silence", "output"],
    switches: &[],
    run,
};

fn run(arguments: &Arguments) -> ExitCode {
    let [file] = &arguments.positional[..] else { return unusable("validate wants one definition") };
    let machine_type = match arguments.flag("type") {
        None | Some("STANDARD") => MachineType::Standard,
        Some("EXPRESS") => MachineType::Express,
        Some(other) => return unusable(&format!("--type is STANDARD or EXPRESS, not {other}")),
    };
    let source = match read(file) {
        Ok(source) => source,
        Err(message) => return unusable(&message),
    };
    let options = Options { machine_type, silenced: arguments.all("silence").map(str::to_owned).collect() };
    let diagnostics = check::diagnose(&source, &options).diagnostics;
    let validation = check::validation(&source, &diagnostics);
    if arguments.wants_json() {
        say::line(validation.json);
    } else {
        eprint!("{}", check::render(file, &source, &diagnostics));
        say::line(if validation.is_ok { "OK" } else { "FAIL" });
    }
    ExitCode::from(u8::from(!validation.is_ok))
}
