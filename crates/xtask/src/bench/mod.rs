//! `cargo xtask bench`

mod workload;

use std::path::Path;

use crate::process::{cargo, command, output, run};
use crate::{Outcome, root};
use workload::{WORKLOADS, Workload};

/// Runs each workload once with `asl bench`, checks its answer, and compares its speed with its budget.
pub(crate) fn run_task(names: &[String]) -> Outcome {
    run(&mut cargo(&["build", "--release", "--locked", "--package", "cli"]))?;
    let folder = root().join("target/bench");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    println!("{:<10} {:>9} {:>12} {:>14} {:>14}", "workload", "states", "ms", "states/s", "budget");
    let wanted = WORKLOADS.iter().filter(|workload| names.is_empty() || names.iter().any(|name| name == workload.name));
    let failures: Vec<String> = wanted.filter_map(|workload| measure(workload, &folder).err()).collect();
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

fn measure(workload: &Workload, folder: &Path) -> Outcome {
    let write = |kind: &str, text: String| {
        let path = folder.join(format!("{}.{kind}.json", workload.name));
        std::fs::write(&path, text).map(|()| path.display().to_string()).map_err(|error| format!("{kind}: {error}"))
    };
    let (definition, input) = (write("asl", (workload.definition)())?, write("input", (workload.input)())?);
    let mock = write("mock", workload.mock.to_owned())?;
    let arguments = ["bench", &definition, "--input", &input, "--mock", &mock, "--iterations", workload.iterations];
    let printed = output(&mut command(root().join("target/release/asl"), &arguments))
        .ok_or_else(|| format!("{}: asl bench failed", workload.name))?;
    let line = printed.lines().last().unwrap_or_default();
    let (states, seconds) =
        number(line, "states").zip(number(line, "seconds")).ok_or_else(|| format!("not read: {line}"))?;
    let speed = states / seconds;
    println!(
        "{:<10} {states:>9} {:>12.3} {speed:>14.0} {:>14.0}",
        workload.name,
        seconds * 1e3,
        workload.least_states_per_second
    );
    let answer: String = line.split_whitespace().collect();
    if !answer.contains(&format!("\"output\":{}", (workload.output)())) {
        return Err(format!("{}: the answer is wrong", workload.name));
    }
    if speed < workload.least_states_per_second {
        return Err(format!("{}: slower than its budget", workload.name));
    }
    Ok(())
}

/// The number of a member of an object printed on one line.
fn number(line: &str, key: &str) -> Option<f64> {
    let (_, rest) = line.split_once(&format!("\"{key}\":"))?;
    let end = rest.find([',', '}'])?;
    rest[..end].trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_by_its_key() {
        let line = r#"{"states": 12, "events":4,"seconds":1.5e-3}"#;
        assert_eq!((number(line, "states"), number(line, "seconds")), (Some(12.0), Some(0.0015)));
        assert_eq!(number(line, "output"), None);
    }
}
