//! Compiled paths, each text once.

use json::Text;
use jsonpath::{Error, QualifiedPath, ReferencePath};
use std::collections::BTreeMap;

/// The paths of a machine by their texts. A machine says the same ones again and again; that they
/// are one in memory is what a run of thousands of states gains most from.
#[derive(Default)]
pub(crate) struct Paths {
    qualified: BTreeMap<Text, QualifiedPath>,
    reference: BTreeMap<Text, ReferencePath>,
}

impl Paths {
    pub(crate) fn qualified(&mut self, text: &Text) -> Result<QualifiedPath, Error> {
        once(&mut self.qualified, text, QualifiedPath::parse)
    }

    pub(crate) fn reference(&mut self, text: &Text) -> Result<ReferencePath, Error> {
        once(&mut self.reference, text, ReferencePath::parse)
    }
}

fn once<T: Clone>(
    known: &mut BTreeMap<Text, T>,
    text: &Text,
    parse: impl FnOnce(&str) -> Result<T, Error>,
) -> Result<T, Error> {
    if let Some(path) = known.get(text) {
        return Ok(path.clone());
    }
    let path = parse(text)?;
    known.insert(text.clone(), path.clone());
    Ok(path)
}
