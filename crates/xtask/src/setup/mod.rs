//! What the tasks need on the machine. Each function returns at once where the thing is there already.

mod browser;
mod cargo_tool;
mod npm;
mod wasm_target;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) use browser::Browser;

use crate::cargo_lock::locked_version;
use crate::process::{cargo, command, run};
use crate::{Outcome, root};

/// The newest trunk that Rust 1.95 compiles.
const TRUNK_VERSION: &str = "0.21.14";

/// The programs that a task asked for; its commands find them by name.
#[derive(Default)]
pub(crate) struct Tools {
    folders: Vec<PathBuf>,
}

impl Tools {
    /// What compiling the page takes.
    pub(crate) fn for_page() -> Outcome<Self> {
        let mut tools = Self::for_wasm_tests()?;
        tools.folders.push(cargo_tool::find_or_install("trunk", TRUNK_VERSION, &["trunk"])?);
        tools.folders.push(npm::install()?);
        // Trunk runs cargo without the network.
        run(&mut cargo(&["fetch", "--locked"]))?;
        Ok(tools)
    }

    /// What compiling for WebAssembly and running it in tests takes.
    pub(crate) fn for_wasm_tests() -> Outcome<Self> {
        wasm_target::install()?;
        let version = locked_version("wasm-bindgen")?;
        let programs = ["wasm-bindgen", "wasm-bindgen-test-runner"];
        Ok(Self { folders: vec![cargo_tool::find_or_install("wasm-bindgen-cli", &version, &programs)?] })
    }

    /// What the tests written in JavaScript take.
    pub(crate) fn for_node() -> Outcome<Self> {
        Ok(Self { folders: vec![npm::install()?] })
    }

    /// `command`, finding these programs first on its PATH.
    pub(crate) fn on_path<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(std::env::split_paths(&inherited));
        // A folder whose name cannot stand in PATH cannot be found there either way.
        command.env("PATH", std::env::join_paths(folders).unwrap_or(inherited))
    }
}

/// Makes sure that the standard library for WebAssembly is there, all that `cargo clippy` needs.
pub(crate) fn wasm_target() -> Outcome {
    wasm_target::install()
}

/// Where installed tools are kept: outside the build folder, so that they outlive it, one folder per version.
fn cache_folder() -> Outcome<PathBuf> {
    let home = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = home("XDG_CACHE_HOME")
        .or_else(|| home("HOME").map(|home| home.join(".cache")))
        .or_else(|| home("LOCALAPPDATA"))
        .ok_or("Set HOME or XDG_CACHE_HOME: the tools are kept in a cache below it.")?;
    Ok(cache.join("stepscope"))
}

/// The folder on PATH that holds `program`.
fn folder_on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?).find(|folder| folder.join(&file).is_file())
}

/// What `program --version` prints, where it can be run.
fn version_of(program: &Path) -> Option<String> {
    crate::process::output(&mut command(program, &["--version"]))
}

/// A file or folder named by an environment variable.
fn path_from_environment(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value: &OsString| !value.is_empty()).map(|value| root().join(value))
}
