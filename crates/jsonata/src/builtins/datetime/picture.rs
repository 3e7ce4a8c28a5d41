//! Pictures of dates and times: `[Y0001]-[M01]-[D01]`.

use crate::builtins::integer::{Case, IntegerPicture};
use crate::error::Fault;
use crate::value::Item;

/// A picture, cut into its parts.
pub(super) struct DatePicture {
    pub(super) parts: Vec<Part>,
}

pub(super) enum Part {
    Literal(String),
    Marker(Marker),
}

/// One `[…]`.
pub(super) struct Marker {
    pub(super) component: char,
    /// Written as a name, in this case.
    pub(super) names: Option<Case>,
    /// Written as a number.
    pub(super) integer: Option<IntegerPicture>,
    pub(super) most_characters: Option<usize>,
    /// For a year: how many of its last digits.
    pub(super) year_digits: Option<usize>,
    /// `t`: a time zone of zero is `Z`.
    pub(super) is_traditional: bool,
}

/// Components that are whole numbers unless names are asked for.
const NUMERIC: &str = "YMDdFWwXxHhmsf";

impl DatePicture {
    pub(super) fn parse(picture: &str) -> Result<Self, Fault> {
        let mut parts = Vec::new();
        let mut rest = picture;
        while let Some((literal, behind)) = rest.split_once('[') {
            push_literal(literal, &mut parts);
            if let Some(behind) = behind.strip_prefix('[') {
                parts.push(Part::Literal("[".into()));
                rest = behind;
                continue;
            }
            let Some((marker, behind)) = behind.split_once(']') else { return Err(Fault::new("D3135")) };
            let marker = Marker::parse(marker)?;
            if marker.is_number() && marker.component != 'Z' && marker.component != 'z' {
                limit_previous(&mut parts);
            }
            parts.push(Part::Marker(marker));
            rest = behind;
        }
        push_literal(rest, &mut parts);
        Ok(Self { parts })
    }
}

fn push_literal(text: &str, parts: &mut Vec<Part>) {
    if !text.is_empty() {
        parts.push(Part::Literal(text.replace("]]", "]")));
    }
}

/// A number directly before another number must be read with exactly its digits.
fn limit_previous(parts: &mut [Part]) {
    if let Some(Part::Marker(Marker { integer: Some(integer), .. })) = parts.last_mut() {
        integer.read_width = Some(integer.mandatory_digits);
    }
}

impl Marker {
    fn parse(text: &str) -> Result<Self, Fault> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let component = text.chars().next();
        let rest = &text[component.map_or(0, char::len_utf8)..];
        let (presentation, width) = match rest.rsplit_once(',') {
            Some((presentation, width)) => (presentation, Some(width)),
            None => (rest, None),
        };
        let (least_digits, most_characters) = width.map_or((None, None), widths);
        let (first, second) = presentation_modifiers(presentation, component)?;
        let component = component.unwrap_or('\0');
        let mut marker = Self {
            component,
            names: names(&first),
            integer: None,
            most_characters,
            year_digits: None,
            is_traditional: second == Some('t'),
        };
        if marker.names.is_none() && NUMERIC.contains(component) {
            let pattern = second.map_or_else(|| first.clone(), |second| format!("{first};{second}"));
            marker.integer = Some(marker.number(&pattern, least_digits)?);
        }
        if matches!(component, 'Z' | 'z') {
            marker.integer = Some(IntegerPicture::parse(&first)?);
        }
        Ok(marker)
    }

    fn number(&mut self, pattern: &str, least_digits: Option<usize>) -> Result<IntegerPicture, Fault> {
        let mut integer = IntegerPicture::parse(pattern)?;
        integer.mandatory_digits = integer.mandatory_digits.max(least_digits.unwrap_or(0));
        if self.component == 'Y' {
            let digits = integer.mandatory_digits + integer.optional_digits;
            self.year_digits = self.most_characters.or((digits >= 2).then_some(digits));
            if let Some(most) = self.most_characters {
                integer.mandatory_digits = most;
            }
        }
        Ok(integer)
    }

    fn is_number(&self) -> bool {
        self.names.is_none() && self.integer.is_some()
    }
}

/// The fewest digits and the most characters: `2-4`, `*-3`, `4`.
fn widths(text: &str) -> (Option<usize>, Option<usize>) {
    let width = |text: &str| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        text[..digits].parse().ok()
    };
    match text.split_once('-') {
        Some((least, most)) => (width(least), width(most)),
        None => (width(text), None),
    }
}

/// The first presentation modifier, or the component's own, and the second one.
fn presentation_modifiers(text: &str, component: Option<char>) -> Result<(String, Option<char>), Fault> {
    let count = text.chars().count();
    if count == 0 {
        let first = component.and_then(default_presentation).ok_or_else(|| {
            let token = component.map(String::from).unwrap_or_default();
            Fault::new("D3132").value(&Item::from(token))
        })?;
        return Ok((first.to_owned(), None));
    }
    match text.chars().next_back().filter(|last| count > 1 && "atco".contains(*last)) {
        Some(last) => Ok((text[..text.len() - last.len_utf8()].to_owned(), Some(last))),
        None => Ok((text.to_owned(), None)),
    }
}

fn default_presentation(component: char) -> Option<&'static str> {
    match component {
        'Y' | 'M' | 'D' | 'd' | 'W' | 'w' | 'X' | 'x' | 'H' | 'h' | 'f' => Some("1"),
        'm' | 's' => Some("01"),
        'F' | 'P' | 'C' | 'E' => Some("n"),
        'Z' | 'z' => Some("01:01"),
        _ => None,
    }
}

fn names(first: &str) -> Option<Case> {
    match first.as_bytes() {
        [b'n', ..] => Some(Case::Lower),
        [b'N', b'n', ..] => Some(Case::Title),
        [b'N', ..] => Some(Case::Upper),
        _ => None,
    }
}
