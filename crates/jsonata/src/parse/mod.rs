//! From text to the tree that is evaluated, in the reference's two passes: tokens to a syntax
//! tree by operator precedence, then lowering, which makes paths and resolves `%`.

mod ancestry;
mod lower;
mod parser;
mod syntax;
mod tail_call;
mod token;
mod tree;

pub(crate) use tree::{
    Comparison, Group, Kind, LambdaNode, MemberCache, Names, Node, Operator, RegexNode, SortTerm, Stage, Symbol,
    TransformNode,
};

use crate::error::Fault;

/// The tree of `text`; names are added to `names`.
pub(crate) fn parse(text: &str, names: &mut Names) -> Result<Node, Fault> {
    let syntax = parser::parse(text)?;
    lower::lower(syntax, names)
}
