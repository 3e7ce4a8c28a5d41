//! Turns messages into the sentences of one language.
//!
//! A sentence is text with `{name}` for an argument, `**…**` around what is stressed, `` `…` ``
//! around code, and `{name?one form|other forms}` where the form depends on a count; `#` in a form
//! is the count itself.

#[cfg(test)]
mod coverage;

use crate::{Arg, Message, StateRef};
use json::{Object, Value};
use std::rc::Rc;

const ENGLISH: &str = include_str!("../messages/en.json");

/// The other languages, by their BCP 47 tags.
const LANGUAGES: [(&str, &str); 4] = [
    ("fr", include_str!("../messages/fr.json")),
    ("ja", include_str!("../messages/ja.json")),
    ("ko", include_str!("../messages/ko.json")),
    ("zh-Hant", include_str!("../messages/zh-Hant.json")),
];

/// The sentences of one language, by key. `clone` copies a pointer.
#[derive(Clone, Debug)]
pub struct Catalogue {
    sentences: Object,
    fallback: Option<Rc<Catalogue>>,
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Plain words.
    Text(String),
    /// Stressed words.
    Strong(String),
    /// Code, a path or a value.
    Code(String),
    /// The name of a state, to be shown as a link.
    State(StateRef),
}

impl Piece {
    /// What it says.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text(text) | Self::Strong(text) | Self::Code(text) => text,
            Self::State(state) => &state.name,
        }
    }
}

/// Longest value that a sentence quotes, in characters.
const QUOTED_CHARS: usize = 60;

impl Catalogue {
    /// The English sentences, which are always complete.
    pub fn english() -> Self {
        Self { sentences: parse(ENGLISH), fallback: None }
    }

    /// The sentences of a language by its BCP 47 tag; the English ones when it is not known.
    pub fn of(language: &str) -> Self {
        let known = LANGUAGES.iter().find(|(tag, _)| *tag == language);
        known.map_or_else(Self::english, |(_, text)| Self::with_fallback(text))
    }

    /// The sentences of another language, `{"key": "sentence"}`; what it leaves out is said in English.
    pub fn with_fallback(text: &str) -> Self {
        Self { sentences: parse(text), fallback: Some(Rc::new(Self::english())) }
    }

    /// The sentence of a key.
    pub fn sentence(&self, key: &str) -> Option<&str> {
        let own = self.sentences.get(key).and_then(Value::as_str);
        own.or_else(|| self.fallback.as_ref()?.sentence(key))
    }

    /// Keys in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.sentences.keys().map(|key| &**key)
    }

    /// A message in plain words.
    pub fn text(&self, message: &Message) -> String {
        self.pieces(message).iter().map(Piece::as_str).collect()
    }

    /// Sentences one after the other, in plain words.
    pub fn paragraph(&self, messages: &[Message]) -> String {
        self.paragraph_pieces(messages).iter().map(Piece::as_str).collect()
    }

    /// Sentences one after the other; some languages put no space between them.
    pub fn paragraph_pieces(&self, messages: &[Message]) -> Vec<Piece> {
        let mut out = Pieces { catalogue: self, pieces: Vec::new() };
        for (at, message) in messages.iter().enumerate() {
            if at > 0 {
                out.push_text(self.sentence("sentence.join").unwrap_or(" "));
            }
            out.message(message);
        }
        out.pieces
    }

    /// A message in pieces, for showing links and code as such.
    pub fn pieces(&self, message: &Message) -> Vec<Piece> {
        let mut out = Pieces { catalogue: self, pieces: Vec::new() };
        // A key without a sentence is our mistake; the key is better than nothing.
        out.sentence(self.sentence(message.key).unwrap_or(message.key), message);
        out.pieces
    }
}

impl Default for Catalogue {
    fn default() -> Self {
        Self::english()
    }
}

fn parse(text: &str) -> Object {
    json::parse_value(text).ok().and_then(|value| value.as_object().cloned()).unwrap_or_default()
}

struct Pieces<'a> {
    catalogue: &'a Catalogue,
    pieces: Vec<Piece>,
}

