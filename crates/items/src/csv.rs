//! CSV: RFC 4180 with AWS's delimiters.

use crate::ReadError;
use json::{Object, Text, Value};

/// The CSV fields of `ReaderConfig`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CsvConfig {
    /// `CSVHeaders` when `CSVHeaderLocation` is `GIVEN`; absent for `FIRST_ROW`
    pub headers: Option<Vec<Text>>,
    /// `CSVDelimiter`
    pub delimiter: Delimiter,
}

/// `CSVDelimiter`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are AWS's own")]
pub enum Delimiter {
    #[default]
    Comma,
    Pipe,
    Semicolon,
    Space,
    Tab,
}

impl Delimiter {
    /// From the field's value.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "COMMA" => Self::Comma,
            "PIPE" => Self::Pipe,
            "SEMICOLON" => Self::Semicolon,
            "SPACE" => Self::Space,
            "TAB" => Self::Tab,
            _ => return None,
        })
    }

    fn char(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Pipe => '|',
            Self::Semicolon => ';',
            Self::Space => ' ',
            Self::Tab => '\t',
        }
    }
}

/// One object a row, all values texts. Cells beyond the headers are dropped, missing ones are
/// empty (recorded: `test_map_item_reader_csv_*`, facts §8).
pub(crate) fn read(text: &str, config: &CsvConfig, limit: usize) -> Result<Vec<Value>, ReadError> {
    let mut rows = Rows { rest: text, delimiter: config.delimiter.char() };
    let headers = match &config.headers {
        Some(headers) => headers.clone(),
        None => rows.next().unwrap_or_default().into_iter().map(Text::from).collect(),
    };
    if (1..headers.len()).any(|at| headers[..at].contains(&headers[at])) {
        return Err(ReadError::new("CSV headers cannot contain duplicates."));
    }
    Ok(rows.take(limit).map(|row| item(&headers, row)).collect())
}

fn item(headers: &[Text], row: Vec<String>) -> Value {
    let cells = row.into_iter().chain(std::iter::repeat_with(String::new));
    Value::Object(headers.iter().cloned().zip(cells.map(Value::from)).collect::<Object>())
}

struct Rows<'a> {
    rest: &'a str,
    delimiter: char,
}

impl Iterator for Rows<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        // An empty line is no row, a line of blanks is (recorded).
        self.rest = self.rest.trim_start_matches(['\n', '\r']);
        if self.rest.is_empty() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            let (cell, end) = self.cell();
            cells.push(cell);
            if end != Some(self.delimiter) {
                return Some(cells);
            }
        }
    }
}

impl Rows<'_> {
    /// The next cell, and the character that ended it (`None` at the end of the text).
    fn cell(&mut self) -> (String, Option<char>) {
        let mut cell = String::new();
        if let Some(quoted) = self.rest.strip_prefix('"') {
            self.rest = quoted;
            self.quoted(&mut cell);
        }
        let end = self.rest.find([self.delimiter, '\n', '\r']).unwrap_or(self.rest.len());
        cell.push_str(&self.rest[..end]);
        let mut after = self.rest[end..].chars();
        let ended_by = after.next();
        self.rest = after.as_str();
        (cell, ended_by)
    }

    /// The inside of a quoted cell; a doubled quote stands for one.
    fn quoted(&mut self, cell: &mut String) {
        while let Some(at) = self.rest.find('"') {
            cell.push_str(&self.rest[..at]);
            self.rest = &self.rest[at + 1..];
            match self.rest.strip_prefix('"') {
                Some(rest) => {
                    cell.push('"');
                    self.rest = rest;
                }
                None => return,
            }
        }
        cell.push_str(self.rest);
        self.rest = "";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(text: &str, headers: Option<&[&str]>, delimiter: &str) -> String {
        let headers = headers.map(|headers| headers.iter().map(|&header| header.into()).collect());
        let config = CsvConfig { headers, delimiter: Delimiter::parse(delimiter).unwrap() };
        read(text, &config, usize::MAX).map_or_else(|error| error.cause, |items| Value::from(items).to_string())
    }

    #[test]
    fn rows_become_objects_of_texts() {
        for (text, headers, delimiter, expected) in [
            ("a,b\n1,2\n3,4\n", None, "COMMA", r#"[{"a":"1","b":"2"},{"a":"3","b":"4"}]"#),
            ("a,b\r\n1,2\r\n", None, "COMMA", r#"[{"a":"1","b":"2"}]"#),
            ("1,2,3\n4\n", Some(&["x", "y"][..]), "COMMA", r#"[{"x":"1","y":"2"},{"x":"4","y":""}]"#),
            ("a|b\n\"1|\"\"one\"\"\"|2", None, "PIPE", r#"[{"a":"1|\"one\"","b":"2"}]"#),
            ("a;b\n\"1\n2\";3", None, "SEMICOLON", r#"[{"a":"1\n2","b":"3"}]"#),
            ("a\tb\n\n   \n", None, "TAB", r#"[{"a":"   ","b":""}]"#),
            ("a,\n1,2\n", None, "COMMA", r#"[{"a":"1","":"2"}]"#),
            ("a,a\n1,2\n", None, "COMMA", "CSV headers cannot contain duplicates."),
            ("", None, "COMMA", "[]"),
            ("a\n\"open", None, "COMMA", r#"[{"a":"open"}]"#),
        ] {
            assert_eq!(csv(text, headers, delimiter), expected, "{text:?}");
        }
    }
}
