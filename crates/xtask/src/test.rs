//! `cargo xtask test`

use std::time::{Duration, Instant};

use crate::process::{cargo, command, run, run_tests};
use crate::setup::{self, Browser, Tools};
use crate::tally::Tally;
use crate::{Outcome, build, root};

const WASM: &str = "wasm32-unknown-unknown";

struct Suite {
    name: &'static str,
    run: fn() -> Outcome<Tally>,
}

/// In the order of what a person wants to hear of first.
const SUITES: [Suite; 7] = [
    Suite { name: "fmt", run: fmt },
    Suite { name: "clippy", run: clippy },
    Suite { name: "native", run: native },
    Suite { name: "wasm-node", run: wasm_node },
    Suite { name: "wasm-browser", run: wasm_browser },
    Suite { name: "build", run: build },
    Suite { name: "e2e", run: e2e },
];

struct Report {
    name: &'static str,
    tally: Tally,
    took: Duration,
}

/// Runs the suites named, or all, each whether or not those before it passed.
pub(crate) fn run_task(names: &[String]) -> Outcome {
    if let Some(unknown) = names.iter().find(|name| SUITES.iter().all(|suite| suite.name != **name)) {
        let known: Vec<_> = SUITES.iter().map(|suite| suite.name).collect();
        return Err(format!("No suite is called {unknown}; there are {}.", known.join(", ")));
    }
    let wanted = SUITES.iter().filter(|suite| names.is_empty() || names.iter().any(|name| name == suite.name));
    let reports: Vec<Report> = wanted.map(report).collect();
    summarise(&reports)
}

fn report(suite: &Suite) -> Report {
    println!("\n── {} ──", suite.name);
    let start = Instant::now();
    let tally = (suite.run)().unwrap_or_else(|message| {
        eprintln!("{message}");
        Tally::of(false)
    });
    Report { name: suite.name, tally, took: start.elapsed() }
}

/// Closes with the line that continuous integration reads.
fn summarise(reports: &[Report]) -> Outcome {
    let mut all = Tally::default();
    println!();
    for Report { name, tally, took } in reports {
        println!("{name:<14} {:>5} passed {:>3} failed {:>7.1} s", tally.passed, tally.failed, took.as_secs_f64());
        all += *tally;
    }
    println!("\n{} passed, {} failed", all.passed, all.failed);
    let failed: Vec<_> = reports.iter().filter(|report| report.tally.failed > 0).map(|report| report.name).collect();
    if failed.is_empty() { Ok(()) } else { Err(format!("Failed: {}", failed.join(", "))) }
}

fn fmt() -> Outcome<Tally> {
    Ok(Tally::of(run(&mut cargo(&["fmt", "--all", "--check"])).is_ok()))
}

/// The page is checked for WebAssembly, the only thing it is compiled for in earnest.
fn clippy() -> Outcome<Tally> {
    setup::wasm_target()?;
    let strict = ["--locked", "--all-targets", "--keep-going", "--", "--deny", "warnings"];
    let mut tally = Tally::default();
    for scope in
        [&["--workspace", "--exclude", "stepscope-web"][..], &["-p", "stepscope-web", "-p", "tests", "--target", WASM]]
    {
        tally += Tally::of(run(cargo(&["clippy"]).args(scope).args(strict)).is_ok());
    }
    Ok(tally)
}

fn native() -> Outcome<Tally> {
    run_tests(&mut cargo(&["test", "--locked", "--workspace", "--no-fail-fast"]))
}

fn wasm_node() -> Outcome<Tally> {
    let tools = Tools::for_wasm_tests()?;
    run_tests(tools.on_path(&mut cargo(&["test", "--locked", "-p", "tests", "--target", WASM])))
}

fn wasm_browser() -> Outcome<Tally> {
    let tools = Tools::for_wasm_tests()?;
    let browser = Browser::find_or_install()?;
    let mut tests = cargo(&["test", "--locked", "-p", "stepscope-web", "--target", WASM]);
    // Seconds; the runner's own 20 are too few for a busy machine.
    tests.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    run_tests(browser.named_in(tools.on_path(&mut tests)))
}

fn build() -> Outcome<Tally> {
    Ok(Tally::of(build::run_task(&[]).is_ok()))
}

/// Tests what the suite `build` left in dist/.
fn e2e() -> Outcome<Tally> {
    let tools = Tools::for_node()?;
    let browser = Browser::find_or_install()?;
    if !root().join("dist/index.html").exists() {
        build::run_task(&[])?;
    }
    let mut node = command("node", &["--test", "--test-reporter=spec"]);
    node.args(e2e_files()?).env("NO_COLOR", "1");
    run_tests(browser.named_in(tools.on_path(&mut node)))
}

/// By name, since Node.js 20 does not expand patterns itself.
fn e2e_files() -> Outcome<Vec<String>> {
    let folder = "tests/e2e";
    let entries = std::fs::read_dir(root().join(folder)).map_err(|error| format!("{folder}: {error}"))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut files: Vec<_> =
        names.filter(|name| name.ends_with(".test.mjs")).map(|name| format!("{folder}/{name}")).collect();
    files.sort();
    Ok(files)
}
