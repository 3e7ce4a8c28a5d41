//! A moment as text.

use super::calendar::{DAYS, MONTHS, fragment};
use super::picture::{DatePicture, Marker, Part};
use crate::builtins::integer::{Case, Grouping, IntegerPicture, parse_int};
use crate::error::Fault;
use crate::value::Item;

/// A time zone, cut as the reference cuts it: `-0530` is -6 hours and -30 minutes.
struct Offset {
    hours: f64,
    minutes: f64,
}

pub(super) fn format(millis: f64, picture: &DatePicture, timezone: Option<&str>) -> Result<String, Fault> {
    let offset = timezone.map_or(0.0, parse_int);
    let offset = Offset { hours: (offset / 100.0).floor(), minutes: offset % 100.0 };
    let local = millis + (60.0 * offset.hours + offset.minutes) * 60_000.0;
    let mut out = String::new();
    for part in &picture.parts {
        match part {
            Part::Literal(text) => out.push_str(text),
            Part::Marker(marker) => out.push_str(&component(local, marker, &offset)?),
        }
    }
    Ok(out)
}

fn component(millis: f64, marker: &Marker, offset: &Offset) -> Result<String, Fault> {
    match marker.component {
        'Z' | 'z' => zone(marker, offset),
        'P' => {
            let text = if fragment(millis, 'H') >= 12.0 { "pm" } else { "am" };
            Ok(if marker.names == Some(Case::Upper) { text.to_uppercase() } else { text.to_owned() })
        }
        'C' | 'E' => Ok("ISO".to_owned()),
        letter => {
            let mut number = fragment(millis, letter);
            if let Some(digits) = marker.year_digits.filter(|_| letter == 'Y') {
                number %= 10_f64.powi(digits as i32);
            }
            match (marker.names, &marker.integer) {
                (Some(case), _) if letter != 'f' => name(number, marker, case),
                (_, Some(integer)) => integer.format(number),
                _ => Ok(String::new()),
            }
        }
    }
}

fn name(number: f64, marker: &Marker, case: Case) -> Result<String, Fault> {
    let names: &[&str] = match marker.component {
        'M' | 'x' => &MONTHS,
        'F' => &DAYS[1..],
        other => return Err(Fault::new("D3133").value(&Item::from(other.to_string()))),
    };
    // NaN is the number of no name.
    let place = if number >= 1.0 { number as usize - 1 } else { usize::MAX };
    let name = names.get(place).copied().unwrap_or_default();
    let name = match case {
        Case::Upper => name.to_uppercase(),
        Case::Lower => name.to_lowercase(),
        Case::Title => name.to_owned(),
    };
    Ok(name.chars().take(marker.most_characters.unwrap_or(usize::MAX)).collect())
}

fn zone(marker: &Marker, offset: &Offset) -> Result<String, Fault> {
    let Some(integer) = &marker.integer else { return Ok(String::new()) };
    let both = offset.hours * 100.0 + offset.minutes;
    if both == 0.0 && marker.is_traditional {
        zone_digits(integer, offset, both)?;
        return Ok("Z".to_owned());
    }
    let sign = if both >= 0.0 { "+" } else { "" };
    let prefix = if marker.component == 'z' { "GMT" } else { "" };
    Ok(format!("{prefix}{sign}{}", zone_digits(integer, offset, both)?))
}

fn zone_digits(integer: &IntegerPicture, offset: &Offset, both: f64) -> Result<String, Fault> {
    if matches!(integer.grouping, Grouping::Regular { .. }) {
        return integer.format(both);
    }
    match integer.mandatory_digits {
        1 | 2 => {
            let hours = integer.format(offset.hours)?;
            let minutes = IntegerPicture::parse("00")?.format(offset.minutes.floor())?;
            Ok(if offset.minutes == 0.0 { hours } else { format!("{hours}:{minutes}") })
        }
        3 | 4 => integer.format(both),
        digits => Err(Fault::new("D3134").value(&Item::from(digits))),
    }
}
