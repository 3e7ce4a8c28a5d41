//! JSON Lines: one value a line.

use crate::ReadError;
use json::Value;

pub(crate) fn read(text: &str, limit: usize) -> Result<Vec<Value>, ReadError> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let items = lines.take(limit).map(|(number, line): (usize, &str)| {
        json::parse_value(line).map_err(|error| ReadError::new(format!("Line {number} is not valid JSON: {error}")))
    });
    items.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_an_item() {
        assert_eq!(read("{\"a\":1}\n\n2\r\n", 9).unwrap(), [[("a", 1.into())].into(), Value::from(2)]);
        assert_eq!(read("1\n{", 9).unwrap_err().cause.split(':').next(), Some("Line 2 is not valid JSON"));
        assert_eq!(read("1\n{", 1).unwrap(), [1.into()]);
    }
}
