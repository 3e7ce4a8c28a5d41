//! The functions there are.

/// One intrinsic function.
#[derive(Debug)]
pub struct Function {
    /// Its full name: `States.Format`.
    pub name: &'static str,
    /// Names of its parameters, for hints; a last one that ends in `…` repeats.
    pub parameters: &'static [&'static str],
    /// Fewest arguments.
    pub min_arguments: usize,
    /// Most arguments; `None` for any number.
    pub max_arguments: Option<usize>,
    /// What it does, in one or two sentences.
    pub doc: &'static str,
}

/// All functions, by name.
pub fn functions() -> &'static [Function] {
    &[]
}
