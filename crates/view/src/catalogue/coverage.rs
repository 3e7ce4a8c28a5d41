//! The English sentences are complete: the source says each of them, and no other.

use super::{Catalogue, LANGUAGES};
use std::collections::BTreeSet;

#[test]
fn every_key_has_a_sentence_and_every_sentence_is_said() {
    let english = Catalogue::english();
    let source = concat!(
        include_str!("../why/sentence.rs"),
        include_str!("../data_flow.rs"),
        include_str!("../tree/build.rs"),
        include_str!("../why/failure.rs"),
        include_str!("../why/lost.rs"),
        include_str!("../why/attempts.rs"),
        include_str!("../data_flow/stages/request.rs"),
        include_str!("../data_flow/stages/result.rs"),
        include_str!("../data_flow/stages/output.rs"),
        include_str!("../data_flow/stages/entry.rs"),
        include_str!("../data_flow/stages.rs"),
        include_str!("../compare.rs"),
        include_str!("../compare/grounds.rs"),
        include_str!("../variables.rs"),
        include_str!("../otherwise.rs"),
        include_str!("../otherwise/candidates.rs"),
        include_str!("../provenance/chain.rs"),
        include_str!("../provenance/readers.rs"),
        include_str!("../table.rs"),
        include_str!("../transport.rs"),
        include_str!("../status.rs"),
        include_str!("../graph.rs"),
        include_str!("../graph/build.rs"),
        include_str!("../graph/condition.rs"),
        include_str!("../catalogue.rs"),
    );
    let areas: BTreeSet<&str> = english.keys().filter_map(|key| Some(key.split_once('.')?.0)).collect();
    let is_key = |word: &str| {
        word.split_once('.').is_some_and(|(area, name)| {
            areas.contains(area) && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        })
    };
    let used: BTreeSet<&str> = source.split('"').filter(|word| is_key(word)).collect();
    let known: BTreeSet<&str> = english.keys().collect();
    let missing: Vec<&&str> = used.difference(&known).collect();
    assert_eq!(missing, [&""; 0], "keys without a sentence");
    let unused: Vec<&&str> = known.difference(&used).collect();
    assert_eq!(unused, [&""; 0], "sentences that nobody says");
}

/// The arguments that a sentence names.
fn arguments(sentence: &str) -> BTreeSet<&str> {
    let inner = sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    inner.map(|(inner, _)| inner.split('?').next().unwrap_or(inner)).collect()
}

#[test]
fn every_language_says_the_same_of_the_same() {
    let english = Catalogue::english();
    for (language, _) in LANGUAGES {
        let catalogue = Catalogue::of(language);
        assert!(catalogue.keys().count() > 100, "{language}");
        for key in catalogue.keys() {
            let own = catalogue.sentence(key).unwrap_or_default();
            let original = english.sentence(key).unwrap_or_else(|| panic!("{language}: {key} is no sentence"));
            assert_eq!(arguments(own), arguments(original), "{language}: {key}");
            assert_eq!(own.matches("**").count() % 2, 0, "{language}: {key}");
        }
    }
    assert_eq!(Catalogue::of("ja").sentence("status.failed"), Some("失敗"));
    assert_eq!(Catalogue::of("xx").sentence("status.failed"), Some("Failed"));
}
