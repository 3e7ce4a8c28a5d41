//! Where in the definition the caret is.

use definition::support::{Field, Shape, ValueKind};
use definition::{ContainerId, QueryLanguage, State, StateMachine, StateType};
use json::{Member, Node, NodeKind};
use text::Span;

/// Where the caret is.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    /// The machine around it.
    pub(crate) machine: &'a StateMachine,
    /// The innermost state around it.
    pub(crate) state: Option<&'a State>,
    /// The query language there.
    pub(crate) language: QueryLanguage,
    /// The innermost object whose fields the language defines.
    pub(crate) object: &'a Node,
    /// Which fields it has.
    pub(crate) shape: Shape,
    /// The field of it that the caret is in the value of.
    pub(crate) field: Option<&'static Field>,
    /// Is it on a key or in a value?
    pub(crate) spot: Spot<'a>,
}

/// On a key or in a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Spot<'a> {
    /// On a key of `parent`, or where one could be written.
    Key {
        /// The object whose key it is: [`Place::object`], or one inside a payload template.
        parent: &'a Node,
        /// The key that is there already.
        member: Option<&'a Member>,
    },
    /// In a value.
    Value {
        /// The value.
        node: &'a Node,
        /// The key that leads to it, the nearest one outside of arrays.
        key: Option<&'a str>,
    },
}

impl<'a> Place<'a> {
    /// The container that the state of the caret stands in.
    pub(crate) fn container(&self) -> ContainerId {
        self.state.map_or(ContainerId(0), |state| state.container)
    }

    /// Is the value of this spot an expression, because its key says so or the field is one?
    pub(crate) fn is_path_field(&self) -> bool {
        use ValueKind::{NullablePath, NullableReferencePath, PathOrIntrinsic, ReferencePath};
        let is_dollar = matches!(self.spot, Spot::Value { key: Some(key), .. } if key.ends_with(".$"));
        let is_path = self.field.is_some_and(|field| {
            matches!(field.value, NullablePath | ReferencePath | NullableReferencePath | PathOrIntrinsic)
        });
        is_dollar || is_path
    }
}

/// Find the place of an offset.
pub(crate) fn locate(machine: &StateMachine, offset: usize) -> Option<Place<'_>> {
    let root = machine.document.root.as_ref()?;
    let place = Place {
        machine,
        state: None,
        language: machine.query_language,
        object: root,
        shape: Shape::Machine,
        field: None,
        spot: Spot::Value { node: root, key: None },
    };
    Some(enter_object(place, root, Shape::Machine, offset))
}

fn enter_object<'a>(place: Place<'a>, node: &'a Node, shape: Shape, offset: usize) -> Place<'a> {
    let place = Place { object: node, shape, field: None, ..place };
    let Some(member) = node.members().iter().find(|member| holds(member, offset)) else {
        return at_key(place, node, None);
    };
    if on_key(member, offset) {
        return at_key(place, node, Some(member));
    }
    match shape.field(&member.key.value) {
        Some(field) => enter_field(Place { field: Some(field), ..place }, field, member, offset),
        None => enter_value(place, &member.value, Some(&member.key.value), offset),
    }
}

fn enter_field<'a>(place: Place<'a>, field: &Field, member: &'a Member, offset: usize) -> Place<'a> {
    match field.value {
        ValueKind::Object(shape) if member.value.is_object() => enter_object(place, &member.value, shape, offset),
        ValueKind::Objects(shape, _) => match item_at(&member.value, offset) {
            Some(item) => enter_object(place, item, shape, offset),
            None => enter_value(place, &member.value, Some(&member.key.value), offset),
        },
        ValueKind::States => enter_states(place, &member.value, offset),
        _ => enter_value(place, &member.value, Some(&member.key.value), offset),
    }
}

fn enter_states<'a>(place: Place<'a>, states: &'a Node, offset: usize) -> Place<'a> {
    let Some(member) = states.members().iter().find(|member| holds(member, offset)) else {
        return at_key(place, states, None);
    };
    let machine = place.machine;
    let state = machine.states.iter().find(|state| state.name_span == member.key_span);
    let language = state.map_or(place.language, |state| state.query_language);
    let place = Place { state, language, ..place };
    if on_key(member, offset) {
        return at_key(place, states, Some(member));
    }
    let shape = state_type(&member.value).map_or(Shape::UnknownState, Shape::State);
    enter_object(place, &member.value, shape, offset)
}

fn state_type(state: &Node) -> Option<StateType> {
    StateType::parse(state.get("Type")?.as_str()?)
}

/// Into a payload template or a scalar.
fn enter_value<'a>(place: Place<'a>, node: &'a Node, key: Option<&'a str>, offset: usize) -> Place<'a> {
    match &node.kind {
        NodeKind::Object(members) => match members.iter().find(|member| holds(member, offset)) {
            Some(member) if on_key(member, offset) => at_key(place, node, Some(member)),
            Some(member) => enter_value(place, &member.value, Some(&member.key.value), offset),
            None => at_key(place, node, None),
        },
        NodeKind::Array(_) => match item_at(node, offset) {
            Some(item) => enter_value(place, item, key, offset),
            None => Place { spot: Spot::Value { node, key }, ..place },
        },
        _ => Place { spot: Spot::Value { node, key }, ..place },
    }
}

fn at_key<'a>(place: Place<'a>, parent: &'a Node, member: Option<&'a Member>) -> Place<'a> {
    Place { spot: Spot::Key { parent, member }, ..place }
}

fn item_at(node: &Node, offset: usize) -> Option<&Node> {
    node.items().iter().find(|item| item.span.touches(offset))
}

fn on_key(member: &Member, offset: usize) -> bool {
    member.key_span.touches(offset)
}

/// From the key to the end of the value; also the blanks after the colon of an empty value.
fn holds(member: &Member, offset: usize) -> bool {
    member.key_span.to(member.value.span).touches(offset)
}

/// The inside of a string, without its quotes; where it is not closed, up to its end.
pub(crate) fn inside(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    let Some(quote) = quote else { return span };
    let closed = text.len() > 1 && text.ends_with(quote);
    Span::new(span.start as usize + 1, span.end as usize - usize::from(closed))
}
