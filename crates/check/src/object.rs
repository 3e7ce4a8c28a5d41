//! The objects of a document whose fields the language defines, with what the rules need of each.

use definition::support::{Field, Shape, ValueKind};
use definition::{QueryLanguage, StateMachine, StateType};
use json::{Document, Member, Node};
use text::{Edit, Span};

/// One object of the document.
#[derive(Debug)]
pub(crate) struct Object<'a> {
    /// Which fields it has.
    pub shape: Shape,
    /// The object itself.
    pub node: &'a Node,
    /// The document it stands in.
    pub document: &'a Document,
    /// Its name where it has one, else its first character: where to point when something is missing.
    pub name_span: Span,
    /// AWS's location of it: empty for the machine.
    pub path: String,
    /// The query language of its expressions.
    pub language: QueryLanguage,
    /// Does the machine itself say JSONata?
    pub machine_language: QueryLanguage,
    known: Vec<(&'a Member, &'static Field)>,
}

impl<'a> Object<'a> {
    /// AWS's location of the object.
    pub(crate) fn location(&self) -> String {
        if self.path.is_empty() { "/".into() } else { self.path.clone() }
    }

    /// AWS's location of a field of the object.
    pub(crate) fn field_location(&self, field: &str) -> String {
        format!("{}/{field}", self.path)
    }

    /// Has it this field?
    pub(crate) fn has(&self, field: &str) -> bool {
        self.node.member(field).is_some()
    }

    /// Its members that are fields of its shape in its language, with what is known of each.
    pub(crate) fn known_members(&self) -> impl Iterator<Item = (&'a Member, &'static Field)> {
        self.known.iter().copied()
    }

    /// Its members that hold a payload template, if `language` is the object's.
    pub(crate) fn templates(&self, language: QueryLanguage) -> impl Iterator<Item = (&'a Member, &'static Field)> {
        use ValueKind::{Arguments, Items, ObjectTemplate, Template};
        let is_template = |kind| matches!(kind, Template | ObjectTemplate | Arguments | Items);
        let same = self.language == language;
        self.known_members().filter(move |(_, field)| same && is_template(field.value))
    }

    /// An edit that adds a member at the end of the object, in the style of the last one.
    pub(crate) fn insertion(&self, key: &str, value: &str) -> Edit {
        insertion(self.document, self.node, key, value)
    }
}

/// An edit that adds a member at the end of an object, in the style of the last one. `value` is JSON.
pub(crate) fn insertion(document: &Document, node: &Node, key: &str, value: &str) -> Edit {
    let quoted = format!("{}: {value}", json::quote(key));
    let Some(last) = node.members().last() else { return Edit::insert(node.span.start as usize + 1, quoted) };
    let text = &*document.text;
    let end = last.value.span.end as usize;
    let line_start =
        text.get(..last.key_span.start as usize).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let indent = text.get(line_start..last.key_span.start as usize).unwrap_or_default();
    if text.as_bytes().get(node.span.start as usize) != Some(&b'{') {
        // A YAML block. A list item's first key stands behind its dash.
        let indent = indent.replace('-', " ");
        return Edit::insert(end, format!("\n{indent}{key}: {value}"));
    }
    let separator = if indent.trim().is_empty() && line_start > 0 { format!(",\n{indent}") } else { ", ".into() };
    Edit::insert(end, format!("{separator}{quoted}"))
}

/// The objects of a machine's own fields, outer ones first, without those of its states.
pub(crate) fn objects_of_machine(machine: &StateMachine) -> Vec<Object<'_>> {
    let mut walk = Walk::new(machine);
    if let Some(root) = &machine.document.root {
        walk.enter(Shape::Machine, root, root.span.head(), String::new(), machine.query_language);
    }
    walk.objects
}

/// The objects of a top-level state, outer ones first.
pub(crate) fn objects_of_state<'a>(machine: &'a StateMachine, member: &'a Member) -> Vec<Object<'a>> {
    let mut walk = Walk::new(machine);
    walk.enter_state(member, format!("/States/{}", member.key.value));
    walk.objects
}

struct Walk<'a> {
    document: &'a Document,
    machine_language: QueryLanguage,
    objects: Vec<Object<'a>>,
}

impl<'a> Walk<'a> {
    fn new(machine: &'a StateMachine) -> Self {
        Self { document: &machine.document, machine_language: machine.query_language, objects: Vec::new() }
    }

    fn enter(&mut self, shape: Shape, node: &'a Node, name_span: Span, path: String, language: QueryLanguage) {
        if !node.is_object() {
            return;
        }
        let (document, machine_language) = (self.document, self.machine_language);
        let fields = node.members().iter().filter_map(|member| Some((member, shape.field(&member.key.value)?)));
        let fields: Vec<_> = fields.collect();
        let known = fields.iter().copied().filter(|(_, field)| field.languages.contain(language)).collect();
        let place = self.objects.len();
        self.objects.push(Object { shape, node, document, name_span, path, language, machine_language, known });
        for (member, field) in fields {
            let path = format!("{}/{}", self.objects[place].path, field.name);
            self.enter_field(place, field, member, path);
        }
    }

    /// Enter what a field of the object at `place` holds.
    fn enter_field(&mut self, place: usize, field: &Field, member: &'a Member, path: String) {
        let language = self.objects[place].language;
        match field.value {
            ValueKind::Object(shape) => {
                self.enter(shape, &member.value, member.key_span, path, self.inside(shape, language));
            }
            ValueKind::Objects(shape, _) => {
                for (index, item) in member.value.items().iter().enumerate() {
                    let language = self.inside(shape, language);
                    self.enter(shape, item, item.span.head(), format!("{path}[{index}]"), language);
                }
            }
            // The machine's own states are parts by themselves.
            ValueKind::States if self.objects[place].shape != Shape::Machine => {
                for state in member.value.members() {
                    self.enter_state(state, format!("{path}/{}", state.key.value));
                }
            }
            _ => {}
        }
    }

    fn enter_state(&mut self, member: &'a Member, path: String) {
        let own = member.value.get("QueryLanguage").map(QueryLanguage::of);
        let language = own.unwrap_or(self.machine_language);
        match member.value.get("Type").and_then(Node::as_str).and_then(StateType::parse) {
            Some(state_type) => self.enter(Shape::State(state_type), &member.value, member.key_span, path, language),
            None => self.enter(Shape::UnknownState, &member.value, member.key_span, path, language),
        }
    }

    /// A Map's or Parallel's own language is not inherited by the states inside it (floci#2968).
    fn inside(&self, shape: Shape, language: QueryLanguage) -> QueryLanguage {
        if matches!(shape, Shape::Branch | Shape::ItemProcessor) { self.machine_language } else { language }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_added_in_the_style_of_the_others() {
        for (source, expected) in [
            (r#"{"a": 1}"#, r#"{"a": 1, "b": 2}"#),
            ("{\n  \"a\": 1\n}", "{\n  \"a\": 1,\n  \"b\": 2\n}"),
            ("{}", r#"{"b": 2}"#),
            ("a: 1\n", "a: 1\nb: 2\n"),
        ] {
            let (document, _) = json::parse_any(source);
            let root = document.root.as_ref().unwrap();
            assert_eq!(text::apply(source, &[insertion(&document, root, "b", "2")]), expected);
        }
    }
}
