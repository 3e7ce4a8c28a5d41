//! `asl help`, `asl help COMMAND`, and what is said instead of a command that there is not.

use crate::refusal::Refusal;
use crate::{COMMANDS, say};
use std::process::ExitCode;

/// What the commands do: all, or the one that is named.
pub(crate) fn help(about: Option<&str>) -> Result<ExitCode, Refusal> {
    match about {
        Some(name) => say::line(crate::find(name)?.help),
        None => say::lines(overview()),
    }
    Ok(ExitCode::SUCCESS)
}

fn overview() -> String {
    let helps = COMMANDS.iter().map(|command| format!("{}\n\n", command.help));
    helps.collect::<String>() + "asl help COMMAND\nasl --version\n"
}

/// There is no such command; perhaps another was meant.
pub(crate) fn unknown(name: &str) -> Refusal {
    let names = || COMMANDS.iter().map(|command| command.name).chain(["help"]);
    let all = names().collect::<Vec<_>>().join(", ");
    if name.is_empty() {
        return Refusal::Argument(format!("a command is wanted: {all}"));
    }
    let hint = text::closest(name, names()).map(|near| format!("; did you mean {near}?"));
    Refusal::Argument(format!("there is no command {name:?}{}", hint.unwrap_or_else(|| format!(" among {all}"))))
}

#[cfg(test)]
mod tests {
    use super::{overview, unknown};
    use crate::refusal::Refusal;

    #[test]
    fn a_command_that_there_is_not_names_those_there_are() {
        for (name, expected) in [
            ("", "a command is wanted: run, validate, test-state, eval, bench, rules, help"),
            ("runn", "there is no command \"runn\"; did you mean run?"),
            ("teststate", "there is no command \"teststate\"; did you mean test-state?"),
            ("zzzzzzz", "there is no command \"zzzzzzz\" among run, validate, test-state, eval, bench, rules, help"),
        ] {
            let Refusal::Argument(message) = unknown(name) else { panic!("not about a definition") };
            assert_eq!(message, expected);
        }
    }

    #[test]
    fn the_overview_has_an_example_of_every_command() {
        for command in crate::COMMANDS {
            assert!(command.help.starts_with(&format!("asl {}", command.name)), "{}", command.name);
            assert!(overview().contains(&format!("Example: asl {}", command.name)), "{}", command.name);
        }
    }
}
