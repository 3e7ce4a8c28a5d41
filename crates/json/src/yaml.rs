//! YAML text in: the same spanned tree as from JSON.
//!
//! The reader is saphyr-parser; typing of plain scalars (YAML 1.2 core schema), tags of
//! CloudFormation, aliases, warnings and recovery are ours.

mod alignment;
mod builder;
pub(crate) mod print;
mod scalar;
mod source;
mod tag;
mod trap;

use crate::{Document, Syntax};
use builder::{Builder, Built, Failure};
pub use print::print_yaml;
use text::{Diagnostic, Edit, Span};

/// Code of a text that is not YAML; AWS knows none, as its API takes JSON only.
const CODE: &str = "INVALID_YAML";

/// A broken text is read again without its broken line, so often at most.
const MAX_REPAIRS: usize = 8;

/// Longer texts, in bytes, are not repaired: reading them several times would be felt.
const MAX_REPAIRED_LEN: usize = 1 << 18;

/// Parse a YAML text. Never fails: the tree holds what could be read, the diagnostics say
/// what could not.
pub fn parse_yaml(source: &str) -> (Document, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut reading = read(source.to_owned());
    while let Some(failure) = reading.built.failure.take() {
        let repair = if diagnostics.len() < MAX_REPAIRS { repair(&reading.text, &failure) } else { None };
        let Some(repair) = repair else {
            diagnostics.push(explain(source, &failure, line_at(source, failure.offset)));
            break;
        };
        diagnostics.push(match repair.kind {
            RepairKind::Joined => trap::warn(
                "Strict readers of YAML want this indented deeper than its key",
                content(source, repair.blamed),
            ),
            RepairKind::LeftOut => explain(source, &failure, repair.blamed),
        });
        reading = repair.reading;
    }
    diagnostics.append(&mut reading.built.diagnostics);
    let has_links = reading.built.has_alias || source.lines().any(|line| line.starts_with('%'));
    (Document { text: source.into(), syntax: Syntax::Yaml, has_links, root: reading.built.root }, diagnostics)
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
    if text.len() > MAX_REPAIRED_LEN {
        return None;
    }
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
