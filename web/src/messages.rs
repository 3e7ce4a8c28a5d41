//! Every text of the page, in the languages it speaks.
//!
//! A catalogue is a file of `key = text` lines; `{name}` stands for an argument. Texts are whole
//! sentences and never joined from pieces. Where a number decides the form, `key.one` is the
//! singular and `key` the rest.

pub(crate) mod texts;

use self::texts::Texts;
use std::collections::HashMap;
use std::rc::Rc;
use view::{Arg, Catalogue, Message, Piece};

/// The languages that the page speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the languages' own")]
pub enum Language {
    #[default]
    English,
    Japanese,
    French,
    Korean,
    TraditionalChinese,
}

impl Language {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::English, Self::Japanese, Self::French, Self::Korean, Self::TraditionalChinese];

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Japanese => "ja",
            Self::French => "fr",
            Self::Korean => "ko",
            Self::TraditionalChinese => "zh-Hant",
        }
    }

    /// Its name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Japanese => "日本語",
            Self::French => "Français",
            Self::Korean => "한국어",
            Self::TraditionalChinese => "繁體中文",
        }
    }

    /// The language that suits a browser's preferences best, English when none does.
    pub fn choose<'a>(preferred: impl IntoIterator<Item = &'a str>) -> Self {
        preferred.into_iter().find_map(Self::matching).unwrap_or_default()
    }

    fn matching(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        let parts: Vec<&str> = tag.split('-').collect();
        match *parts.first()? {
            "en" => Some(Self::English),
            "ja" => Some(Self::Japanese),
            "fr" => Some(Self::French),
            "ko" => Some(Self::Korean),
            "zh" if parts.iter().any(|part| ["hant", "tw", "hk", "mo"].contains(part)) => {
                Some(Self::TraditionalChinese)
            }
            _ => None,
        }
    }

    /// Does `count` take the singular?
    fn is_singular(self, count: usize) -> bool {
        match self {
            Self::English => count == 1,
            Self::French => count <= 1,
            Self::Japanese | Self::Korean | Self::TraditionalChinese => false,
        }
    }
}

/// The texts in one language; what it lacks is English.
#[derive(Clone, Debug)]
pub struct Messages {
    /// The language.
    pub language: Language,
    texts: Rc<HashMap<&'static str, &'static str>>,
    /// The sentences that `view` says.
    sentences: Catalogue,
}

/// The same language means the same texts.
impl PartialEq for Messages {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
    }
}

impl Messages {
    /// The texts in `language`, as far as they have been fetched (see [`texts`]); the rest is English.
    pub fn new(language: Language) -> Self {
        let (texts, sentences) = match texts::fetched(language) {
            Some(Texts { page, sentences }) => (page, Catalogue::with_fallback(sentences)),
            None => ("", Catalogue::english()),
        };
        let texts = entries(texts::ENGLISH).chain(entries(texts)).collect();
        Self { language, texts: Rc::new(texts), sentences }
    }

    /// The text called `key`; the key itself when there is none, so that a slip shows.
    pub fn text(&self, key: &'static str) -> &'static str {
        self.find(key).unwrap_or(key)
    }

    /// The text called `key`, if there is one.
    pub fn find(&self, key: &str) -> Option<&'static str> {
        self.texts.get(key).copied()
    }

    /// A sentence of `view`, in plain words.
    pub fn sentence(&self, message: &Message) -> String {
        self.sentences.text(message)
    }

    /// A sentence of `view`, with its links and code told apart.
    pub fn pieces(&self, message: &Message) -> Vec<Piece> {
        self.sentences.pieces(message)
    }

    /// A size in bytes, in words.
    pub fn size(&self, bytes: usize) -> String {
        self.sentence(&Message::new("{size}").with("size", Arg::Bytes(bytes)))
    }

    /// A length of virtual time in milliseconds, in words.
    pub fn duration(&self, millis: i64) -> String {
        self.sentence(&Message::new("{time}").with("time", Arg::Duration(millis)))
    }

    /// All sentences of `view`.
    pub fn catalogue(&self) -> Catalogue {
        self.sentences.clone()
    }

    /// The text called `key` with its arguments filled in.
    pub fn format(&self, key: &'static str, arguments: &[(&str, &str)]) -> String {
        fill(self.text(key), arguments)
    }

    /// The text called `key` for a number, which is its argument `count`.
    pub fn count(&self, key: &'static str, count: usize) -> String {
        let singular = self.language.is_singular(count).then(|| self.find(&format!("{key}.one"))).flatten();
        fill(singular.unwrap_or_else(|| self.text(key)), &[("count", &count.to_string())])
    }
}

/// `{name}` becomes its argument; a name without an argument stays.
fn fill(text: &str, arguments: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        // A brace before an argument is a brace: `{{count} keys}`.
        if after.starts_with('{') {
            out.push('{');
            rest = after;
            continue;
        }
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match arguments.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => out.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn entries(catalogue: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    catalogue.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (key, text) = line.split_once(" = ")?;
        Some((key.trim(), text.trim()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const TEXTS: [(Language, &str); 5] = [
        (Language::English, texts::ENGLISH),
        (Language::Japanese, include_str!("../locales/ja.txt")),
        (Language::French, include_str!("../locales/fr.txt")),
        (Language::Korean, include_str!("../locales/ko.txt")),
        (Language::TraditionalChinese, include_str!("../locales/zh-Hant.txt")),
    ];

    fn plain_keys(texts: &'static str) -> BTreeSet<&'static str> {
        entries(texts).map(|(key, _)| key).filter(|key| !key.ends_with(".one")).collect()
    }

    fn arguments(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn arguments_are_filled_in() {
        for (text, expected) in [
            ("a {x} b", "a 1 b"),
            ("{y}{x}", "two1"),
            ("{z} stays", "{z} stays"),
            ("open { brace", "open { brace"),
            ("{{x} keys}", "{1 keys}"),
            ("", ""),
        ] {
            assert_eq!(fill(text, &[("x", "1"), ("y", "two")]), expected);
        }
    }

    #[test]
    fn a_browser_gets_the_first_language_that_is_spoken() {
        for (preferred, expected) in [
            (&["ja-JP", "en"][..], Language::Japanese),
            (&["de", "fr-CA"], Language::French),
            (&["zh-CN", "ko"], Language::Korean),
            (&["zh-TW"], Language::TraditionalChinese),
            (&["zh-Hant-HK"], Language::TraditionalChinese),
            (&["de"], Language::English),
            (&[], Language::English),
        ] {
            let found = preferred.iter().copied().find_map(Language::matching).unwrap_or_default();
            assert_eq!(found, expected, "{preferred:?}");
        }
    }

    #[test]
    fn every_language_has_every_text_with_the_same_arguments() {
        let english: HashMap<_, _> = entries(texts::ENGLISH).collect();
        for (language, texts) in TEXTS {
            assert_eq!(plain_keys(texts), plain_keys(texts::ENGLISH), "{}", language.tag());
            for (key, text) in entries(texts) {
                let expected = english.get(key).map(|text| arguments(text)).unwrap_or_default();
                let found = arguments(text);
                assert!(found.is_subset(&expected) || expected.is_empty(), "{}: {key}: {found:?}", language.tag());
            }
        }
    }

    #[test]
    fn numbers_choose_their_form() {
        let english = Messages::new(Language::English);
        assert_eq!(english.count("problems-errors", 1), "1 error");
        assert_eq!(english.count("problems-errors", 2), "2 errors");
    }
}
