//! Text as a moment, by a picture.

use super::calendar::{DAYS, MILLIS_PER_DAY, MONTHS, fragment, utc};
use super::picture::{DatePicture, Marker, Part};
use crate::builtins::integer::{Grouping, parse_int, run};
use crate::error::Fault;
use crate::value::Item;

/// The milliseconds; `None` when the text does not fit the picture.
pub(super) fn parse(text: &str, picture: &DatePicture, now: f64) -> Result<Option<f64>, Fault> {
    check(picture)?;
    let mut found = Vec::new();
    if !fit(&picture.parts, text, &mut found) {
        return Ok(None);
    }
    let mut components = Components::default();
    for (marker, text) in found {
        components.set(marker.component, read(marker, text));
    }
    if components.0.is_empty() {
        return Ok(None);
    }
    components.millis(now).map(Some)
}

/// What cannot be read is refused before the text is looked at.
fn check(picture: &DatePicture) -> Result<(), Fault> {
    for part in &picture.parts {
        let Part::Marker(marker) = part else { continue };
        match &marker.integer {
            Some(integer) if !"Zzf".contains(marker.component) => integer.check_readable()?,
            None if !"MxFPf".contains(marker.component) => {
                return Err(Fault::new("D3133").value(&Item::from(marker.component.to_string())));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Match the parts one after the other, longest first, going back where that leads nowhere.
fn fit<'p, 't>(parts: &'p [Part], text: &'t str, found: &mut Vec<(&'p Marker, &'t str)>) -> bool {
    let Some((first, rest)) = parts.split_first() else { return text.is_empty() };
    match first {
        Part::Literal(literal) => {
            strip_prefix_ignoring_case(text, literal).is_some_and(|behind| fit(rest, behind, found))
        }
        Part::Marker(marker) => candidate_lengths(marker, text).into_iter().any(|length| {
            let end = text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
            found.push((marker, &text[..end]));
            let fits = fit(rest, &text[end..], found);
            if !fits {
                found.pop();
            }
            fits
        }),
    }
}

fn strip_prefix_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for wanted in prefix.chars() {
        let c = rest.next()?;
        if c != wanted && !c.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// How many characters the marker's text could have.
fn candidate_lengths(marker: &Marker, text: &str) -> Vec<usize> {
    match marker.component {
        'Z' | 'z' => zone_lengths(marker, text),
        'f' => run(text, |c| c.is_ascii_digit()),
        _ => match &marker.integer {
            Some(integer) => integer.candidate_lengths(text),
            None => run(text, |c| c.is_ascii_alphabetic()),
        },
    }
}

fn zone_separator(marker: &Marker) -> Option<char> {
    match &marker.integer.as_ref()?.grouping {
        Grouping::Regular { separator, .. } => Some(*separator),
        Grouping::Irregular(_) => None,
    }
}

fn zone_lengths(marker: &Marker, text: &str) -> Vec<usize> {
    let prefix = if marker.component == 'z' { 3 } else { 0 };
    if prefix > 0 && !text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("GMT")) {
        return Vec::new();
    }
    let digits = |from: usize| text.get(from..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    if !matches!(text.as_bytes().get(prefix), Some(b'+' | b'-')) || digits(prefix + 1) == 0 {
        return Vec::new();
    }
    let end = prefix + 1 + digits(prefix + 1);
    match zone_separator(marker) {
        None => (prefix + 2..=end).rev().collect(),
        Some(separator) if text.get(end..).is_some_and(|rest| rest.starts_with(separator)) => {
            let start = end + separator.len_utf8();
            let chars = end + 1;
            (1..=digits(start)).rev().map(|count| chars + count).collect()
        }
        Some(_) => Vec::new(),
    }
}

fn read(marker: &Marker, text: &str) -> f64 {
    match marker.component {
        'Z' | 'z' => read_zone(marker, text),
        'f' => {
            let digits: String = text.chars().take(3).collect();
            format!("0.{digits}").parse().unwrap_or(f64::NAN) * 1000.0
        }
        component => match &marker.integer {
            Some(integer) => integer.read(text),
            None => read_name(marker, component, text),
        },
    }
}

/// Offset in minutes. The minutes always count forwards, as in the reference.
fn read_zone(marker: &Marker, text: &str) -> f64 {
    let text = if marker.component == 'z' { text.get(3..).unwrap_or_default() } else { text };
    let (hours, minutes) = match zone_separator(marker).and_then(|separator| text.split_once(separator)) {
        Some((hours, minutes)) => (hours, minutes),
        None if text.len() <= 3 => (text, "0"),
        None => text.split_at_checked(3).unwrap_or((text, "0")),
    };
    parse_int(hours) * 60.0 + parse_int(minutes)
}

fn read_name(marker: &Marker, component: char, text: &str) -> f64 {
    let most = marker.most_characters.filter(|most| *most > 0).unwrap_or(usize::MAX);
    let place = |names: &[&str]| {
        let found = names.iter().position(|name| name.get(..most).unwrap_or(name) == text);
        found.map_or(f64::NAN, |at| at as f64 + 1.0)
    };
    match (component, text) {
        ('M' | 'x', _) => place(&MONTHS),
        ('F', _) => place(&DAYS[1..]),
        ('P', "am" | "AM") => 0.0,
        ('P', "pm" | "PM") => 1.0,
        _ => f64::NAN,
    }
}

/// The numbers read, by the letter of their component.
#[derive(Default)]
struct Components(Vec<(char, f64)>);

impl Components {
    fn get(&self, letter: char) -> f64 {
        self.0.iter().find(|(known, _)| *known == letter).map_or(f64::NAN, |(_, value)| *value)
    }

    fn set(&mut self, letter: char, value: f64) {
        match self.0.iter_mut().find(|(known, _)| *known == letter) {
            Some((_, known)) => *known = value,
            None => self.0.push((letter, value)),
        }
    }

    /// Are there some of `allowed` among `all`, and none that is not allowed? Zeros do not count.
    fn are_only(&self, all: &str, allowed: &str) -> bool {
        let mut given = all.chars().filter(|letter| self.is_given(*letter)).peekable();
        given.peek().is_some() && given.all(|letter| allowed.contains(letter))
    }

    fn is_given(&self, letter: char) -> bool {
        let value = self.get(letter);
        value != 0.0 && !value.is_nan()
    }

    fn millis(&mut self, now: f64) -> Result<f64, Fault> {
        const DATE: &str = "YXMxWwdD";
        let by_day_of_year = !self.are_only(DATE, "YMD") && self.are_only(DATE, "Yd");
        let by_week_of_month = self.are_only(DATE, "Xxw");
        let by_week_of_year = !by_week_of_month && self.are_only(DATE, "XW");
        let by_half_day = !self.are_only("PHhmsf", "Hmsf") && self.are_only("PHhmsf", "Phmsf");
        let date = if by_day_of_year {
            "YD"
        } else if by_week_of_month {
            "XxwF"
        } else if by_week_of_year {
            "XWF"
        } else {
            "YMD"
        };
        self.complete(date.chars().chain(if by_half_day { "Phmsf" } else { "Hmsf" }.chars()), now)?;
        if by_week_of_month || by_week_of_year {
            return Err(Fault::new("D3136"));
        }
        if by_half_day {
            let hour = self.get('h');
            self.set('H', if hour == 12.0 { 0.0 } else { hour } + if self.get('P') == 1.0 { 12.0 } else { 0.0 });
        }
        Ok(self.assemble(by_day_of_year))
    }

    /// What comes before the first number given is taken from now, what comes behind the last is
    /// the smallest; a gap between cannot be filled.
    fn complete(&mut self, letters: impl Iterator<Item = char>, now: f64) -> Result<(), Fault> {
        let (mut has_started, mut has_ended) = (false, false);
        for letter in letters {
            if self.0.iter().any(|(known, value)| *known == letter && !value.is_nan()) {
                has_started = true;
                if has_ended {
                    return Err(Fault::new("D3136"));
                }
            } else if has_started {
                self.set(letter, if "MDd".contains(letter) { 1.0 } else { 0.0 });
                has_ended = true;
            } else {
                self.set(letter, fragment(now, letter));
            }
        }
        Ok(())
    }

    fn assemble(&self, by_day_of_year: bool) -> f64 {
        let month = self.get('M');
        let month = if month > 0.0 { month - 1.0 } else { 0.0 };
        let time =
            self.get('H') * 3_600_000.0 + self.get('m') * 60_000.0 + self.get('s') * 1000.0 + self.get('f').trunc();
        let millis = if by_day_of_year {
            let day = utc(self.get('Y'), 0.0, 1.0, 0.0) + (self.get('d') - 1.0) * MILLIS_PER_DAY;
            // A day past the end of the year begins the same year anew (so does the reference).
            utc(self.get('Y'), fragment(day, 'M') - 1.0, fragment(day, 'D'), time)
        } else {
            utc(self.get('Y'), month, self.get('D'), time)
        };
        let zone = ['Z', 'z'].into_iter().find(|letter| self.is_given(*letter)).map_or(0.0, |letter| self.get(letter));
        millis - zone * 60_000.0
    }
}
