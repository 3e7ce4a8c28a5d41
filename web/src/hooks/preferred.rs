//! What the browser says a person prefers.

/// Languages, best first, as BCP 47 tags.
pub(crate) fn preferred_languages() -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}
