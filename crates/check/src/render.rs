//! Diagnostics as text for a terminal: the source line with a caret under the place.

use std::fmt::Write;
use text::{Diagnostic, LineIndex, Severity, Span};

/// Lines longer than this are cut around the place, in characters.
const LINE_WIDTH: usize = 120;

/// All diagnostics as text, in the order of their places.
pub fn render(name: &str, source: &str, diagnostics: &[Diagnostic]) -> String {
    let index = LineIndex::new(source);
    let mut ordered: Vec<_> = diagnostics.iter().collect();
    ordered.sort_by_key(|diagnostic| diagnostic.span);
    ordered.into_iter().map(|diagnostic| render_one(name, &index, diagnostic)).collect()
}

fn render_one(name: &str, index: &LineIndex, diagnostic: &Diagnostic) -> String {
    let mut out = format!("{}[{}]: {}\n", severity(diagnostic.severity), diagnostic.code, diagnostic.message);
    let at = index.line_column(diagnostic.span.start as usize);
    let location = diagnostic.location.as_ref().map(|location| format!(" ({location})")).unwrap_or_default();
    // Writing to a String does not fail.
    let _ = writeln!(out, "  --> {name}:{}:{}{location}", at.line + 1, at.column + 1);
    out.push_str(&source_line(index, diagnostic.span, '^', ""));
    for label in &diagnostic.labels {
        out.push_str(&source_line(index, label.span, '-', &label.message));
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "  = help: {help}");
    }
    for fix in &diagnostic.fixes {
        let _ = writeln!(out, "  = fix: {}", fix.title);
    }
    out.push('\n');
    out
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "information",
    }
}

/// The line where `span` starts, and marks under what it covers of that line.
fn source_line(index: &LineIndex, span: Span, mark: char, message: &str) -> String {
    let start = index.line_column(span.start as usize);
    let end = index.line_column(span.end as usize);
    let line: Vec<char> = index.line_text(start.line).chars().map(|c| if c == '\t' { ' ' } else { c }).collect();
    let from = characters(&line, start.column);
    let to = if end.line == start.line { characters(&line, end.column) } else { line.len() };
    let cut = if line.len() > LINE_WIDTH { from.saturating_sub(LINE_WIDTH / 3) } else { 0 };
    let shown: String = line[cut..].iter().take(LINE_WIDTH).collect();
    let (before, marked) = (width(&line[cut..from]), width(&line[from..to]).clamp(1, LINE_WIDTH));
    let number = format!("{:>4}", start.line + 1);
    let marks = mark.to_string().repeat(marked);
    format!("{number} | {shown}\n     | {}{marks} {message}\n", " ".repeat(before)).replace(" \n", "\n")
}

/// How many characters the first `units` UTF-16 units are.
fn characters(line: &[char], units: usize) -> usize {
    let mut seen = 0;
    line.iter()
        .take_while(|c| {
            let before = seen;
            seen += c.len_utf16();
            before < units
        })
        .count()
}

/// Columns on a terminal: East Asian wide characters and emoji take two.
fn width(characters: &[char]) -> usize {
    characters.iter().map(|&c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd)
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::{Options, diagnose};

    #[test]
    fn a_caret_stands_under_the_place() {
        let source = "{\"StartAt\": \"警告\",\n \"States\": {\"警報\": {\"Type\": \"Succeed\"}}}";
        let diagnosis = diagnose(source, &Options::default());
        assert_eq!(
            render("x.json", source, &diagnosis.diagnostics[..1]),
            "error[MISSING_TRANSITION_TARGET]: Missing 'Next' target: 警告\n  --> x.json:1:13 (/StartAt)\n   1 | {\"StartAt\": \"警告\",\n     |             ^^^^^^\n  = help: Did you mean `警報`?\n  = fix: Change to `警報`\n\n"
        );
    }
}
