//! What the editor asks while a person writes: completion, hover, the place of a state.
//!
//! The editor hands over its own text, which is newer than the workspace's while a person types.
//! Offsets are UTF-16 units on its side.

use super::code_editor::changes;
use crate::analysis::options;
use crate::messages::Messages;
use crate::state::Silenced;
use assist::CompletionKind;
use check::Memory;
use definition::StateMachine;
use engine::Run;
use json::{Object, Value};
use std::rc::Rc;
use text::{Diagnostic, Edit, LineIndex};
use view::SeenData;

/// A text as the editor has it at this moment, and where in it.
pub(crate) struct Question {
    machine: Rc<StateMachine>,
    lines: LineIndex,
    offset: usize,
}

impl Question {
    /// About the thing at `offset` of `text`, of which an earlier version has been read.
    pub(crate) fn new(text: &str, offset: u32, before: &Memory) -> Self {
        let machine = before.machine(text);
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
        answer.insert("url", found.url.into());
        answer.into()
    }

    /// Where the state that is named here is defined: `{from, to}`, or null.
    pub(crate) fn definition(&self) -> Value {
        assist::definition_of(&self.machine, self.offset).map_or(Value::Null, |span| self.place(span).into())
    }

    /// All places that name the same state: `{from, to}` each, in their order.
    pub(crate) fn references(&self) -> Value {
        let Some(name) = assist::definition_of(&self.machine, self.offset) else { return Value::Null };
        let named = self.machine.states.iter().find(|state| state.name_span == name);
        let mut places = named.map_or_else(Vec::new, |state| assist::references(&self.machine, state.id));
        places.sort();
        places.into_iter().map(|span| Value::from(self.place(span))).collect::<Vec<_>>().into()
    }

    fn place(&self, span: text::Span) -> Object {
        let mut place = Object::new();
        place.insert("from", self.lines.utf16_offset(span.start as usize).into());
        place.insert("to", self.lines.utf16_offset(span.end as usize).into());
        place
    }
}

/// What would mend the problems at `offset`, else those of its line: `{title, changes}` each.
pub(crate) fn fixes(text: &str, offset: u32, before: &Memory, silenced: &Silenced, messages: &Messages) -> Value {
    let found = check::diagnose_again(text, &options(silenced), before).diagnostics;
    let lines = LineIndex::new(text);
    let offset = lines.byte_offset(offset as usize);
    let line = lines.line_column(offset).line;
    let mendable = || found.iter().filter(|found| !found.fixes.is_empty());
    let mut here: Vec<&Diagnostic> = mendable().filter(|found| found.span.touches(offset)).collect();
    if here.is_empty() {
        here = mendable().filter(|found| lines.line_column(found.span.start as usize).line == line).collect();
    }
    let entry =
        |title: &str, edits: &[Edit]| Value::from([("title", title.into()), ("changes", changes(edits, &lines))]);
    let mut answer: Vec<Value> =
        here.iter().flat_map(|found| &found.fixes).map(|fix| entry(&fix.title, &fix.edits)).collect();
    for first in &here {
        let alike = mendable().filter(|other| other.code == first.code && other.source == first.source);
        let (count, edits) = together(alike);
        if count > 1 {
            answer.push(entry(&messages.count("fix-all", count), &edits));
        }
    }
    answer.into()
}

/// The first fixes of several problems, as far as they do not touch one another, and of how many they are.
fn together<'d>(found: impl Iterator<Item = &'d Diagnostic>) -> (usize, Vec<Edit>) {
    let (mut count, mut edits) = (0, Vec::<Edit>::new());
    for fix in found.filter_map(|found| found.fixes.first()) {
        let touches = |edit: &Edit| {
            edits.iter().any(|known| known.span.start <= edit.span.end && edit.span.start <= known.span.end)
        };
        if !fix.edits.iter().any(touches) {
            count += 1;
            edits.extend(fix.edits.iter().cloned());
        }
    }
    edits.sort_by_key(|edit| edit.span);
    (count, edits)
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
