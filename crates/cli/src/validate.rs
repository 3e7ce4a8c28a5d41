//! `asl validate`: what is wrong with a definition, before it runs.

use crate::arguments::{Arguments, read};
use crate::refusal::Refusal;
use crate::{Command, say};
use check::{MachineType, Options};
use std::process::ExitCode;
use text::Severity;

pub(crate) const COMMAND: Command = Command {
    name: "validate",
    help: "asl validate DEFINITION [--type STANDARD|EXPRESS] [--silence CODE …] [--output json]
    Say what AWS would refuse and what is probably not meant. Exit status 1 if AWS would refuse it.
    Example: asl validate order.asl.json --type EXPRESS",
    value_flags: &["type", "silence", "output"],
    switches: &[],
    run,
};

fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let [file] = &arguments.positional[..] else { return Err("validate wants one definition".into()) };
    let machine_type = match arguments.flag("type") {
        None | Some("STANDARD") => MachineType::Standard,
        Some("EXPRESS") => MachineType::Express,
        Some(other) => return Err(format!("--type is STANDARD or EXPRESS, not {other}").into()),
    };
    let silenced = arguments.all("silence").map(silenceable).collect::<Result<_, _>>()?;
    let options = Options { machine_type, silenced };
    let source = read(file)?;
    let diagnostics = check::diagnose(&source, &options).diagnostics;
    let validation = check::validation(&source, &diagnostics);
    if arguments.wants_json() {
        say::line(validation.json);
    } else {
        eprint!("{}", check::render(file, &source, &diagnostics));
        say::line(if validation.is_ok { "OK" } else { "FAIL" });
    }
    Ok(ExitCode::from(u8::from(!validation.is_ok)))
}

/// The code of a rule that can be switched off.
fn silenceable(code: &str) -> Result<String, String> {
    let codes = || check::RULES.iter().filter(|rule| rule.severity != Severity::Error).map(|rule| rule.code);
    if codes().any(|known| known == code) {
        return Ok(code.to_owned());
    }
    let hint = text::closest(code, codes()).map(|near| format!("; did you mean {near}?"));
    Err(format!("no rule that can be switched off has the code {code}{}", hint.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::silenceable;

    #[test]
    fn only_warnings_can_be_silenced() {
        for (code, expected) in [
            ("LINT_NO_DEFAULT", Ok("LINT_NO_DEFAULT")),
            (
                "LINT_NO_DEFAUT",
                Err("no rule that can be switched off has the code LINT_NO_DEFAUT; did you mean LINT_NO_DEFAULT?"),
            ),
            ("MISSING_END_STATE", Err("no rule that can be switched off has the code MISSING_END_STATE")),
        ] {
            assert_eq!(silenceable(code), expected.map(str::to_owned).map_err(str::to_owned));
        }
    }
}
