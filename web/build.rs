//! Has the linker say what it put where: `scripts/split-wasm.mjs` tells from it which data only the second part of the
//! program uses. It stays in the file that the linker writes.

fn main() {
    if std::env::var_os("CARGO_CFG_TARGET_ARCH").is_some_and(|name| name == "wasm32") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
