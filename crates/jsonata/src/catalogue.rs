//! The built-in functions, for completion, help and arity checks.

use crate::Dialect;
use crate::builtins::{BUILTINS, BuiltinFunction, signature};

/// A built-in function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Builtin {
    /// Its name, without the `$`.
    pub name: &'static str,
    /// Its signature, in JSONata's notation: `<s-nn?:s>`.
    pub signature: &'static str,
    /// How a person would write a call: `$substring(str, start[, length])`.
    pub usage: &'static str,
    /// What it does, one line.
    pub description: &'static str,
    /// The fewest arguments it takes, not counting one that the context can supply.
    pub minimum_arguments: usize,
    /// The most arguments it takes; `None` for any number.
    pub maximum_arguments: Option<usize>,
}

/// The built-in functions of a dialect, in alphabetical order.
pub fn builtins(dialect: Dialect) -> Vec<Builtin> {
    BUILTINS.iter().filter(|builtin| builtin.is_in(dialect)).map(describe).collect()
}

fn describe(builtin: &'static BuiltinFunction) -> Builtin {
    let (minimum_arguments, maximum_arguments) = signature(builtin).argument_counts();
    Builtin {
        name: builtin.name,
        signature: builtin.signature,
        usage: builtin.usage,
        description: builtin.description,
        minimum_arguments,
        maximum_arguments,
    }
}
