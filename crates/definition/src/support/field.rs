//! What is known about one field.

use super::Shape;
use crate::{OperandType, QueryLanguage};

/// One field of one kind of object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name, as it is written.
    pub name: &'static str,
    /// What it holds.
    pub value: ValueKind,
    /// The query languages that have it.
    pub languages: Languages,
    /// Must it be there?
    pub required: bool,
    /// May it be a `{% … %}` expression in JSONata, whatever it holds otherwise?
    pub evaluated: bool,
    /// The field that replaces it, if it is an old name.
    pub replaced_by: Option<&'static str>,
    /// What it does, in one line.
    pub doc: &'static str,
}

/// The query languages in which a field exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Languages {
    /// Both.
    Both,
    /// One of them only.
    Only(QueryLanguage),
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ValueKind {
    /// A string.
    Text,
    /// A string that is an ARN.
    Resource,
    /// The name of a state in the same container.
    StateName,
    /// One of these words.
    Words(&'static [&'static str]),
    /// `true` or `false`
    Boolean,
    /// `true`
    True,
    /// A whole number in this range.
    Integer {
        /// Smallest value
        min: i64,
        /// Largest value
        max: i64,
    },
    /// A number in this range.
    Number {
        /// Smallest value
        min: f64,
        /// Largest value
        max: f64,
    },
    /// A date and time as RFC 3339 spells it.
    Timestamp,
    /// A JSONPath or `null`.
    NullablePath,
    /// A reference path.
    ReferencePath,
    /// A reference path or `null`.
    NullableReferencePath,
    /// A path or an intrinsic function that gives a string.
    PathOrIntrinsic,
    /// Any JSON, with paths, intrinsics or expressions inside.
    Template,
    /// An object with paths, intrinsics or expressions inside.
    ObjectTemplate,
    /// An object with paths or intrinsics inside; in JSONata also an expression.
    Arguments,
    /// A JSONata expression or a boolean.
    Condition,
    /// A JSONata expression, an array or an object.
    Items,
    /// Any JSON, taken as it is.
    Json,
    /// A list of error names.
    ErrorNames,
    /// A list of strings.
    Texts,
    /// What a comparison compares with.
    Operand(OperandType),
    /// An object of states by their names.
    States,
    /// An object with fields of its own.
    Object(Shape),
    /// A list of objects with fields of their own; `true` if it may be empty.
    Objects(Shape, bool),
}

/// Fields that exclude one another.
#[derive(Clone, Copy, Debug)]
pub struct FieldGroup {
    /// Their names.
    pub fields: &'static [&'static str],
    /// Must one of them be there?
    pub required: bool,
}

impl Languages {
    /// Is `language` among them?
    pub fn contain(self, language: QueryLanguage) -> bool {
        match self {
            Self::Both => true,
            Self::Only(only) => only == language,
        }
    }
}

impl Field {
    pub(super) const fn new(name: &'static str, value: ValueKind, doc: &'static str) -> Self {
        let languages = Languages::Both;
        Self { name, value, languages, required: false, evaluated: false, replaced_by: None, doc }
    }

    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(super) const fn evaluated(mut self) -> Self {
        self.evaluated = true;
        self
    }

    pub(super) const fn json_path(mut self) -> Self {
        self.languages = Languages::Only(QueryLanguage::JsonPath);
        self
    }

    pub(super) const fn jsonata(mut self) -> Self {
        self.languages = Languages::Only(QueryLanguage::Jsonata);
        self
    }

    pub(super) const fn replaced_by(mut self, name: &'static str) -> Self {
        self.replaced_by = Some(name);
        self
    }
}

impl FieldGroup {
    /// At most one of them.
    pub(super) const fn at_most_one(fields: &'static [&'static str]) -> Self {
        Self { fields, required: false }
    }

    /// Exactly one of them.
    pub(super) const fn exactly_one(fields: &'static [&'static str]) -> Self {
        Self { fields, required: true }
    }
}
