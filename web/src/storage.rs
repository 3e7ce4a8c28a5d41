//! What outlives a reload: the browser's local storage. A browser that refuses it loses nothing else.

use crate::hooks::preferred_languages;
use crate::messages::Language;
use crate::refused::{Refused, Source};
use crate::state::{Preferences, Workspace, saved};
use json::Value;

const WORKSPACE: &str = "stepscope.workspace";
const LAID_ASIDE: &str = "stepscope.workspace.unread";
const PREFERENCES: &str = "stepscope.preferences";

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

/// The workspace of the last visit, with its cursor; `None` at the first visit. What cannot be read is laid aside, so
/// that nothing is written over it, and told.
pub(crate) fn read_workspace() -> Option<Result<(Workspace, usize), Refused>> {
    let text = storage()?.get_item(WORKSPACE).ok()??;
    let read = saved::read(&text);
    if read.is_err() {
        // A browser that refuses that has room for nothing.
        let _ = storage()?.set_item(LAID_ASIDE, &text);
    }
    Some(read.map_err(|reason| Refused { reason, source: Source::Device(text) }))
}

/// Keep the workspace; `false` when that failed.
pub(crate) fn write_workspace(workspace: &Workspace, cursor: usize) -> bool {
    write(WORKSPACE, &saved::write(workspace, cursor))
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
