//! The bytes of an object, as items.

use crate::{CsvConfig, Dataset, csv, json_file, json_lines};

/// `ReaderConfig.InputType` with the fields that belong to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Format {
    /// `CSV`: a row is an object of texts.
    Csv(CsvConfig),
    /// `JSON`: an array, or the value that `ItemsPointer` (a JSON pointer) finds.
    Json {
        /// `ItemsPointer`; the whole file when absent
        pointer: Option<String>,
    },
    /// `JSONL`: a line is an item.
    JsonLines,
}

/// Why no items could be read: the cause of `States.ItemReaderFailed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// The cause, in AWS's words where they are recorded.
    pub cause: String,
}

impl ReadError {
    pub(crate) fn new(cause: impl Into<String>) -> Self {
        Self { cause: cause.into() }
    }
}

/// Read the items of an object. `max_items` of 0 means all of them; a negative one is an error
/// (recorded: `field MaxItems must be positive`).
pub fn read(bytes: &[u8], format: &Format, max_items: i64) -> Result<Dataset, ReadError> {
    let max_items = usize::try_from(max_items).map_err(|_| ReadError::new("field MaxItems must be positive"))?;
    refuse_binary(bytes)?;
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let limit = if max_items == 0 { usize::MAX } else { max_items };
    match format {
        Format::Csv(config) => csv::read(text, config, limit).map(Dataset::from),
        Format::Json { pointer } => json_file::read(text, pointer.as_deref(), limit),
        Format::JsonLines => json_lines::read(text, limit).map(Dataset::from),
    }
}

/// What a file begins with that AWS can read and this cannot, and what it is.
const BINARY: [(&[u8], &str); 3] = [
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard"),
];

/// A decoder would weigh more than all readers of text together; whoever tries a workflow has the plain text at hand.
fn refuse_binary(bytes: &[u8]) -> Result<(), ReadError> {
    let found = BINARY.iter().find(|(magic, _)| bytes.starts_with(magic));
    found.map_or(Ok(()), |(_, what)| {
        Err(ReadError::new(format!(
            "The file is {what}, which only AWS can read: put its rows here as plain CSV, JSON or JSONL text"
        )))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_only_aws_can_read_says_what_to_do() {
        for (bytes, what) in
            [(&b"PAR1\x15"[..], "Parquet"), (b"\x1f\x8b\x08", "gzip"), (b"\x28\xb5\x2f\xfd", "Zstandard")]
        {
            let cause = read(bytes, &Format::JsonLines, 0).unwrap_err().cause;
            assert!(cause.contains(what) && cause.contains("plain CSV"), "{cause}");
        }
    }
}
