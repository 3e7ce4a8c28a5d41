//! `cargo xtask build`

use crate::Outcome;
use crate::process::{command, run};
use crate::setup::Tools;

/// Builds the page for release into dist/, which any static host can serve under any path.
pub(crate) fn run_task(_: &[String]) -> Outcome {
    let tools = Tools::for_page()?;
    run(tools.on_path(&mut command("trunk", &["build", "--release"])))
}
