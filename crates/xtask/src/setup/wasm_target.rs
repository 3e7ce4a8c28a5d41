//! Rust's standard library for WebAssembly.

use std::path::Path;

use crate::Outcome;
use crate::process::{command, output, run};

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target where the toolchain has none.
///
/// The toolchain's own folder is looked at, since rustup may run a toolchain without the targets that
/// rust-toolchain.toml asks for, and say nothing.
pub(super) fn install() -> Outcome {
    if is_installed() {
        return Ok(());
    }
    println!("The toolchain has no {TARGET}.");
    let added = run(&mut command("rustup", &["target", "add", TARGET]));
    if is_installed() {
        return Ok(());
    }
    let reason = added.err().unwrap_or_default();
    Err(format!("Install Rust's standard library for WebAssembly: rustup target add {TARGET}\n{reason}"))
}

fn is_installed() -> bool {
    output(&mut command("rustc", &["--print", "sysroot"]))
        .is_some_and(|sysroot| Path::new(&sysroot).join("lib/rustlib").join(TARGET).join("lib").is_dir())
}
