//! tests/cases/run: a definition, an input and a scenario each, with the history they must give.
//!
//! `cargo xtask bless` writes the histories anew; read the difference before it is committed.

/// A folder of tests/cases/run; a file that is not there is an empty text.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) definition: &'static str,
    pub(crate) input: &'static str,
    pub(crate) scenario: &'static str,
    pub(crate) history: &'static str,
}

pub(crate) const CASES: &[Case] = include!(concat!(env!("OUT_DIR"), "/run_cases.rs"));

/// Writes the histories anew when it is asked for.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn bless() {
    use crate::play::{finished, history, start};
    if std::env::var_os("BLESS").is_some() {
        for case in CASES {
            let folder = format!("{}/cases/run/{}", env!("CARGO_MANIFEST_DIR"), case.name);
            let run = finished(start(case.definition, case.input, case.scenario));
            std::fs::write(format!("{folder}/history.jsonl"), history(&run)).unwrap();
        }
    }
}
