//! The answer of `ValidateStateMachineDefinition`.

use text::{Diagnostic, LineIndex, Severity};

const SYNTAX_ERROR: &str = "INVALID_JSON_DESCRIPTION";

/// AWS's answer: the result and the diagnostics as JSON.
#[derive(Clone, Debug)]
pub struct Validation {
    /// Does AWS accept the definition?
    pub is_ok: bool,
    /// `{"result", "diagnostics": [{"severity", "code", "message", "location", "span"}], "truncated"}`
    pub json: json::Value,
}

/// AWS's answer to a text with these diagnostics. What is only information is left out: AWS
/// knows errors and warnings.
pub fn validation(source: &str, diagnostics: &[Diagnostic]) -> Validation {
    let is_ok = diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
    let index = LineIndex::new(source);
    // AWS stops reading at the first syntax error.
    let mut has_syntax_error = false;
    let listed = diagnostics.iter().filter(|diagnostic| {
        let is_repeated = diagnostic.code == SYNTAX_ERROR && std::mem::replace(&mut has_syntax_error, true);
        diagnostic.severity != Severity::Information && !is_repeated
    });
    let json = object([
        ("result", text(if is_ok { "OK" } else { "FAIL" })),
        ("diagnostics", listed.map(|diagnostic| entry(&index, source, diagnostic)).collect::<Vec<_>>().into()),
        ("truncated", json::Value::Bool(false)),
    ]);
    Validation { is_ok, json }
}

fn entry(index: &LineIndex, source: &str, diagnostic: &Diagnostic) -> json::Value {
    let severity = if diagnostic.severity == Severity::Error { "ERROR" } else { "WARNING" };
    let (start, end) = (position(index, diagnostic.span.start), position(index, diagnostic.span.end));
    let mut entry: Vec<(&str, json::Value)> = vec![
        ("severity", text(severity)),
        ("code", text(&diagnostic.code)),
        ("message", text(&message(index, source, diagnostic))),
    ];
    entry.extend(diagnostic.location.iter().map(|location| ("location", text(location))));
    entry.push(("span", object([("start", start), ("end", end)])));
    object(entry)
}

/// What AWS says of a syntax error ends in the place, as its JSON library prints it (recorded).
fn message(index: &LineIndex, source: &str, diagnostic: &Diagnostic) -> String {
    if diagnostic.code != SYNTAX_ERROR {
        return diagnostic.message.clone();
    }
    // That library names the place behind what it could not read.
    let at = index.line_column(diagnostic.span.end as usize);
    let shown: String = source.chars().take(500).collect();
    let more = source.len() - shown.len();
    let cut = if more == 0 { String::new() } else { format!("[truncated {more} chars]") };
    let (line, column) = (at.line + 1, at.column + 1);
    format!("{}\n at [Source: (String)\"{shown}\"{cut}; line: {line}, column: {column}]", diagnostic.message)
}

/// Lines and columns count from 1.
fn position(index: &LineIndex, offset: u32) -> json::Value {
    let at = index.line_column(offset as usize);
    object([("line", number(at.line + 1)), ("column", number(at.column + 1))])
}

fn object<'a>(members: impl IntoIterator<Item = (&'a str, json::Value)>) -> json::Value {
    members.into_iter().map(|(key, value)| (key.into(), value)).collect::<json::Object>().into()
}

fn text(text: &str) -> json::Value {
    json::Value::String(text.into())
}

fn number(number: usize) -> json::Value {
    json::Value::from(number as i64)
}

#[cfg(test)]
mod tests {
    use super::validation;
    use crate::{Options, diagnose};

    fn answer(source: &str) -> String {
        validation(source, &diagnose(source, &Options::default()).diagnostics).json.to_string()
    }

    #[test]
    fn a_good_definition_is_ok() {
        let source = r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}"#;
        assert_eq!(answer(source), r#"{"result":"OK","diagnostics":[],"truncated":false}"#);
    }

    #[test]
    fn a_location_is_left_out_where_aws_has_none() {
        assert_eq!(
            answer(" "),
            r#"{"result":"FAIL","diagnostics":[{"severity":"ERROR","code":"SCHEMA_VALIDATION_FAILED","message":"Definition must be a valid JSON object","span":{"start":{"line":1,"column":1},"end":{"line":1,"column":2}}}],"truncated":false}"#
        );
    }

    #[test]
    fn a_syntax_error_says_where() {
        let said = answer("not a definition");
        assert!(said.contains("Unrecognized token 'not': was expecting"), "{said}");
        assert!(said.contains("line: 1, column: 4]"), "{said}");
        assert_eq!(said.matches("INVALID_JSON_DESCRIPTION").count(), 1, "{said}");
    }
}
