//! `asl`: the native program. Each command is a file; this one only finds it.

mod arguments;
mod bench;
mod eval;
mod help;
mod narration;
mod refusal;
mod rules;
mod run;
mod say;
mod test_state;
mod validate;
mod world;

use arguments::Arguments;
use refusal::Refusal;
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
    run: fn(&Arguments) -> Result<ExitCode, Refusal>,
}

const COMMANDS: &[Command] =
    &[run::COMMAND, validate::COMMAND, test_state::COMMAND, eval::COMMAND, bench::COMMAND, rules::COMMAND];

/// The exit status when the definition or an argument is unusable.
const UNUSABLE: u8 = 2;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    run(&words).unwrap_or_else(|refusal| refusal.say(arguments::want_json(&words)))
}

fn run(words: &[String]) -> Result<ExitCode, Refusal> {
    let (name, words) = words.split_first().map_or(("", &[][..]), |(name, words)| (name.as_str(), words));
    let asks_for_help = words.iter().any(|word| word == "--help" || word == "-h");
    match name {
        "help" | "--help" | "-h" => help::help(words.first().map(String::as_str)),
        "--version" | "-V" => {
            say::line(format_args!("asl {}", env!("CARGO_PKG_VERSION")));
            Ok(ExitCode::SUCCESS)
        }
        name if asks_for_help => help::help(Some(name)),
        name => {
            let command = find(name)?;
            (command.run)(&Arguments::parse(words, command.value_flags, command.switches)?)
        }
    }
}

fn find(name: &str) -> Result<&'static Command, Refusal> {
    COMMANDS.iter().find(|command| command.name == name).ok_or_else(|| help::unknown(name))
}
