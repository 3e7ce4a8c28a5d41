//! `cargo xtask serve`

use crate::Outcome;
use crate::process::{command, run};
use crate::setup::Tools;

/// Serves the page and rebuilds it on change; further arguments go to `trunk serve`.
pub(crate) fn run_task(arguments: &[String]) -> Outcome {
    let tools = Tools::for_page()?;
    // A folder of its own: dist/ always holds a release.
    let mut trunk = command("trunk", &["serve", "--dist", "target/serve"]);
    run(tools.on_path(trunk.args(arguments)))
}
