//! The arguments.

use crate::targets::{TARGETS, Target};

pub(crate) struct Options {
    /// How long each target runs.
    pub(crate) seconds: u64,
    pub(crate) seed: u64,
    /// The number of the first iteration.
    pub(crate) first: u64,
    pub(crate) targets: Vec<&'static Target>,
    /// The one target to run in this process.
    pub(crate) alone: Option<String>,
}

impl Options {
    pub(crate) fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self { seconds: 60, seed: 1, first: 0, targets: Vec::new(), alone: None };
        while let Some(argument) = arguments.next() {
            let mut number = || {
                let value = arguments.next().unwrap_or_default();
                value.parse().map_err(|_| format!("{argument} takes a number, not '{value}'"))
            };
            match argument.as_str() {
                "--seconds" => options.seconds = number()?,
                "--seed" => options.seed = number()?,
                "--from" => options.first = number()?,
                "--alone" => options.alone = arguments.next(),
                name => options.targets.push(find(name)?),
            }
        }
        if options.targets.is_empty() {
            options.targets = TARGETS.iter().collect();
        }
        Ok(options)
    }

    pub(crate) fn arguments_for_one(&self) -> Vec<String> {
        let pairs = [("--seconds", self.seconds), ("--seed", self.seed), ("--from", self.first)];
        pairs.iter().flat_map(|(name, value)| [(*name).to_owned(), value.to_string()]).collect()
    }
}

fn find(name: &str) -> Result<&'static Target, String> {
    TARGETS.iter().find(|target| target.name == name).ok_or_else(|| {
        let known: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        format!("No target is called '{name}'; there are {}.", known.join(", "))
    })
}
