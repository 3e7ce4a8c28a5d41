//! Tests as definitions with carets.
//!
//! Under a line, a line of carets marks a finding that starts there, and says its message, and
//! after ` @ ` its location:
//!
//! ```text
//! {"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}
//!             ^^^ Missing 'Next' target: B @ /StartAt
//! ```

use crate::context::Context;
use crate::judgements::Judgements;
use crate::part::{Part, Place};
use crate::{Check, Options, Rule};
use host::at_once;
use std::rc::Rc;
use text::{Diagnostic, LineIndex};

/// The rule finds exactly what the carets say.
pub(crate) fn check(rule: &Rule, marked: &str) {
    check_with(rule, &Options::default(), marked);
}

/// As [`check`], with options.
pub(crate) fn check_with(rule: &Rule, options: &Options, marked: &str) {
    let (source, expected) = split(marked);
    let index = LineIndex::new(&source);
    let mut found: Vec<_> = findings(rule, options, &source).iter().map(|finding| describe(&index, finding)).collect();
    found.sort();
    assert_eq!(found, expected, "\n{source}");
}

/// The first fix of the rule's only finding makes `fixed` of `source`, and then nothing is found.
pub(crate) fn check_fix(rule: &Rule, source: &str, fixed: &str) {
    let found = findings(rule, &Options::default(), source);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(text::apply(source, &found[0].fixes.first().expect("a fix").edits), fixed);
    assert_eq!(findings(rule, &Options::default(), fixed), [], "the fix does not resolve it");
}

fn findings(rule: &Rule, options: &Options, source: &str) -> Vec<Diagnostic> {
    let (document, errors) = json::parse(source);
    assert_eq!(errors, [], "{source}");
    let (machine, reading) = definition::lower(&Rc::new(document));
    let mut findings = Vec::new();
    if matches!(rule.check, Check::Reading) {
        return reading;
    }
    let mut context = at_once(Context::new(&machine, options, &async || {}));
    context.arns = at_once(Judgements::new(&context, None, &async || {})).arns().collect();
    let states = Place::all(&machine);
    let parts = states.iter().map(|place| Part::of_state(&context, place));
    for part in [Part::of_machine(&context)].into_iter().chain(parts) {
        part.run(&rule.check, &mut findings);
    }
    context.run(&rule.check, &mut findings);
    findings
}

/// Line (from 0), column, width on that line, text.
type Mark = (usize, usize, usize, String);

fn describe(index: &LineIndex, finding: &Diagnostic) -> Mark {
    let start = index.line_column(finding.span.start as usize);
    let end = index.line_column(finding.span.end as usize);
    let line_end = index.line_text(start.line).encode_utf16().count();
    let width = if end.line == start.line { end.column } else { line_end } - start.column;
    let location = finding.location.as_ref().map(|location| format!(" @ {location}")).unwrap_or_default();
    (start.line, start.column, width, format!("{}{location}", finding.message))
}

fn split(marked: &str) -> (String, Vec<Mark>) {
    let (mut source, mut marks): (Vec<&str>, Vec<Mark>) = (Vec::new(), Vec::new());
    for line in marked.lines() {
        let rest = line.trim_start();
        if !rest.starts_with('^') {
            source.push(line);
            continue;
        }
        let width = rest.chars().take_while(|c| *c == '^').count();
        let message = rest[width..].trim().to_owned();
        marks.push((source.len() - 1, line.encode_utf16().count() - rest.encode_utf16().count(), width, message));
    }
    marks.sort();
    (source.join("\n"), marks)
}
