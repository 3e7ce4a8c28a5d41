//! What the editor asks while a person writes: completion, hover, the place of a state.
//!
//! The editor hands over its own text, which is newer than the workspace's while a person types.
//! Offsets are UTF-16 units on its side.

use assist::CompletionKind;
use definition::StateMachine;
use engine::Run;
use json::{Object, Value};
use std::rc::Rc;
use text::LineIndex;
use view::SeenData;

/// A text as the editor has it at this moment, and where in it.
pub(crate) struct Question {
    machine: StateMachine,
    lines: LineIndex,
    offset: usize,
}

impl Question {
    /// About the thing at `offset` of `text`.
    pub(crate) fn new(text: &str, offset: u32) -> Self {
        let (document, _) = json::parse_any(text);
        let (machine, _) = definition::lower(&Rc::new(document));
        let lines = LineIndex::new(text);
        let offset = lines.byte_offset(offset as usize);
        Self { machine, lines, offset }
    }

    /// `{from, to, options}`, or null; paths complete with what the runs have shown, the latest first.
    pub(crate) fn completions<'r>(&self, runs: impl IntoIterator<Item = &'r Run>) -> Value {
        let Some(found) = assist::complete(&self.machine, self.offset, &SeenData::new(runs)) else {
            return Value::Null;
        };
        let options: Vec<Value> = found.items.into_iter().map(option).collect();
        let mut answer = self.place(found.replace);
        answer.insert("options", options.into());
        answer.into()
    }

    /// `{from, to, title, text}`, or null.
    pub(crate) fn hover(&self) -> Value {
        let Some(found) = assist::hover(&self.machine, self.offset) else { return Value::Null };
        let mut answer = self.place(found.span);
        answer.insert("title", found.title.into());
        answer.insert("text", found.text.into());
        answer.into()
    }

    /// Where the state that is named here is defined: `{from, to}`, or null.
    pub(crate) fn definition(&self) -> Value {
        assist::definition_of(&self.machine, self.offset).map_or(Value::Null, |span| self.place(span).into())
    }

    fn place(&self, span: text::Span) -> Object {
        let mut place = Object::new();
        place.insert("from", self.lines.utf16_offset(span.start as usize).into());
        place.insert("to", self.lines.utf16_offset(span.end as usize).into());
        place
    }
}

/// A completion as CodeMirror takes it.
fn option(completion: assist::Completion) -> Value {
    let kind = match completion.kind {
        CompletionKind::Field => "property",
        CompletionKind::Word => "enum",
        CompletionKind::State => "class",
        CompletionKind::Resource => "interface",
        CompletionKind::Error => "constant",
        CompletionKind::Path => "text",
        CompletionKind::Variable => "variable",
        CompletionKind::Function => "function",
    };
    Value::from([
        ("label", completion.label.into()),
        ("apply", completion.insert.into()),
        ("type", kind.into()),
        ("detail", completion.detail.into()),
        ("info", completion.doc.into()),
    ])
}
