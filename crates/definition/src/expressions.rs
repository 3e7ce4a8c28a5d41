//! Compiled expressions, each text once.

use intrinsics::Call;
use json::Text;
use jsonata::Expression;
use jsonpath::{QualifiedPath, ReferencePath};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The expressions of a machine by their texts. A machine says the same ones again and again; that they are one in
/// memory is what a run of thousands of states gains most from. While a definition is edited nearly all of them stay
/// what they were: those of one reading are where the next one looks first.
#[derive(Clone, Debug, Default)]
pub struct Expressions {
    qualified: BTreeMap<Text, QualifiedPath>,
    reference: BTreeMap<Text, ReferencePath>,
    intrinsic: BTreeMap<Text, Call>,
    jsonata: BTreeMap<Text, Expression>,
}

/// The expressions of a machine while it is lowered.
#[derive(Default)]
pub(crate) struct Compiler {
    pub(crate) compiled: Expressions,
    /// Those of the reading before.
    before: Option<Rc<Expressions>>,
}

impl Compiler {
    pub(crate) fn new(before: Rc<Expressions>) -> Self {
        Self { compiled: Expressions::default(), before: Some(before) }
    }

    pub(crate) fn qualified(&mut self, text: &str) -> Result<QualifiedPath, jsonpath::Error> {
        let before = self.before.as_ref().map(|before| &before.qualified);
        once(&mut self.compiled.qualified, before, text, QualifiedPath::parse)
    }

    pub(crate) fn reference(&mut self, text: &str) -> Result<ReferencePath, jsonpath::Error> {
        let before = self.before.as_ref().map(|before| &before.reference);
        once(&mut self.compiled.reference, before, text, ReferencePath::parse)
    }

    pub(crate) fn intrinsic(&mut self, text: &str) -> Result<Call, intrinsics::Error> {
        let before = self.before.as_ref().map(|before| &before.intrinsic);
        once(&mut self.compiled.intrinsic, before, text, Call::parse)
    }

    pub(crate) fn jsonata(&mut self, text: &str) -> Result<Expression, jsonata::Error> {
        let before = self.before.as_ref().map(|before| &before.jsonata);
        once(&mut self.compiled.jsonata, before, text, Expression::parse)
    }
}

fn once<T: Clone, E>(
    known: &mut BTreeMap<Text, T>,
    before: Option<&BTreeMap<Text, T>>,
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, E> {
    if let Some(compiled) = known.get(text) {
        return Ok(compiled.clone());
    }
    let (text, compiled) = match before.and_then(|before| before.get_key_value(text)) {
        Some((text, compiled)) => (text.clone(), compiled.clone()),
        None => (text.into(), parse(text)?),
    };
    known.insert(text, compiled.clone());
    Ok(compiled)
}
