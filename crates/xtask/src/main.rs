//! The project's tasks: `cargo xtask <task>`. Each installs what it misses, or says exactly what to install.

mod bench;
mod bless;
mod build;
mod cargo_lock;
mod fuzz;
mod fuzz_jsonata;
mod process;
mod serve;
mod setup;
mod tally;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

/// What a task gives back; the error is a sentence for the person at the terminal.
type Outcome<T = ()> = Result<T, String>;

struct Task {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Outcome,
}

const TASKS: &[Task] = &[
    Task {
        name: "serve",
        about: "build the page, serve it on http://127.0.0.1:8080, rebuild on change",
        run: serve::run_task,
    },
    Task { name: "build", about: "build the page for release into dist/", run: build::run_task },
    Task {
        name: "test",
        about: "check and test everything; `test e2e fmt` runs only those suites",
        run: test::run_task,
    },
    Task { name: "bless", about: "write the expected histories of tests/cases anew", run: bless::run_task },
    Task {
        name: "fuzz",
        about: "throw broken text at every parser; --seconds N each, and the names of targets",
        run: fuzz::run_task,
    },
    Task {
        name: "fuzz-jsonata",
        about: "compare JSONata with its reference; --count N expressions, --seed N",
        run: fuzz_jsonata::run_task,
    },
    Task { name: "bench-jsonata", about: "measure JSONata beside its reference", run: fuzz_jsonata::run_bench },
    Task {
        name: "bench",
        about: "measure the interpreter against its budgets; or only the workloads named",
        run: bench::run_task,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let task = arguments.first().and_then(|name| TASKS.iter().find(|task| task.name == name));
    let Some(task) = task else {
        eprint!("{}", usage());
        return ExitCode::from(2);
    };
    match (task.run)(&arguments[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> String {
    let tasks: String = TASKS.iter().map(|task| format!("  cargo xtask {:<13} {}\n", task.name, task.about)).collect();
    format!("Usage:\n{tasks}")
}

/// The top folder of the repository: two above the package that cargo runs.
fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    package.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into()).join("../..")
}
