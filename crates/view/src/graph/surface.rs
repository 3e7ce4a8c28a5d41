//! What the graph is drawn on: it knows how wide words are, and which language they are in.

use crate::{Catalogue, Message};

/// Measures and words texts for the graph.
pub trait Surface {
    /// Width of a text, in pixels.
    fn width(&self, text: &str, style: TextStyle) -> f64;
    /// A message in the language of the page.
    fn text(&self, message: &Message) -> String;
}

/// The texts of the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextStyle {
    /// Name of a state: 15 px, semibold
    Name,
    /// What it calls, its status, a label: 12 px
    Small,
}

impl TextStyle {
    /// Size of the letters, in pixels.
    pub fn font_size(self) -> f64 {
        match self {
            Self::Name => 15.0,
            Self::Small => 12.0,
        }
    }
}

/// Estimates widths from character classes; good to a few per cent with a sans-serif face.
#[derive(Clone, Debug, Default)]
pub struct Estimate {
    /// The language.
    pub catalogue: Catalogue,
}

impl Surface for Estimate {
    fn width(&self, text: &str, style: TextStyle) -> f64 {
        let semibold = if style == TextStyle::Name { 1.05 } else { 1.0 };
        text.chars().map(em_width).sum::<f64>() * style.font_size() * semibold
    }

    fn text(&self, message: &Message) -> String {
        self.catalogue.text(message)
    }
}

/// Width of a character, in ems.
fn em_width(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'ı' => 0.28,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 0.37,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.88,
        'A'..='Z' => 0.67,
        // East Asian wide and full-width characters, and emoji.
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 1.0,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' => 1.0,
        '\u{ffe0}'..='\u{ffe6}' | '\u{2460}'..='\u{24ff}' | '\u{1f300}'..='\u{3fffd}' => 1.0,
        // Combining marks stand on what is before them.
        '\u{300}'..='\u{36f}' => 0.0,
        _ => 0.57,
    }
}

/// Break a text into lines of at most `width`, at spaces where there are any.
pub(crate) fn wrap(surface: &dyn Surface, text: &str, style: TextStyle, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_inclusive(' ') {
        for part in pieces(surface, word, style, width) {
            let line = lines.len() - 1;
            let longer = format!("{}{part}", lines[line]);
            if lines[line].is_empty() || surface.width(longer.trim_end(), style) <= width {
                lines[line] = longer;
            } else {
                lines.push(part);
            }
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// As much of a text as fits into `width`, with `…` for the rest.
pub(crate) fn cut(surface: &dyn Surface, text: &str, style: TextStyle, width: f64) -> String {
    let fits = |end: usize| surface.width(&format!("{}…", &text[..end]), style) <= width;
    let ends: Vec<usize> = text.char_indices().map(|(end, _)| end).collect();
    let count = ends.partition_point(|&end| fits(end));
    let end = count.checked_sub(1).map_or(0, |last| ends[last]);
    format!("{}…", text[..end].trim_end())
}

/// A word that is too wide falls into its characters.
fn pieces(surface: &dyn Surface, word: &str, style: TextStyle, width: f64) -> Vec<String> {
    if surface.width(word.trim_end(), style) <= width {
        return vec![word.into()];
    }
    word.chars().map(String::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_characters_are_twice_as_wide() {
        let surface = Estimate::default();
        let width = |text| surface.width(text, TextStyle::Small);
        assert!(width("警告判定") > 1.7 * width("abcd"));
        assert_eq!(width(""), 0.0);
    }

    #[test]
    fn what_is_cut_fits_and_says_so() {
        let surface = Estimate::default();
        for text in ["$.error.Cause matches *\"ExitCode\":9*", "警告コードが九十九より大きい", ""] {
            for width in [0.0, 20.0, 90.0] {
                let cut = cut(&surface, text, TextStyle::Small, width);
                assert!(cut.ends_with('…') && (cut == "…" || surface.width(&cut, TextStyle::Small) <= width), "{cut}");
                assert!(text.starts_with(cut.trim_end_matches('…')));
            }
        }
    }

    #[test]
    fn long_names_wrap_and_lose_nothing() {
        let surface = Estimate::default();
        for name in
            ["ECS RunTask (Helloworld1) and then some more words", "並列ジョブの結果を最後にまとめて判定するステート"]
        {
            let lines = wrap(&surface, name, TextStyle::Name, 160.0);
            assert!(lines.len() > 1);
            assert!(lines.iter().all(|line| surface.width(line, TextStyle::Name) <= 160.0), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), name.replace(' ', ""));
        }
    }
}
