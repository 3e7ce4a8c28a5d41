//! Programs that cargo compiles from crates.io.

use std::path::PathBuf;

use super::{cache_folder, folder_on_path, version_of};
use crate::Outcome;
use crate::process::{cargo, run};

/// The folder with the `programs` of `package`, at exactly `version`: where PATH has them, else from the cache,
/// else compiled into it.
pub(super) fn find_or_install(package: &str, version: &str, programs: &[&str]) -> Outcome<PathBuf> {
    if let Some(folder) = folder_on_path(programs[0]).filter(|folder| has_all(folder, version, programs)) {
        return Ok(folder);
    }
    let home = cache_folder()?.join(format!("{package}-{version}"));
    let folder = home.join("bin");
    if has_all(&folder, version, programs) {
        return Ok(folder);
    }
    println!("Compiling {package} {version} into {}, once; this takes some minutes.", home.display());
    let root = home.to_string_lossy();
    install(package, version, &root)?;
    if has_all(&folder, version, programs) {
        Ok(folder)
    } else {
        Err(format!("{} does not hold a working {package} {version}", folder.display()))
    }
}

/// With the package's own lock file first; without it, where a version it names is no longer or not yet to be had.
fn install(package: &str, version: &str, root: &str) -> Outcome {
    let arguments = ["install", package, "--version", version, "--root", root];
    let attempt = |more: &[&str]| {
        // The project's build folder is not the tool's.
        run(cargo(&arguments).args(more).env_remove("CARGO_TARGET_DIR"))
    };
    attempt(&["--locked"])
        .or_else(|_| attempt(&[]))
        .map_err(|reason| format!("Install {package} {version}: cargo install {package} --version {version}\n{reason}"))
}

fn has_all(folder: &std::path::Path, version: &str, programs: &[&str]) -> bool {
    programs.iter().all(|program| {
        let program = folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
        version_of(&program).is_some_and(|text| text.split_whitespace().any(|word| word == version))
    })
}
