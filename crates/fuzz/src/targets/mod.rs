//! What is fuzzed. Each target reads a text and panics where something that must always hold does not.

mod definition;
mod dice;
mod editor;
mod edits;
mod intrinsics;
mod json;
mod jsonata;
mod jsonpath;
mod pattern;
mod run;
mod sample;
mod world;
mod yaml;

/// One reader of text.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    /// Good texts, with a line of three dashes between them.
    pub(crate) corpus: &'static str,
    /// What its grammar is made of.
    pub(crate) words: &'static [&'static str],
    pub(crate) run: fn(&str),
}

impl Target {
    pub(crate) fn corpus(&self) -> Vec<&'static str> {
        self.corpus.split("\n---\n").collect()
    }
}

pub(crate) const TARGETS: [Target; 10] = [
    json::TARGET,
    yaml::TARGET,
    jsonpath::TARGET,
    intrinsics::TARGET,
    pattern::TARGET,
    jsonata::TARGET,
    definition::TARGET,
    editor::TARGET,
    run::TARGET,
    world::TARGET,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::mutate;
    use ::host::Seed;

    #[test]
    fn every_target_survives_some_hundred_broken_texts() {
        for target in &TARGETS {
            let (corpus, seed) = (target.corpus(), Seed(2).split(target.name));
            corpus.iter().for_each(|text| (target.run)(text));
            for iteration in 0..300 {
                (target.run)(&mutate(&corpus, target.words, &mut seed.split_number(iteration).stream()));
            }
        }
    }
}
