//! From byte offsets to lines and columns, and back.

/// A position for people and editors; both numbers count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, counted from 0.
    pub line: usize,
    /// Column in UTF-16 units, counted from 0, as JavaScript editors count.
    pub column: usize,
}

/// Bytes between two places at which the UTF-16 units before them are known: what is left to count is soon counted.
const STRIDE: usize = 512;

/// Where each line of a text starts.
#[derive(Clone, Debug)]
pub struct LineIndex {
    text: std::rc::Rc<str>,
    starts: Vec<usize>,
    /// UTF-16 units of the characters that start before each stride.
    units: Vec<usize>,
}

impl LineIndex {
    /// Index `text`.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let strides = text.as_bytes().chunks(STRIDE).scan(0, |units, stride| {
            let before = *units;
            *units += utf16_units(stride);
            Some(before)
        });
        Self { text: text.into(), starts, units: strides.collect() }
    }

    /// Number of lines; a text that ends in a line feed has an empty last line.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// Line and UTF-16 column of a byte offset; offsets past the end give the end.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let offset = self.floor_boundary(offset);
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        LineColumn { line, column: self.utf16_offset(offset) - self.utf16_offset(self.starts[line]) }
    }

    /// Byte offset of a line and UTF-16 column; columns past the line's end give its end.
    pub fn offset(&self, at: LineColumn) -> usize {
        let Some(&start) = self.starts.get(at.line) else { return self.text.len() };
        start + byte_of_utf16(self.line_text(at.line), at.column)
    }

    /// The UTF-16 offset (as JavaScript strings count) of a byte offset.
    pub fn utf16_offset(&self, offset: usize) -> usize {
        let offset = self.floor_boundary(offset);
        // At the very end of a text there may be no further stride.
        let stride = (offset / STRIDE).min(self.units.len().saturating_sub(1));
        let before = self.units.get(stride).copied().unwrap_or(0);
        before + utf16_units(&self.text.as_bytes()[stride * STRIDE..offset])
    }

    /// The byte offset of a UTF-16 offset.
    pub fn byte_offset(&self, utf16: usize) -> usize {
        let stride = self.units.partition_point(|&units| units <= utf16).saturating_sub(1);
        let before = self.units.get(stride).copied().unwrap_or(0);
        let start = self.ceil_boundary(stride * STRIDE);
        start + byte_of_utf16(&self.text[start..], utf16 - before)
    }

    /// The text of a line, without its line feed.
    pub fn line_text(&self, line: usize) -> &str {
        let Some(&start) = self.starts.get(line) else { return "" };
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        self.text[start..end].trim_end_matches('\r')
    }

    fn floor_boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    fn ceil_boundary(&self, mut offset: usize) -> usize {
        while !self.text.is_char_boundary(offset) {
            offset += 1;
        }
        offset
    }
}

/// UTF-16 units of the characters that start in these bytes of UTF-8.
fn utf16_units(bytes: &[u8]) -> usize {
    let units = |&byte: &u8| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0);
    bytes.iter().map(units).sum()
}

/// The byte offset of a UTF-16 offset into `text`; its end when the text is shorter.
pub fn byte_of_utf16(text: &str, units: usize) -> usize {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen >= units {
            return at;
        }
        seen += c.len_utf16();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf16_units() {
        let index = LineIndex::new("a\n警告😀b\n");
        assert_eq!(index.line_column(2 + 6 + 4), LineColumn { line: 1, column: 4 });
        assert_eq!(index.offset(LineColumn { line: 1, column: 4 }), 12);
        assert_eq!(index.utf16_offset(12), 6);
        assert_eq!(index.byte_offset(6), 12);
    }

    #[test]
    fn every_place_of_a_long_text_is_found_both_ways() {
        let text = "ab警😀é\n".repeat(200);
        for text in [&text, &text[1..], &text[2..STRIDE + 1], &"a".repeat(2 * STRIDE), "😀", ""] {
            let index = LineIndex::new(text);
            let mut units = 0;
            for (at, c) in text.char_indices() {
                assert_eq!((index.utf16_offset(at), index.byte_offset(units)), (units, at));
                units += c.len_utf16();
                assert_eq!(index.byte_offset(units - 1), if c.len_utf16() == 2 { at + c.len_utf8() } else { at });
            }
            assert_eq!((index.utf16_offset(text.len()), index.byte_offset(units)), (units, text.len()));
            assert_eq!(index.byte_offset(units + 9), text.len());
        }
    }

    #[test]
    fn offsets_inside_a_character_or_past_the_end_are_clamped() {
        let index = LineIndex::new("警\r\nx");
        assert_eq!(index.line_column(1), LineColumn { line: 0, column: 0 });
        assert_eq!(index.line_column(99), LineColumn { line: 1, column: 1 });
        assert_eq!(index.line_text(0), "警");
    }
}
