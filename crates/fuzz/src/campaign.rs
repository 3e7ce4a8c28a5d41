//! One target, for a while.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Seek, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use host::Seed;

use crate::mutate::mutate;
use crate::targets::Target;

/// Nothing that a person types takes longer, even in a build with all checks on.
const SLOW: Duration = Duration::from_secs(5);
/// Enough to work on.
const MOST_FINDINGS: usize = 10;

pub(crate) struct Campaign {
    pub(crate) target: &'static Target,
    pub(crate) seed: u64,
    pub(crate) first: u64,
    pub(crate) seconds: u64,
}

impl Campaign {
    /// Runs until the time is over; did nothing break?
    pub(crate) fn run(&self) -> bool {
        let panics = record_panics();
        let mut log = File::create(log_path(self.target)).ok();
        let mut found = BTreeSet::new();
        let start = Instant::now();
        let mut iteration = self.first;
        while start.elapsed().as_secs() < self.seconds && found.len() < MOST_FINDINGS {
            let text = self.text(iteration);
            note(log.as_mut(), iteration, &text);
            let begun = Instant::now();
            let outcome = panic::catch_unwind(AssertUnwindSafe(|| (self.target.run)(&text)));
            let problem = match outcome {
                Err(_) => Some(panics.lock().map(|last| last.clone()).unwrap_or_default()),
                Ok(()) if begun.elapsed() > SLOW => Some(format!("took more than {} s", SLOW.as_secs())),
                Ok(()) => None,
            };
            if let Some(problem) = problem.filter(|problem| found.insert(kind(problem))) {
                println!("{}: iteration {iteration}: {problem}\n{text:?}\n", self.target.name);
            }
            iteration += 1;
        }
        println!("{:<12} {:>9} iterations, {} findings", self.target.name, iteration - self.first, found.len());
        found.is_empty()
    }

    fn text(&self, iteration: u64) -> String {
        let mut random = Seed(self.seed).split(self.target.name).split_number(iteration).stream();
        mutate(&self.target.corpus(), self.target.words, &mut random)
    }
}

/// The iteration that was at work when the process died.
pub(crate) fn last_iteration(target: &Target) -> Option<String> {
    std::fs::read_to_string(log_path(target)).ok()?.lines().next().map(String::from)
}

/// Problems that differ in numbers only are one.
fn kind(problem: &str) -> String {
    let digits = |c: char| c.is_ascii_digit();
    problem.split(digits).filter(|part| !part.is_empty()).take(12).collect()
}

fn log_path(target: &Target) -> PathBuf {
    std::env::temp_dir().join(format!("stepscope-fuzz-{}", target.name))
}

fn note(log: Option<&mut File>, iteration: u64, text: &str) {
    if let Some(log) = log {
        let line = format!("{iteration}: {text:?}\n");
        // Fuzzing goes on without the log.
        let _ = log.rewind().and_then(|()| log.write_all(line.as_bytes()));
    }
}

/// Keeps the last panic's place and message instead of printing it.
fn record_panics() -> Arc<Mutex<String>> {
    let last = Arc::new(Mutex::new(String::new()));
    let kept = Arc::clone(&last);
    panic::set_hook(Box::new(move |panic| {
        if let Ok(mut kept) = kept.lock() {
            *kept = panic.to_string();
        }
    }));
    last
}
