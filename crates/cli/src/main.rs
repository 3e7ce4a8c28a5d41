//! `asl`: the native program. Each command is a file; this one only finds it.

mod arguments;
mod bench;
mod eval;
mod narration;
mod rules;
mod run;
mod say;
mod test_state;
mod validate;
mod world;

use arguments::Arguments;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A command, as `asl help` lists it.
struct Command {
    name: &'static str,
    /// What it does, with an example.
    help: &'static str,
    /// The flags that take a value.
    value_flags: &'static [&'static str],
    /// The flags that stand alone.
    switches: &'static [&'static str],
    run: fn(&Arguments) -> ExitCode,
}

const COMMANDS: &[Command] =
    &[run::COMMAND, validate::COMMAND, test_state::COMMAND, eval::COMMAND, bench::COMMAND, rules::COMMAND];

/// The exit status when the definition or an argument is unusable.
const UNUSABLE: u8 = 2;

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    let name = words.next().unwrap_or_default();
    let words: Vec<String> = words.collect();
    match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) if words.iter().any(|word| word == "--help" || word == "-h") => {
            say::line(command.help);
            ExitCode::SUCCESS
        }
        Some(command) => match Arguments::parse(&words, command.value_flags, command.switches) {
            Ok(arguments) => (command.run)(&arguments),
            Err(message) => unusable(&message),
        },
        None => overview(&name),
    }
}

fn overview(name: &str) -> ExitCode {
    let is_asked = matches!(name, "help" | "--help" | "-h");
    for command in COMMANDS {
        say::line(format_args!("{}\n", command.help));
    }
    if is_asked { ExitCode::SUCCESS } else { unusable(&format!("there is no command {name:?}; asl help lists them")) }
}

/// Say on standard error why nothing was done.
fn unusable(message: &str) -> ExitCode {
    eprintln!("asl: {message}");
    ExitCode::from(UNUSABLE)
}
