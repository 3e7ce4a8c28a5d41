//! Puts the cases of tests/cases/run into the test program, since in WebAssembly there are no files to read.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const FOLDER: &str = "cases/run";

fn main() {
    println!("cargo::rerun-if-changed={FOLDER}");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let folder = Path::new(&root).join(FOLDER);
    let mut names: Vec<_> = fs::read_dir(&folder).expect(FOLDER).flatten().map(|entry| entry.path()).collect();
    names.sort();
    let mut code = String::from("&[\n");
    for case in names {
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        let text = |file: &str| fs::read_to_string(case.join(file)).unwrap_or_default();
        let [definition, input] = ["definition.asl.json", "input.json"].map(text);
        let [scenario, history] = ["scenario.json", "history.jsonl"].map(text);
        let fields =
            format!("definition: {definition:?}, input: {input:?}, scenario: {scenario:?}, history: {history:?}");
        writeln!(code, "    Case {{ name: {name:?}, {fields} }},").expect("a String takes it");
    }
    code.push(']');
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("run_cases.rs"), code).expect("the build folder can be written");
}
