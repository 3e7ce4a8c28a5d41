//! The fields that hold a path or null.

use crate::Located;
use jsonpath::{QualifiedPath, ReferencePath};

/// `InputPath` or `OutputPath`.
#[derive(Clone, Debug, Default)]
pub enum PathField {
    /// Not given: all of it passes, as `$` would.
    #[default]
    Whole,
    /// `null`: an empty object instead.
    Null,
    /// A path.
    Path(Box<Located<QualifiedPath>>),
    /// Something that is no path.
    Invalid,
}

/// `ResultPath`.
#[derive(Clone, Debug, Default)]
pub enum ResultPath {
    /// Not given: the result replaces the input, as `$` would.
    #[default]
    Whole,
    /// `null`: the result is discarded.
    Discard,
    /// Where in the input the result goes.
    Path(Box<Located<ReferencePath>>),
    /// Something that is no reference path.
    Invalid,
}