impl Pieces<'_> {
    fn sentence(&mut self, template: &str, message: &Message) {
        let mut rest = template;
        while let Some(at) = rest.find(['{', '*', '`']) {
            let (words, special) = rest.split_at(at);
            self.push_text(words);
            rest = if let Some(inner) = delimited(special, "**", "**") {
                let strong = self.inside(inner, message);
                self.pieces.push(Piece::Strong(strong));
                &special[inner.len() + 4..]
            } else if let Some(inner) = delimited(special, "`", "`") {
                let code = self.inside(inner, message);
                self.pieces.push(Piece::Code(code));
                &special[inner.len() + 2..]
            } else if let Some(inner) = delimited(special, "{", "}") {
                self.argument(inner, message);
                &special[inner.len() + 2..]
            } else {
                self.push_text(&special[..1]);
                &special[1..]
            };
        }
        self.push_text(rest);
    }

    /// A part of the sentence as one text.
    fn inside(&self, template: &str, message: &Message) -> String {
        let mut inner = Pieces { catalogue: self.catalogue, pieces: Vec::new() };
        inner.sentence(template, message);
        inner.pieces.iter().map(Piece::as_str).collect()
    }

    fn argument(&mut self, inner: &str, message: &Message) {
        let (name, forms) = inner.split_once('?').map_or((inner, None), |(name, forms)| (name, Some(forms)));
        let Some(arg) = message.arg(name) else { return self.push_text(name) };
        if let (Some(forms), Arg::Count(count)) = (forms, arg) {
            let (one, other) = forms.split_once('|').unwrap_or((forms, forms));
            let form = if *count == 1 { one } else { other };
            return self.push_text(&form.replace('#', &count.to_string()));
        }
        self.push(arg);
    }

    fn push(&mut self, arg: &Arg) {
        match arg {
            Arg::State(state) => self.pieces.push(Piece::State(state.clone())),
            Arg::Code(text) => self.pieces.push(Piece::Code(shortened(text))),
            Arg::Value(value) => self.pieces.push(Piece::Code(shortened(&value.to_string()))),
            Arg::Text(text) => self.push_text(text),
            Arg::Count(count) => self.push_text(&count.to_string()),
            Arg::Number(number) => self.push_text(&Value::from(*number).to_string()),
            Arg::Duration(millis) => self.message(&duration(*millis)),
            Arg::Clock(millis) => self.push_text(&clock(*millis)),
            Arg::Bytes(bytes) => self.message(&size(*bytes)),
            Arg::Message(message) => self.message(message),
        }
    }

    fn message(&mut self, message: &Message) {
        let pieces = self.catalogue.pieces(message);
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.push_text(&text),
                other => self.pieces.push(other),
            }
        }
    }

    fn push_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.into())),
        }
    }
}

fn delimited<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let inner = text.strip_prefix(open)?;
    Some(&inner[..inner.find(close)?])
}

/// The beginning of a long text; the panel that shows the sentence has the whole elsewhere.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(QUOTED_CHARS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.into(),
    }
}

/// `4 min 12 s`
pub(crate) fn duration(millis: i64) -> Message {
    let count = |value: i64| u64::try_from(value).unwrap_or(0) as usize;
    let seconds = millis / 1000;
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    match () {
        () if millis < 1000 && millis != 0 => Message::new("duration.milliseconds").count("n", count(millis)),
        () if seconds < 60 && millis % 1000 != 0 => {
            Message::new("duration.seconds").with("n", Arg::Number(millis as f64 / 1000.0))
        }
        () if seconds < 60 => Message::new("duration.seconds").count("n", count(seconds)),
        () if seconds < 3600 && seconds % 60 == 0 => Message::new("duration.minutes").count("n", count(minutes)),
        () if seconds < 3600 => Message::new("duration.minutes_seconds")
            .count("minutes", count(minutes))
            .count("seconds", count(seconds % 60)),
        () if days == 0 => {
            Message::new("duration.hours_minutes").count("hours", count(hours)).count("minutes", count(minutes))
        }
        () => Message::new("duration.days_hours").count("days", count(days)).count("hours", count(hours)),
    }
}

/// `2.0 kB`
fn size(bytes: usize) -> Message {
    match bytes {
        0..1000 => Message::new("size.bytes").count("n", bytes),
        1000..1_000_000 => Message::new("size.kilobytes").text("n", format!("{:.1}", bytes as f64 / 1000.0)),
        _ => Message::new("size.megabytes").text("n", format!("{:.1}", bytes as f64 / 1_000_000.0)),
    }
}

/// Virtual time since the start: `4:12`, `1:04:12`; with milliseconds below one second.
pub fn clock(millis: i64) -> String {
    let seconds = millis.max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(sentence: &str) -> Catalogue {
        Catalogue { sentences: [("k".into(), Value::from(sentence))].into_iter().collect(), fallback: None }
    }

    #[test]
    fn sentences_hold_code_stress_and_counts() {
        let message = Message::new("k").code("path", "$.a").count("n", 2).with("v", Value::from(9));
        for (sentence, expected) in [
            ("{path} is **{v}**.", "$.a is 9."),
            ("{n?# key|# keys} left", "2 keys left"),
            ("`{path}` {missing} { * open", "$.a missing { * open"),
            ("", ""),
        ] {
            assert_eq!(catalogue(sentence).text(&message), expected);
        }
        let pieces = catalogue("**{v}** at {path}").pieces(&message);
        assert_eq!(pieces, [Piece::Strong("9".into()), Piece::Text(" at ".into()), Piece::Code("$.a".into())]);
    }

    #[test]
    fn times_and_sizes_are_short() {
        let english = Catalogue::english();
        for (millis, expected) in [
            (0, "0 s"),
            (400, "400 ms"),
            (1500, "1.5 s"),
            (6_000, "6 s"),
            (252_000, "4 min 12 s"),
            (120_000, "2 min"),
            (3_720_000, "1 h 2 min"),
            (90_000_000, "1 d 1 h"),
        ] {
            assert_eq!(english.text(&duration(millis)), expected);
        }
        for (bytes, expected) in [(98, "98 B"), (2040, "2.0 kB"), (3_100_000, "3.1 MB")] {
            assert_eq!(english.text(&size(bytes)), expected);
        }
        for (millis, expected) in [(0, "0:00"), (303_000, "5:03"), (3_723_000, "1:02:03")] {
            assert_eq!(clock(millis), expected);
        }
    }

    #[test]
    fn another_language_falls_back_to_english() {
        let japanese = Catalogue::with_fallback(r#"{"status.succeeded": "成功"}"#);
        assert_eq!(japanese.text(&Message::new("status.succeeded")), "成功");
        assert_eq!(japanese.text(&Message::new("status.failed")), "Failed");
    }
}
