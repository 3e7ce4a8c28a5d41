//! The problems of a document as a panel lists them: places for editors, and fixes to preview.

use text::{Diagnostic, Fix, LineColumn, LineIndex, Severity};

/// A problem.
#[derive(Clone, Debug, PartialEq)]
pub struct ProblemView {
    /// How much it matters.
    pub severity: Severity,
    /// AWS's code, or our own.
    pub code: String,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where it begins; line and column count from 0, columns in UTF-16 units.
    pub start: LineColumn,
    /// Where it ends.
    pub end: LineColumn,
    /// What would mend it, best first.
    pub fixes: Vec<FixView>,
}

/// A fix, with what it would change.
#[derive(Clone, Debug, PartialEq)]
pub struct FixView {
    /// A verb phrase for a button.
    pub title: String,
    /// First line that it changes, counted from 0.
    pub line: usize,
    /// The lines as they are.
    pub before: Vec<String>,
    /// The lines as they would be.
    pub after: Vec<String>,
}

/// The problems of a text: errors first, then by place.
pub fn problems(text: &str, diagnostics: &[Diagnostic]) -> Vec<ProblemView> {
    let lines = LineIndex::new(text);
    let mut views: Vec<ProblemView> = diagnostics.iter().map(|found| problem(text, &lines, found)).collect();
    views.sort_by_key(|view| (view.severity, view.start));
    views
}

fn problem(text: &str, lines: &LineIndex, found: &Diagnostic) -> ProblemView {
    ProblemView {
        severity: found.severity,
        code: found.code.to_string(),
        message: found.message.clone(),
        help: found.help.clone(),
        start: lines.line_column(found.span.start as usize),
        end: lines.line_column(found.span.end as usize),
        fixes: found.fixes.iter().map(|fix| preview(text, fix)).collect(),
    }
}

/// The lines that a fix changes, before and after.
pub fn preview(text: &str, fix: &Fix) -> FixView {
    let mended = text::apply(text, &fix.edits);
    let (old, new): (Vec<&str>, Vec<&str>) = (text.lines().collect(), mended.lines().collect());
    let same_start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - same_start;
    let same_end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let changed =
        |lines: &[&str]| lines[same_start..lines.len() - same_end].iter().map(|line| (*line).to_owned()).collect();
    FixView { title: fix.title.clone(), line: same_start, before: changed(&old), after: changed(&new) }
}

/// How many errors, warnings and notes there are.
pub fn counts(diagnostics: &[Diagnostic]) -> [(Severity, usize); 3] {
    [Severity::Error, Severity::Warning, Severity::Information]
        .map(|severity| (severity, diagnostics.iter().filter(|found| found.severity == severity).count()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use text::{Edit, Span};

    #[test]
    fn places_count_utf16_units_and_errors_come_first() {
        let text = "{\n  \"警告\": \"😀x\"\n}";
        let at = text.find("x").unwrap();
        let diagnostics =
            [Diagnostic::warning("LINT", "w", Span::new(0, 1)), Diagnostic::error("E", "e", Span::new(at, at + 1))];
        let views = problems(text, &diagnostics);
        assert_eq!(views[0].start, LineColumn { line: 1, column: 11 });
        assert_eq!(views[0].end, LineColumn { line: 1, column: 12 });
        assert_eq!(views.iter().map(|view| &*view.code).collect::<Vec<_>>(), ["E", "LINT"]);
        assert_eq!(counts(&diagnostics).map(|(_, count)| count), [1, 1, 0]);
    }

    #[test]
    fn a_fix_shows_the_lines_that_it_changes() {
        let text = "a\nb\nc\nd";
        for (edits, line, before, after) in [
            (vec![Edit::replace(Span::new(2, 3), "B")], 1, &["b"][..], &["B"][..]),
            (vec![Edit::insert(4, "x\n")], 2, &[][..], &["x"][..]),
            (vec![Edit::delete(Span::new(2, 6))], 1, &["b", "c"][..], &[][..]),
            (vec![], 4, &[][..], &[][..]),
        ] {
            let view = preview(text, &Fix { title: "Mend".into(), edits });
            assert_eq!(
                (view.line, &view.before[..], &view.after[..]),
                (
                    line,
                    before.iter().map(|s| s.to_string()).collect::<Vec<_>>().as_slice(),
                    after.iter().map(|s| s.to_string()).collect::<Vec<_>>().as_slice()
                )
            );
        }
    }
}
