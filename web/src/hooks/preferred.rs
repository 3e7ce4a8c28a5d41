//! What the browser says a person prefers.

use crate::state::Theme;

/// Languages, best first, as BCP 47 tags.
pub(crate) fn preferred_languages() -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// Is the page dark? The device decides until a person does.
pub(crate) fn is_dark(theme: Theme) -> bool {
    let query =
        || web_sys::window().and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten());
    match theme {
        Theme::Dark => true,
        Theme::Light => false,
        Theme::System => query().is_some_and(|query| query.matches()),
    }
}
