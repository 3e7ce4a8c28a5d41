//! What is known of a value before it exists: which fields it may have.

use catalogue::Parameter;
use json::{Text, Value};
use jsonpath::Step;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Deeper than this nothing is known, so that a loop which nests its input once more in every
/// turn comes to an end.
const MAX_DEPTH: usize = 8;

/// Of an object with more fields than this nothing is said: each state has its own shape.
const MAX_FIELDS: usize = 100;

/// The fields that a value may have.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Shape {
    /// It may be anything.
    #[default]
    Any,
    /// It is an object.
    Object {
        /// The fields that it may have, as far as they are known; shared, for shapes are handed on
        /// from state to state.
        fields: Rc<Fields>,
        /// Which others it may have.
        others: Others,
    },
    /// It is an array of anything.
    Array,
    /// It is a string, a number, a boolean or null.
    Scalar,
}

type Fields = BTreeMap<Text, Shape>;

/// Which fields an object may have besides the known ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Others {
    /// None: the definition itself makes the object.
    None,
    /// None that the documentation of a service tells of.
    Undocumented,
    /// Any.
    Any,
}

/// Why there is nothing at a path.
#[derive(Debug, PartialEq)]
pub(crate) struct Missing<'a> {
    /// How many steps of the path lead somewhere.
    pub found: usize,
    /// The fields that there are instead.
    pub fields: Vec<&'a str>,
    /// How sure that is.
    pub others: Others,
    /// What there is instead of an object or an array with such a step.
    pub there: There,
}

/// What a path comes upon where it should go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum There {
    /// An object.
    Object,
    /// An array.
    Array,
    /// Neither.
    Scalar,
}

impl Shape {
    /// An object of which only some fields are known.
    pub(crate) fn object(fields: impl IntoIterator<Item = (Text, Shape)>, others: Others) -> Self {
        let mut known = Fields::new();
        // One after the other: collecting would sort them first, which is a kilobyte of code for each type.
        known.extend(fields);
        Self::Object { fields: Rc::new(known), others }
    }

    /// `{"Error", "Cause"}`, which a Catcher makes.
    pub(crate) fn error_output() -> Self {
        Self::object([("Error".into(), Self::Scalar), ("Cause".into(), Self::Scalar)], Others::None)
    }

    /// The shape of a constant.
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Object(object) => {
                Self::object(object.iter().map(|(key, value)| (key.clone(), Self::of(value))), Others::None)
            }
            Value::Array(_) => Self::Array,
            _ => Self::Scalar,
        }
    }

    /// What the documentation of a service says of its answer.
    pub(crate) fn documented(parameters: &[Parameter]) -> Self {
        // Most services add these two (recorded).
        let metadata = ["SdkHttpMetadata", "SdkResponseMetadata"].map(|name| (name.into(), Self::Any));
        let fields = parameters.iter().map(|parameter| (parameter.name.into(), Self::Any));
        Self::object(fields.chain(metadata), Others::Undocumented)
    }

    /// What is at the end of some names; `Any` if that cannot be said.
    pub(crate) fn at<'n>(&self, mut names: impl Iterator<Item = &'n str>) -> Self {
        let Some(name) = names.next() else { return self.clone() };
        match self {
            Self::Object { fields, .. } => fields.get(name).map_or(Self::Any, |field| field.at(names)),
            _ => Self::Any,
        }
    }

    /// Where some steps leave what can exist; `None` if they may all lead somewhere.
    pub(crate) fn missing(&self, steps: &[Step]) -> Option<Missing<'_>> {
        let mut shape = self;
        for (found, step) in steps.iter().enumerate() {
            let (fields, others) = match shape {
                Self::Any => return None,
                // Which items an array has is not followed.
                Self::Array if matches!(step, Step::Index(_)) => return None,
                Self::Array => return Some(Missing::at(found, There::Array)),
                Self::Scalar => return Some(Missing::at(found, There::Scalar)),
                Self::Object { fields, others } => (fields, *others),
            };
            match step {
                // An object has no items, whatever its fields.
                Step::Index(_) => return Some(Missing::at(found, There::Object)),
                Step::Key(name) => match fields.get(name) {
                    Some(field) => shape = field,
                    None if others == Others::Any => return None,
                    None => {
                        let fields = fields.keys().map(|key| &**key).collect();
                        return Some(Missing { fields, others, ..Missing::at(found, There::Object) });
                    }
                },
            }
        }
        None
    }

    /// Is it known to have a field of this name?
    pub(crate) fn has(&self, name: &str) -> bool {
        matches!(self, Self::Object { fields, .. } if fields.contains_key(name))
    }

    /// The shape with `value` at the end of some names, as ResultPath puts it there.
    pub(crate) fn with(self, names: &[&str], value: Self) -> Self {
        let Some((name, rest)) = names.split_first() else { return value };
        let (mut fields, others) = match self {
            Self::Object { fields, others } => (fields, others),
            Self::Any => (Rc::default(), Others::Any),
            Self::Array | Self::Scalar => return Self::Any,
        };
        let inner = fields.get(*name).cloned().unwrap_or(match others {
            Others::Any => Self::Any,
            _ => Self::object([], Others::None),
        });
        Rc::make_mut(&mut fields).insert((*name).into(), inner.with(rest, value));
        Self::Object { fields, others }
    }

    /// What a value may have that is one or the other.
    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Scalar, Self::Scalar) => Self::Scalar,
            (Self::Array, Self::Array) => Self::Array,
            (Self::Object { fields: one, others: a }, Self::Object { fields: two, others: b }) => {
                let fields = if Rc::ptr_eq(&one, &two) { one } else { Rc::new(either(&one, a, &two, b)) };
                Self::Object { fields, others: a.max(b) }
            }
            _ => Self::Any,
        }
    }

    /// The same, without what is too deep to be followed.
    pub(crate) fn cut(self) -> Self {
        self.cut_at(MAX_DEPTH)
    }

    fn cut_at(self, depth: usize) -> Self {
        match self {
            Self::Object { fields, .. } if depth == 0 || fields.len() > MAX_FIELDS => Self::Any,
            Self::Object { fields, others } if fields.values().any(|field| field.is_deeper_than(depth - 1)) => {
                Self::object(fields.iter().map(|(key, field)| (key.clone(), field.clone().cut_at(depth - 1))), others)
            }
            other => other,
        }
    }

    fn is_deeper_than(&self, depth: usize) -> bool {
        match self {
            Self::Object { fields, .. } => depth == 0 || fields.values().any(|field| field.is_deeper_than(depth - 1)),
            _ => false,
        }
    }
}

