//! A field of a request or of a result.

/// A field of a request or of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, in PascalCase as Step Functions wants it even where the API is camelCase.
    pub name: &'static str,
    /// Is the request refused without it?
    pub required: bool,
    /// What it holds.
    pub value_type: ValueType,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// Text
    String,
    /// A number
    Number,
    /// `true` or `false`
    Boolean,
    /// An array
    Array,
    /// An object
    Object,
    /// A moment
    Timestamp,
    /// Any JSON
    Json,
}

impl Parameter {
    /// From `Name`, `Name!`, `Name:a`, `Name!:a`.
    pub(crate) fn parse(field: &'static str) -> Self {
        let (name, letter) = field.split_once(':').unwrap_or((field, ""));
        let bare = name.strip_suffix('!');
        let value_type = match letter {
            "n" => ValueType::Number,
            "b" => ValueType::Boolean,
            "a" => ValueType::Array,
            "o" => ValueType::Object,
            "t" => ValueType::Timestamp,
            "x" => ValueType::Json,
            _ => ValueType::String,
        };
        Self { name: bare.unwrap_or(name), required: bare.is_some(), value_type }
    }
}
