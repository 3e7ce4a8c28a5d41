//! What an expression refers to, without running it.

use text::Span;

/// A `$name` and the field names behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableReference {
    /// `states` for `$states.result`.
    pub name: String,
    /// `result` for `$states.result`: the names that follow, as far as they are plain names.
    pub path: Vec<String>,
    /// Of the `$name` alone.
    pub span: Span,
    /// Of the name and the path behind it.
    pub path_span: Span,
}

/// A place that reads the top-level input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopLevelReference {
    /// As it is written: `phone`, `$` or `$$`.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A call of a function by name: `$sum(…)`, also `… ~> $sum`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// `sum` for `$sum(…)`.
    pub name: String,
    /// Is it a function that the expression binds itself?
    pub is_local: bool,
    /// How many arguments are passed; one more where `~>` passes it.
    pub arguments: usize,
    /// Of the `$name`.
    pub span: Span,
}
