//! What outlives a reload: the browser's local storage. A browser that refuses it loses nothing else.

use crate::hooks::preferred_languages;
use crate::messages::Language;
use crate::state::{Breakpoints, Preferences, Workspace};
use json::Value;

const WORKSPACE: &str = "stepscope.workspace";
const PREFERENCES: &str = "stepscope.preferences";
const BREAKPOINTS: &str = "stepscope.breakpoints";

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn read(key: &str) -> Option<Value> {
    json::parse_value(&storage()?.get_item(key).ok()??).ok()
}

/// `false` when the browser refused, such as in a private window or when the storage is full.
fn write(key: &str, value: &Value) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, &value.to_string()).is_ok())
}

/// The workspace of the last visit, with its cursor.
pub(crate) fn read_workspace() -> Option<(Workspace, usize)> {
    Workspace::from_value(&read(WORKSPACE)?)
}

/// Keep the workspace; `false` when that failed.
pub(crate) fn write_workspace(workspace: &Workspace, cursor: usize) -> bool {
    write(WORKSPACE, &workspace.to_value(cursor))
}

/// The breakpoints of the last visit.
pub(crate) fn read_breakpoints() -> Breakpoints {
    read(BREAKPOINTS).map(|value| Breakpoints::from_value(&value)).unwrap_or_default()
}

/// Keep the breakpoints.
pub(crate) fn write_breakpoints(breakpoints: &Breakpoints) {
    // Breakpoints that cannot be kept are set again.
    let _ = write(BREAKPOINTS, &breakpoints.to_value());
}

/// The preferences of the last visit, over the usual ones.
fn read_preferences(usual: Preferences) -> Preferences {
    match read(PREFERENCES) {
        Some(value) => Preferences::from_value(&value, usual),
        None => usual,
    }
}

/// Keep the preferences.
pub(crate) fn write_preferences(preferences: &Preferences) {
    // Preferences that cannot be kept are only the usual ones next time.
    let _ = write(PREFERENCES, &preferences.to_value());
}

/// The preferences of the last visit, else those that suit the browser.
pub(crate) fn first_preferences() -> Preferences {
    let languages = preferred_languages();
    let language = Language::choose(languages.iter().map(String::as_str));
    read_preferences(Preferences { language, ..Preferences::default() })
}

/// The language in force.
pub(crate) fn language() -> Language {
    first_preferences().language
}
