//! `cargo xtask fuzz`

use crate::Outcome;
use crate::process::{cargo, run};

/// Throws broken text at everything that reads text; the arguments are those of crates/fuzz.
pub(crate) fn run_task(arguments: &[String]) -> Outcome {
    run(cargo(&["run", "--quiet", "--profile", "fuzz", "--package", "fuzz", "--"]).args(arguments))
}
