//! Counting what test runners report.

use std::ops::AddAssign;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl Tally {
    /// One check with one verdict.
    pub(crate) fn of(passed: bool) -> Self {
        Self { passed: usize::from(passed), failed: usize::from(!passed) }
    }

    /// Adds what a line of a runner's output reports: `test result: ok. 3 passed; 0 failed; …` of Rust's,
    /// `ℹ pass 3` and `ℹ fail 0` of Node's.
    pub(crate) fn read(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["test", "result:", _, passed, "passed;", failed, "failed;", ..] => {
                self.passed += number(passed);
                self.failed += number(failed);
            }
            ["ℹ", "pass", passed] => self.passed += number(passed),
            ["ℹ", "fail" | "cancelled", failed] => self.failed += number(failed),
            _ => {}
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

fn number(word: &str) -> usize {
    word.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_reads_the_closing_lines_of_the_runners() {
        for (line, passed, failed) in [
            ("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s", 12, 0),
            ("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", 3, 2),
            ("ℹ pass 4", 4, 0),
            ("ℹ fail 1", 0, 1),
            ("ℹ cancelled 1", 0, 1),
            ("test passes_by ... ok", 0, 0),
            ("", 0, 0),
        ] {
            let mut tally = Tally::default();
            tally.read(line);
            assert_eq!(tally, Tally { passed, failed }, "{line}");
        }
    }
}
