//! The functions there are, and what they take.

use crate::functions::{array, encoding, json, math, text};
use ::json::Value;
use host::Host;

/// One intrinsic function.
pub struct Function {
    /// Its full name: `States.Format`.
    pub name: &'static str,
    /// What it takes.
    pub parameters: &'static [Parameter],
    /// Does its last parameter repeat, any number of times?
    pub repeats: bool,
    /// What it does, in one or two sentences.
    pub doc: &'static str,
    /// The work: arguments already fit the parameters. An error is the rest of the sentence
    /// "The function … had the following error: …".
    pub(crate) apply: Apply,
}

/// How a function computes its result.
#[derive(Clone, Copy)]
pub(crate) enum Apply {
    Pure(fn(&[Value]) -> Result<Value, String>),
    /// It takes time or chance from the host.
    Host(fn(&[Value], &mut Host) -> Result<Value, String>),
}

/// A parameter of a function.
#[derive(Debug)]
pub struct Parameter {
    /// Its name, for hints and errors.
    pub name: &'static str,
    /// What fits it.
    pub kind: Kind,
    /// May it be left out?
    pub optional: bool,
}

/// What fits a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any value.
    Any,
    /// An array.
    Array,
    /// An object.
    Object,
    /// A string.
    String,
    /// A number; a fraction is rounded half up (recorded: `-1.5` gives `-1`).
    Integer,
    /// A boolean.
    Boolean,
}

impl Function {
    /// The function with that name; names are case-sensitive.
    pub fn named(name: &str) -> Option<&'static Self> {
        FUNCTIONS.iter().find(|function| function.name == name)
    }

    /// Fewest arguments.
    pub fn min_arguments(&self) -> usize {
        let required = self.parameters.iter().filter(|parameter| !parameter.optional).count();
        required - usize::from(self.repeats)
    }

    /// Most arguments; `None` for any number.
    pub fn max_arguments(&self) -> Option<usize> {
        (!self.repeats).then_some(self.parameters.len())
    }

    /// The parameter that the argument at `place` fills.
    pub fn parameter(&self, place: usize) -> Option<&Parameter> {
        let last = if self.repeats { self.parameters.last() } else { None };
        self.parameters.get(place).or(last)
    }

    /// As a person would document it: `States.MathRandom(start, end, seed?)`.
    pub fn signature(&self) -> String {
        let mut names: Vec<String> = self.parameters.iter().map(Parameter::to_string).collect();
        if self.repeats {
            names.push("…".into());
        }
        format!("{}({})", self.name, names.join(", "))
    }
}

impl Kind {
    /// Does the value fit?
    pub fn accepts(self, value: &Value) -> bool {
        match self {
            Self::Any => true,
            Self::Array => matches!(value, Value::Array(_)),
            Self::Object => matches!(value, Value::Object(_)),
            Self::String => matches!(value, Value::String(_)),
            Self::Integer => matches!(value, Value::Number(_)),
            Self::Boolean => matches!(value, Value::Bool(_)),
        }
    }

    /// In words: "an array".
    pub fn description(self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Array => "an array",
            Self::Object => "an object",
            Self::String => "a string",
            Self::Integer => "a number",
            Self::Boolean => "a boolean",
        }
    }
}

impl std::fmt::Display for Parameter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.name, if self.optional { "?" } else { "" })
    }
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// All functions, by name.
pub fn functions() -> &'static [Function] {
    FUNCTIONS
}

const fn parameter(name: &'static str, kind: Kind) -> Parameter {
    Parameter { name, kind, optional: false }
}

const fn optional(name: &'static str, kind: Kind) -> Parameter {
    Parameter { name, kind, optional: true }
}

const fn function(name: &'static str, parameters: &'static [Parameter], apply: Apply, doc: &'static str) -> Function {
    Function { name, parameters, repeats: false, doc, apply }
}

