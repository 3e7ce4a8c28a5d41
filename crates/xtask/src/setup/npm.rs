//! The packages that package-lock.json names.

use std::path::PathBuf;

use super::{folder_on_path, version_of};
use crate::process::{command, run};
use crate::{Outcome, root};

const OLDEST_NODE: u32 = 20;

/// Brings node_modules up to date with package-lock.json; the folder of its programs.
pub(super) fn install() -> Outcome<PathBuf> {
    require_node()?;
    let modules = root().join("node_modules");
    let lock =
        std::fs::read(root().join("package-lock.json")).map_err(|error| format!("package-lock.json: {error}"))?;
    // A copy of the lock file that was installed, written when npm is done.
    let installed = modules.join(".installed-lock.json");
    if std::fs::read(&installed).ok().as_ref() != Some(&lock) {
        // No package here needs its install script, so none is run.
        run(&mut command("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
        std::fs::write(&installed, lock).map_err(|error| format!("{}: {error}", installed.display()))?;
    }
    Ok(modules.join(".bin"))
}

fn require_node() -> Outcome {
    let version = folder_on_path("node").and_then(|folder| version_of(&folder.join("node"))).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        Some(_) => Err(format!("Node.js {version} is too old: install {OLDEST_NODE} or newer, https://nodejs.org")),
        None => Err(format!("Install Node.js {OLDEST_NODE} or newer with npm: https://nodejs.org")),
    }
}
