//! What changes the definition as a whole: another name for a state, another layout, the other syntax.

use crate::js;
use crate::panels::author::code_editor::Handle;
use crate::state::Rename;
use definition::{State, StateId, StateMachine};
use json::Text;
use std::rc::Rc;
use text::{Edit, LineIndex, Span};

/// The editor pays for each edit: of a large text laid out anew, neighbours are made in one.
const MOST_EDITS: usize = 500;

/// A text, read as far as names and places are needed.
pub(crate) fn read(text: &str) -> StateMachine {
    definition::lower(&Rc::new(json::parse_any(text).0)).0
}

/// The state that is named at the caret, while the editor has the focus.
pub(crate) fn state_at_caret(editor: &Handle) -> Option<StateId> {
    let text = editor.text()?;
    let caret = editor.0.borrow().as_ref()?.caret()?;
    let machine = read(&text);
    let offset = LineIndex::new(&text).byte_offset(caret as usize);
    let name = assist::definition_of(&machine, offset);
    let named = name.and_then(|span| machine.states.iter().find(|state| state.name_span == span));
    named.or_else(|| machine.state_at(offset)).map(|state| state.id)
}

/// Lays the text out anew.
pub(crate) fn format(editor: &Handle) {
    change(editor, json::format, |_| ());
}

/// JSON becomes YAML, and YAML JSON, which has no place for comments.
pub(crate) fn convert(editor: &Handle, comments_are_lost: impl FnOnce() + 'static) {
    let converted = |text: &str| Some(vec![Edit::replace(Span::new(0, text.len()), json::convert(text)?)]);
    change(editor, converted, |text| {
        if has_comments(text) {
            comments_are_lost();
        }
    });
}

/// Changes the text by edits that take a while to make of a large one, and so does the editor to show them: between
/// both the browser gets its turn. What was typed meanwhile is kept, and the edits are not made.
/// `done` gets the text as it was.
fn change(editor: &Handle, make: impl FnOnce(&str) -> Option<Vec<Edit>> + 'static, done: impl FnOnce(&str) + 'static) {
    let editor = editor.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let Some(text) = editor.text() else { return };
        js::breathe().await;
        let Some(edits) = make(&text) else { return };
        js::breathe().await;
        if editor.text().as_ref() == Some(&text) {
            editor.apply(&text::merge(&text, &edits, MOST_EDITS), &LineIndex::new(&text));
            done(&text);
        }
    });
}

/// Does a YAML text have lines of comment, or comments behind values? One in a text of several lines counts too.
fn has_comments(text: &str) -> bool {
    let is_comment = |line: &str| line.trim_start().starts_with('#') || behind_value(line);
    json::parse_any(text).0.syntax == json::Syntax::Yaml && text.lines().any(is_comment)
}

/// Is there a ` #` outside quotes?
fn behind_value(line: &str) -> bool {
    let mut quote = None;
    let mut before = ' ';
    for letter in line.chars() {
        match quote {
            Some(open) if letter == open => quote = None,
            None if letter == '#' && before.is_whitespace() => return true,
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            _ => {}
        }
        before = letter;
    }
    false
}

/// Another name for a state, everywhere.
pub(crate) struct Renaming {
    /// What changes in the workspace.
    pub rename: Rename,
    /// What changes in the text.
    pub edits: Vec<Edit>,
    /// The state's own new location.
    pub location: Text,
}

impl Renaming {
    /// `None` when there is no such state, or the name is taken.
    pub(crate) fn of(text: &str, state: StateId, name: &str) -> Option<Self> {
        let before = read(text);
        let names = (before.states.get(state.0 as usize)?.name.clone(), name.into());
        let edits = assist::rename(&before, state, name)?;
        let renamed = text::apply(text, &edits);
        let after = read(&renamed);
        let location = |state: &State| Text::from(state.location.as_str());
        let pairs = before.states.iter().zip(&after.states).map(|(from, to)| (location(from), location(to)));
        let moves = pairs.filter(|(from, to)| from != to).collect();
        let rename = Rename { before: text.into(), after: renamed.into(), names, moves };
        Some(Self { rename, edits, location: location(after.states.get(state.0 as usize)?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_seen() {
        for (text, expected) in [
            ("# what it is\nStartAt: A", true),
            ("StartAt: A # first", true),
            ("StartAt: 'A # B'", false),
            ("StartAt: A#B", false),
            ("{\"StartAt\": \"A #B\"}", false),
        ] {
            assert_eq!(has_comments(text), expected, "{text}");
        }
    }

    #[test]
    fn the_locations_inside_move_with_the_name() {
        let text = r#"{"StartAt":"M","States":{"M":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}}}}"#;
        let renaming = Renaming::of(text, StateId(0), "Each").unwrap();
        assert_eq!(&*renaming.location, "/States/Each");
        let moves: Vec<_> = renaming.rename.moves.iter().map(|(from, to)| format!("{from} {to}")).collect();
        let inner = "/States/M/ItemProcessor/States/A /States/Each/ItemProcessor/States/A";
        assert_eq!(moves, ["/States/M /States/Each", inner]);
        assert!(Renaming::of(text, StateId(0), "A").is_none());
        assert!(Renaming::of(text, StateId(9), "B").is_none());
    }
}
