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
    /// `Inner,Other:a`: the fields of the structure, or of the structures in the list, that it holds.
    inside: &'static str,
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
    /// From `Name`, `Name!`, `Name:a`, `Name!:o{Inner,Other:a}`.
    pub(crate) fn parse(field: &'static str) -> Self {
        let (head, inside) = field.split_once('{').unwrap_or((field, ""));
        let (name, letter) = head.split_once(':').unwrap_or((head, ""));
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
        let inside = inside.strip_suffix('}').unwrap_or_default();
        Self { name: bare.unwrap_or(name), required: bare.is_some(), value_type, inside }
    }

    /// The fields of the structure, or of each structure of the list, that it holds. None are
    /// known of a map, whose keys are the user's, and of structures too large to list.
    pub fn fields(self) -> impl Iterator<Item = Self> {
        split_outside_braces(self.inside).map(Self::parse)
    }
}

/// Split at the commas that are in no braces.
fn split_outside_braces(text: &'static str) -> impl Iterator<Item = &'static str> {
    let mut depth = 0;
    text.split(move |c| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0
    })
    .filter(|field| !field.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structures_list_their_fields() {
        let parameter = Parameter::parse("Network!:o{Vpc:o{Subnets!:a,Groups:a},Public}");
        assert!(parameter.required);
        assert_eq!(parameter.value_type, ValueType::Object);
        let fields: Vec<_> = parameter.fields().collect();
        assert_eq!(fields.iter().map(|field| field.name).collect::<Vec<_>>(), ["Vpc", "Public"]);
        assert_eq!(fields[0].fields().map(|field| field.name).collect::<Vec<_>>(), ["Subnets", "Groups"]);
        assert_eq!(Parameter::parse("Payload:x").fields().count(), 0);
    }
}
