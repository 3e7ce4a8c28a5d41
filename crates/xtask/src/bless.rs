//! `cargo xtask bless`

use crate::Outcome;
use crate::process::{cargo, run};

/// Writes anew the histories that tests/cases are compared with.
pub(crate) fn run_task(_: &[String]) -> Outcome {
    run(cargo(&["test", "--quiet", "--package", "tests", "--", "cases::bless"]).env("BLESS", "1"))?;
    println!("Read the difference before you commit it: git diff tests/cases");
    Ok(())
}