static FUNCTIONS: &[Function] = &[
    Function {
        name: "States.Array",
        parameters: &[parameter("value", Kind::Any)],
        repeats: true,
        doc: "An array of its arguments.",
        apply: Apply::Pure(array::array),
    },
    function(
        "States.ArrayContains",
        &[parameter("array", Kind::Array), parameter("value", Kind::Any)],
        Apply::Pure(array::contains),
        "Whether an item of the array equals the value, deeply.",
    ),
    function(
        "States.ArrayGetItem",
        &[parameter("array", Kind::Array), parameter("index", Kind::Integer)],
        Apply::Pure(array::get_item),
        "The item at an index, counted from 0.",
    ),
    function(
        "States.ArrayLength",
        &[parameter("array", Kind::Array)],
        Apply::Pure(array::length),
        "The number of items.",
    ),
    function(
        "States.ArrayPartition",
        &[parameter("array", Kind::Array), parameter("size", Kind::Integer)],
        Apply::Pure(array::partition),
        "The array in pieces of the given size; the last one may be shorter.",
    ),
    function(
        "States.ArrayRange",
        &[parameter("first", Kind::Integer), parameter("last", Kind::Integer), parameter("step", Kind::Integer)],
        Apply::Pure(array::range),
        "The numbers from the first to the last, both included; at most 1000.",
    ),
    function(
        "States.ArrayUnique",
        &[parameter("array", Kind::Array)],
        Apply::Pure(array::unique),
        "The array without repeated items.",
    ),
    function(
        "States.Base64Decode",
        &[parameter("text", Kind::String)],
        Apply::Pure(encoding::base64_decode),
        "The text that a Base64 text of at most 10,000 characters stands for.",
    ),
    function(
        "States.Base64Encode",
        &[parameter("text", Kind::String)],
        Apply::Pure(encoding::base64_encode),
        "A text of at most 10,000 characters in Base64.",
    ),
    Function {
        name: "States.Format",
        parameters: &[parameter("template", Kind::String), parameter("value", Kind::Any)],
        repeats: true,
        doc: "The template with each {} replaced by the next value.",
        apply: Apply::Pure(text::format),
    },
    function(
        "States.Hash",
        &[parameter("data", Kind::Any), parameter("algorithm", Kind::String)],
        Apply::Pure(encoding::hash),
        "The hash of at most 10,000 characters, in hexadecimal digits. The algorithm is MD5, SHA-1, SHA-256, SHA-384 \
         or SHA-512.",
    ),
    function(
        "States.JsonMerge",
        &[parameter("first", Kind::Object), parameter("second", Kind::Object), parameter("deep", Kind::Boolean)],
        Apply::Pure(json::merge),
        "Both objects in one; the second wins. Only the shallow mode exists, so the last argument is false.",
    ),
    function(
        "States.JsonToString",
        &[parameter("value", Kind::Any)],
        Apply::Pure(json::to_string),
        "The value as compact JSON text.",
    ),
    function(
        "States.MathAdd",
        &[parameter("first", Kind::Integer), parameter("second", Kind::Integer)],
        Apply::Pure(math::add),
        "The sum of two numbers, each rounded to a whole number first.",
    ),
    function(
        "States.MathRandom",
        &[parameter("start", Kind::Integer), parameter("end", Kind::Integer), optional("seed", Kind::Integer)],
        Apply::Host(math::random),
        "A random whole number from the start on and below the end. The same seed gives the same number.",
    ),
    function(
        "States.StringSplit",
        &[parameter("text", Kind::String), parameter("delimiters", Kind::String)],
        Apply::Pure(text::split),
        "The pieces of the text between the delimiters; every character of the second argument is one, and empty \
         pieces are left out.",
    ),
    function(
        "States.StringToJson",
        &[parameter("text", Kind::String)],
        Apply::Pure(json::from_string),
        "The value that a JSON text stands for.",
    ),
    function("States.UUID", &[], Apply::Host(text::uuid), "A random (version 4) UUID."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_in_order_and_say_how_many_arguments_they_take() {
        assert!(functions().is_sorted_by_key(|function| function.name));
        for (name, min, max, signature) in [
            ("States.Array", 0, None, "States.Array(value, …)"),
            ("States.Format", 1, None, "States.Format(template, value, …)"),
            ("States.MathRandom", 2, Some(3), "States.MathRandom(start, end, seed?)"),
            ("States.UUID", 0, Some(0), "States.UUID()"),
        ] {
            let function = Function::named(name).unwrap();
            assert_eq!((function.min_arguments(), function.max_arguments()), (min, max), "{name}");
            assert_eq!(function.signature(), signature);
        }
    }
}
