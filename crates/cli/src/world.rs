//! The simulated world that the flags describe: `--scenario`, `--mock`, `--s3`.

use crate::arguments::{Arguments, read};
use definition::StateMachine;
use engine::Options;
use host::Timestamp;
use services::{Scenario, SimulatedWorld, mock, scenario};
use std::fs;
use std::path::Path;

/// What the world does, as `--scenario` and `--mock` say. A mocked state is mocked whatever the scenario says.
pub(crate) fn scenario(arguments: &Arguments) -> Result<Scenario, String> {
    let mut scenario = match arguments.flag("scenario") {
        Some(file) => sound(file, scenario::parse)?,
        None => Scenario::default(),
    };
    if let Some(file) = arguments.flag("mock") {
        let rules = sound(file, mock::parse)?.rules(arguments.flag("test-case"))?;
        scenario.tasks.splice(0..0, rules);
    }
    Ok(scenario)
}

/// What of the scenario file does not fit the machines of the run.
pub(crate) fn warnings(arguments: &Arguments, machine: &StateMachine, options: &Options) -> String {
    let Some(file) = arguments.flag("scenario").filter(|file| *file != "-") else { return String::new() };
    let Ok(source) = read(file) else { return String::new() };
    let others = options.machines.iter().map(|other| (&*other.name, &*other.machine));
    let machines: Vec<_> = std::iter::once((&*options.machine_name, machine)).chain(others).collect();
    check::render(file, &source, &scenario::check(&source, &machines))
}

/// The world at the start of a run.
pub(crate) fn world(scenario: Scenario, arguments: &Arguments) -> Result<SimulatedWorld, String> {
    let start = scenario.start_time;
    let mut world = SimulatedWorld::new(scenario);
    if let Some(folder) = arguments.flag("s3") {
        for bucket in entries(Path::new(folder))? {
            let name = bucket.file_name().unwrap_or_default().to_string_lossy().into_owned();
            add_objects(&mut world, &name, &bucket, "", start)?;
        }
    }
    Ok(world)
}

/// Every file below a folder is an object; its key is its path from the bucket.
fn add_objects(
    world: &mut SimulatedWorld,
    bucket: &str,
    folder: &Path,
    prefix: &str,
    modified: Timestamp,
) -> Result<(), String> {
    for entry in entries(folder)? {
        let key = format!("{prefix}{}", entry.file_name().unwrap_or_default().to_string_lossy());
        if entry.is_dir() {
            add_objects(world, bucket, &entry, &format!("{key}/"), modified)?;
        } else {
            let body = fs::read(&entry).map_err(|error| format!("cannot read {}: {error}", entry.display()))?;
            world.add_object(bucket, &key, body, modified);
        }
    }
    Ok(())
}

/// What is in a folder, by name.
fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    let list = fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut paths: Vec<_> = list.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

/// Read a file that must have no mistakes; of what else is odd about it, standard error tells.
fn sound<T>(file: &str, parse: impl Fn(&str) -> (T, Vec<text::Diagnostic>)) -> Result<T, String> {
    let source = read(file)?;
    let (parsed, diagnostics) = parse(&source);
    match diagnostics.iter().find(|diagnostic| diagnostic.severity == text::Severity::Error) {
        None => {
            eprint!("{}", check::render(file, &source, &diagnostics));
            Ok(parsed)
        }
        Some(error) => {
            let place = text::LineIndex::new(&source).line_column(error.span.start as usize);
            Err(format!("{file}:{}:{}: {}", place.line + 1, place.column + 1, error.message))
        }
    }
}
