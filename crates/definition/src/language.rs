//! The two query languages.

/// The language of a state's expressions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum QueryLanguage {
    /// `JSONPath`, the default.
    #[default]
    JsonPath,
    /// `JSONata`.
    Jsonata,
}

impl QueryLanguage {
    /// From the field's value, which must be spelled exactly.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "JSONPath" => Some(Self::JsonPath),
            "JSONata" => Some(Self::Jsonata),
            _ => None,
        }
    }

    /// What a `QueryLanguage` field makes of its state: any value but `JSONPath` makes AWS read it
    /// as JSONata, and refuse the value itself (measured: floci#2968).
    pub fn of(node: &json::Node) -> Self {
        if node.as_str() == Some("JSONPath") { Self::JsonPath } else { Self::Jsonata }
    }

    /// As the field spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonPath => "JSONPath",
            Self::Jsonata => "JSONata",
        }
    }
}
