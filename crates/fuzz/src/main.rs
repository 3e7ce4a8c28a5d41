//! Throws broken text at everything that reads text: `cargo xtask fuzz [--seconds N] [--seed N] [--from N] [target …]`.
//!
//! The text of an iteration is a function of the seed, the target and the iteration's number, so that a finding is
//! repeated by naming them. The iteration at work is written to a file, for what kills the process.

mod campaign;
mod mutate;
mod options;
mod targets;

use std::process::{Command, ExitCode};

use campaign::Campaign;
use options::Options;
use targets::{TARGETS, Target};

/// Twice what a browser gives a WebAssembly program: with every check on, and natively, a call takes that much more.
const STACK_BYTES: usize = 2 << 20;

fn main() -> ExitCode {
    let options = match Options::parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    let failed = match &options.alone {
        Some(name) => TARGETS.iter().filter(|target| target.name == name && !run(target, &options)).count(),
        None => options.targets.iter().filter(|target| !survives(target, &options)).count(),
    };
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs a target in a process of its own, since a stack that overflows cannot be caught.
fn survives(target: &Target, options: &Options) -> bool {
    let status = std::env::current_exe().and_then(|program| {
        Command::new(program).args(["--alone", target.name]).args(options.arguments_for_one()).status()
    });
    match status {
        Ok(status) if status.success() => true,
        Ok(status) => {
            if status.code() != Some(1) {
                let iteration = campaign::last_iteration(target).unwrap_or_default();
                println!("{}: died in iteration {iteration} ({status})", target.name);
            }
            false
        }
        Err(error) => {
            eprintln!("cannot start a process: {error}");
            false
        }
    }
}

/// Runs a target here, with a stack like the browser's.
fn run(target: &'static Target, options: &Options) -> bool {
    let campaign = Campaign { target, seed: options.seed, first: options.first, seconds: options.seconds };
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(move || campaign.run());
    thread.is_ok_and(|thread| thread.join().unwrap_or(false))
}