impl Missing<'_> {
    fn at(found: usize, there: There) -> Self {
        Self { found, fields: Vec::new(), others: Others::None, there }
    }
}

/// The fields of an object that is one or the other.
fn either(one: &Fields, one_others: Others, two: &Fields, two_others: Others) -> Fields {
    let mut fields = Fields::new();
    for (key, left) in one {
        match two.get(key) {
            Some(right) => drop(fields.insert(key.clone(), left.clone().or(right.clone()))),
            // Where the other may have any field, it may have this one with any value.
            None if two_others != Others::Any => drop(fields.insert(key.clone(), left.clone())),
            None => {}
        }
    }
    if one_others != Others::Any {
        let rest = two.iter().filter(|(key, _)| !one.contains_key(*key));
        fields.extend(rest.map(|(key, right)| (key.clone(), right.clone())));
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Shape {
        Shape::of(&json::parse_value(text).unwrap())
    }

    fn names<const N: usize>(names: [&str; N]) -> [Step; N] {
        names.map(|name| Step::Key(name.into()))
    }

    #[test]
    fn a_constant_has_its_fields_and_no_others() {
        let order = shape(r#"{"id": 1, "customer": {"name": "x"}, "items": []}"#);
        assert_eq!(order.missing(&names(["customer", "name"])), None);
        assert_eq!(order.missing(&[Step::Key("items".into()), Step::Index(3)]), None);
        assert_eq!(order.missing(&names(["items", "anything"])).unwrap().there, There::Array);
        assert_eq!(order.missing(&names(["customer", "nam"])).unwrap().fields, ["name"]);
        assert_eq!(order.missing(&names(["id", "x"])).unwrap().found, 1);
        assert_eq!(Shape::Any.missing(&names(["a"])), None);
        assert!(order.missing(&[Step::Index(0)]).is_some());
    }

    #[test]
    fn a_result_path_adds_a_field() {
        let input = Shape::Any.with(&["task", "result"], shape(r#"{"a": 1}"#));
        assert_eq!(input.missing(&names(["other"])), None);
        assert!(input.missing(&names(["task", "result", "b"])).is_some());
        assert!(shape("{}").with(&["a"], Shape::Any).missing(&names(["b"])).is_some());
    }

    #[test]
    fn either_shape_may_have_a_field() {
        let either = shape(r#"{"a": 1}"#).or(shape(r#"{"b": 1}"#));
        assert_eq!(either.missing(&names(["a"])), None);
        assert_eq!(either.missing(&names(["b"])), None);
        assert!(either.missing(&names(["c"])).is_some());
        let open = Shape::Any.with(&["b"], shape("{}"));
        assert_eq!(shape(r#"{"a": {"x": 1}}"#).or(open).missing(&names(["a", "y"])), None);
    }

    #[test]
    fn nesting_ends() {
        let mut nested = shape("{}");
        for _ in 0..100 {
            nested = shape("{}").with(&["inner"], nested).cut();
        }
        assert_eq!(nested.missing(&names(["inner"; 20])), None);
    }
}
