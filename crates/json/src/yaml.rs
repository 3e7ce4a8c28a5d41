//! YAML text in: the same spanned tree as from JSON.
//!
//! The reader is saphyr-parser; typing of plain scalars (YAML 1.2 core schema), tags of
//! CloudFormation, aliases, warnings and recovery are ours.

mod again;
mod alignment;
mod builder;
pub(crate) mod print;
mod scalar;
mod source;
mod tag;
mod trap;

use crate::{Document, Syntax};
pub(crate) use again::parse_yaml_again;
use builder::{Builder, Built, Failure};
pub use print::print_yaml;
use text::{Diagnostic, Edit, Span};

/// Code of a text that is not YAML; AWS knows none, as its API takes JSON only.
const CODE: &str = "INVALID_YAML";

/// Said of a line that most readers join to the one above.
const JOINED: &str = "Strict readers of YAML want this indented deeper than its key";

/// A broken text is read again without its broken line, so often at most.
const MAX_REPAIRS: usize = 8;

/// Longer texts, in bytes, are not repaired: reading them several times would be felt.
const MAX_REPAIRED_LEN: usize = 1 << 18;

/// Parse a YAML text. Never fails: the tree holds what could be read, the diagnostics say
/// what could not.
pub fn parse_yaml(source: &str) -> (Document, Vec<Diagnostic>) {
    let Repaired { root, has_alias, is_whole, repairs, hints } =
        read_repaired(source, source.len() <= MAX_REPAIRED_LEN);
    let has_directive = source.lines().any(|line| line.starts_with('%'));
    let is_linked = has_alias || has_directive || !is_whole;
    let document = Document { text: source.into(), syntax: Syntax::Yaml, is_linked, root };
    (document, repairs.into_iter().map(|(_, diagnostic)| diagnostic).chain(hints).collect())
}

/// A text that was read as far as it goes, with repairs where it is broken.
struct Repaired {
    root: Option<crate::Node>,
    has_alias: bool,
    /// Was it read to the end?
    is_whole: bool,
    /// The failures, and what is said of them.
    repairs: Vec<(Failure, Diagnostic)>,
    /// What is said of the rest.
    hints: Vec<Diagnostic>,
}

fn read_repaired(source: &str, may_repair: bool) -> Repaired {
    let mut repairs = Vec::new();
    let mut is_whole = true;
    let mut reading = read(source.to_owned());
    while let Some(failure) = reading.built.failure.take() {
        let may_repair = may_repair && repairs.len() < MAX_REPAIRS;
        let repair = may_repair.then(|| repair(&reading.text, &failure)).flatten();
        let Some(repair) = repair else {
            let diagnostic = explain(source, &failure, line_at(source, failure.offset));
            repairs.push((failure, diagnostic));
            is_whole = false;
            break;
        };
        let diagnostic = match repair.kind {
            RepairKind::Joined => trap::warn(JOINED, content(source, repair.blamed)),
            RepairKind::LeftOut => explain(source, &failure, repair.blamed),
        };
        repairs.push((failure, diagnostic));
        reading = repair.reading;
    }
    let Built { root, has_alias, diagnostics: hints, .. } = reading.built;
    Repaired { root, has_alias, is_whole, repairs, hints }
}

/// What one reading of a text gave.
struct Reading {
    /// The text that was read: the source with its repairs. Offsets are those of the source.
    text: String,
    built: Built,
}

/// A reading of a repaired text.
struct Repair {
    kind: RepairKind,
    /// The line to blame.
    blamed: Span,
    reading: Reading,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RepairKind {
    /// A line was joined to the one above: most readers take it so.
    Joined,
    /// A line was left out.
    LeftOut,
}

impl Repair {
    fn new(kind: RepairKind, blamed: Span, text: String) -> Self {
        Self { kind, blamed, reading: read(text) }
    }

    fn progress(&self) -> usize {
        self.reading.built.failure.as_ref().map_or(usize::MAX, |failure| failure.offset)
    }
}

fn read(text: String) -> Reading {
    let built = Builder::new(&text).build();
    Reading { built, text }
}

/// Read again without the line of the failure, or without the one before it (where a key
/// without a colon stands): whichever gets further.
fn repair(text: &str, failure: &Failure) -> Option<Repair> {
    let here = line_at(text, failure.offset);
    if failure.message.contains("invalid indentation") {
        let joined = Repair::new(RepairKind::Joined, here, joined(text, failure.offset));
        if joined.progress() > failure.offset {
            return Some(joined);
        }
    }
    let before = line_at(text, text[..here.range().start].trim_end().len());
    [before, here]
        .into_iter()
        .filter(|line| !line.of(text).trim().is_empty())
        .map(|line| Repair::new(RepairKind::LeftOut, line, without(text, line)))
        .max_by_key(Repair::progress)
        .filter(|repair| repair.progress() > failure.offset || repair.blamed == here)
}

/// The text with the line at `offset` joined to the one above, or all lines of the quoted
/// scalar at `offset` made one. In both places a line break means a blank.
fn joined(text: &str, offset: usize) -> String {
    let range = match closing_quote(&text[offset..]) {
        Some(length) => offset..offset + length,
        None => text[..offset].rfind('\n').unwrap_or(offset)..offset,
    };
    let one_line = text[range.clone()].replace(['\n', '\r'], " ");
    format!("{}{one_line}{}", &text[..range.start], &text[range.end..])
}

/// Where the quoted scalar that the text begins with is closed.
fn closing_quote(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let mut escaped = false;
    let is_closing = |(_, c): &(usize, char)| {
        let closes = *c == quote && !escaped;
        escaped = *c == '\\' && quote == '"' && !escaped;
        closes
    };
    text.char_indices().skip(1).find(is_closing).map(|(at, _)| at)
}

/// The text with blanks in place of a line, so that all offsets stay.
fn without(text: &str, line: Span) -> String {
    let range = line.range();
    format!("{}{}{}", &text[..range.start], " ".repeat(range.len()), &text[range.end..])
}

/// The line around an offset, without its line break.
fn line_at(text: &str, offset: usize) -> Span {
    let offset = text.floor_char_boundary(offset);
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
    Span::new(start, end)
}

/// The line without outer blanks.
fn content(source: &str, line: Span) -> Span {
    let text = line.of(source);
    let indent = text.len() - text.trim_start().len();
    Span::new(line.start as usize + indent, line.start as usize + text.trim_end().len().max(indent))
}

/// The failure in our words, at the line to blame.
fn explain(source: &str, failure: &Failure, line: Span) -> Diagnostic {
    let content = content(source, line);
    let message = |words: &str| Diagnostic::error(CODE, words, content);
    let has = |part: &str| failure.message.contains(part);
    if has("tabs disallowed") {
        let indent = Span { start: line.start, end: content.start };
        let edit = Edit::replace(indent, indent.of(source).replace('\t', "  "));
        return message("YAML allows no tabs in indentation").fix("Indent with blanks", vec![edit]);
    }
    if has("simple key expect") {
        let edit = Edit::insert(content.end as usize, ":");
        return message("A ':' is missing after this key").fix("Insert a colon", vec![edit]);
    }
    if has("mapping values are not allowed") {
        return message("A second ': ' is not allowed here")
            .help("Put a value that holds ': ' in quotes, and check the indentation");
    }
    if has("did not find expected key") {
        return message("The indentation fits none of the lines above");
    }
    if has("unknown anchor") {
        return message("There is no anchor of this name above");
    }
    if has("quoted scalar") {
        return message("The quote is never closed");
    }
    message(&format!("This is not YAML: {}", failure.message))
}

#[cfg(test)]
mod tests;
