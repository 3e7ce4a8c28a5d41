//! `cargo xtask fuzz-jsonata` and `cargo xtask bench-jsonata`: our evaluator beside jsonata-js.

use crate::Outcome;
use crate::process::{cargo, command, run};
use crate::setup::Tools;

/// Compares answers on generated and mutated expressions; the arguments are those of tests/fuzz/jsonata.mjs.
pub(crate) fn run_task(arguments: &[String]) -> Outcome {
    let tools = Tools::for_node()?;
    run(&mut cargo(&["build", "--quiet", "--release", "--package", "cli"]))?;
    let mut compare = command("node", &["tests/fuzz/jsonata.mjs", "--asl", "target/release/asl"]);
    run(tools.on_path(compare.args(arguments)))
}

/// Measures the evaluator, compiled to WebAssembly, in one Node process with jsonata-js.
pub(crate) fn run_bench(arguments: &[String]) -> Outcome {
    const MODULE: &str = "target/jsonata-node";
    let (wasm, node) = (Tools::for_wasm_tests()?, Tools::for_node()?);
    let target = ["--target", "wasm32-unknown-unknown", "--profile", "wasm-release"];
    run(cargo(&["build", "--quiet", "--package", "jsonata-node"]).args(target))?;
    let built = "target/wasm32-unknown-unknown/wasm-release/jsonata_node.wasm";
    run(wasm.on_path(&mut command("wasm-bindgen", &["--target", "nodejs", "--out-dir", MODULE, built])))?;
    run(node.on_path(command("node", &["tests/fuzz/bench.mjs", MODULE]).args(arguments)))
}
