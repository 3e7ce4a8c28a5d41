//! Completion in YAML, where a line that is only begun means something else than it will.
//!
//! What is missing is put behind the caret: then the text reads as it is meant, and its indentation tells
//! which object the caret is in.

use super::{Completion, CompletionKind, Completions, complete_in};
use crate::navigate::is_plain;
use crate::{RunData, known::Known};
use definition::StateMachine;
use std::rc::Rc;
use text::Span;

/// What stands in for what is not written yet.
const KEY: &str = "key:";
const VALUE: &str = "value";

/// What could stand at the caret, where its line ends there; the outer `None` where it does not.
pub(super) fn complete(machine: &StateMachine, offset: usize, data: &dyn RunData) -> Option<Option<Completions>> {
    let source = &*machine.document.text;
    let (before, behind) = source.split_at_checked(offset)?;
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let is_end = behind.lines().next().is_none_or(|rest| rest.trim().is_empty());
    let entry = line.trim_start().trim_start_matches("- ");
    let typed = entry.rsplit_once(": ").map_or(entry, |(_, value)| value);
    if !is_end || entry.starts_with('#') || typed.contains(['"', '\'', '[', '{', '$']) {
        return None;
    }
    let is_value = entry.contains(": ") || entry.trim_end().ends_with(':') && entry.ends_with(' ');
    let guesses: &[(&str, bool)] = match entry {
        "" if line.trim_start().starts_with('-') => &[(VALUE, false), (KEY, true)],
        "" => &[(KEY, true)],
        _ if is_value => &[(VALUE, false)],
        _ => &[(":", true), ("", false)],
    };
    let column = line.chars().count() - typed.chars().count();
    let found = guesses.iter().find_map(|&(missing, is_key)| {
        let text = format!("{before}{missing}{behind}");
        let (machine, _) = definition::lower(&Rc::new(json::parse_yaml(&text).0));
        let found = complete_in(&machine, offset, &Known { machine: &machine, data })?;
        // An item that will be an object reads as a scalar of no use at first.
        let is_fitting = found.items.iter().all(|item| (item.kind == CompletionKind::Field) == is_key);
        if !is_fitting {
            return None;
        }
        let items = found.items.into_iter().map(|item| written(item, is_key, column)).collect();
        Some(Completions { replace: Span::new(offset - typed.len(), offset), items })
    });
    Some(found)
}

/// As YAML writes it: a key goes on with a blank, or with a line for what is in it.
fn written(item: Completion, is_key: bool, column: usize) -> Completion {
    let insert = match item.detail.split(',').next() {
        Some("object") if is_key => format!("{}:\n{}", item.label, " ".repeat(column + 2)),
        Some("list") if is_key => format!("{}:\n{}- ", item.label, " ".repeat(column + 2)),
        _ if is_key => format!("{}: ", item.label),
        _ if item.kind == CompletionKind::State && !is_plain(&item.label) => json::quote(&item.label),
        _ if item.label.starts_with("{%") => json::quote(&item.label),
        _ => item.label.clone(),
    };
    Completion { insert, ..item }
}
