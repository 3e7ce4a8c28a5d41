//! Where the texts of a language come from: English is part of the program, the others are fetched when they are
//! chosen, so that nobody waits for languages that they do not read.

use super::Language;
use crate::js;
use std::cell::RefCell;

/// The page's own texts in English, which are always complete.
pub(super) const ENGLISH: &str = include_str!("../../locales/en.txt");

/// The texts of a language. They stay as long as the page does.
#[derive(Clone, Copy)]
pub(super) struct Texts {
    /// The page's own: a file of `web/locales`.
    pub page: &'static str,
    /// What `view` says: a file of `crates/view/messages`.
    pub sentences: &'static str,
}

thread_local! {
    static FETCHED: RefCell<Vec<(Language, Texts)>> = const { RefCell::new(Vec::new()) };
}

/// The texts of a language, once they have been fetched.
pub(super) fn fetched(language: Language) -> Option<Texts> {
    FETCHED.with_borrow(|all| all.iter().find(|(known, _)| *known == language).map(|(_, texts)| *texts))
}

/// Fetches the texts of a language, if need be; `false` when they cannot be had.
pub(crate) async fn fetch(language: Language) -> bool {
    if language == Language::English || fetched(language).is_some() {
        return true;
    }
    let tag = language.tag();
    let page = js::fetch_text(&format!("locales/{tag}.txt")).await;
    let sentences = js::fetch_text(&format!("messages/{tag}.json")).await;
    let (Some(page), Some(sentences)) = (page, sentences) else { return false };
    FETCHED.with_borrow_mut(|all| all.push((language, Texts { page: page.leak(), sentences: sentences.leak() })));
    true
}
