//! String functions. A character is a Unicode code point, where the reference has it so.

use super::{Arguments, number_argument};
use crate::Dialect;
use crate::builtins::stringify::string_of;
use crate::evaluate::{Evaluated, Evaluation};
use crate::value::{Item, number_text};

pub(super) fn string(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    match arguments.first() {
        // AWS answers a text, the reference refuses (floci#2737).
        Some(Item::Number(number)) if !number.is_finite() && evaluation.dialect == Dialect::StepFunctions => {
            Ok(number_text(*number).into())
        }
        None | Some(Item::Undefined) => Ok(Item::Undefined),
        Some(Item::String(text)) => Ok(text.clone().into()),
        Some(Item::Function(_)) => Ok("".into()),
        Some(other) => {
            let is_pretty = super::is_javascript_truthy(arguments.get(1).unwrap_or(&Item::Undefined));
            string_of(other, is_pretty).map(Item::from)
        }
    }
}

pub(super) fn substring(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(text) = arguments[0].text() else { return Ok(Item::Undefined) };
    let length = text.chars().count() as f64;
    let mut start = number_argument(&arguments, 1).unwrap_or(f64::NAN);
    if length + start < 0.0 {
        start = 0.0;
    }
    let end = match number_argument(&arguments, 2) {
        Some(count) if count <= 0.0 => return Ok("".into()),
        Some(count) if start >= 0.0 => start + count,
        Some(count) => length + start + count,
        None => length,
    };
    Ok(slice(text, start, end, length).into())
}

/// `Array.prototype.slice` over characters: negative places count from the end, fractions are cut off.
fn slice(text: &str, start: f64, end: f64, length: f64) -> String {
    let place = |at: f64| {
        let at = if at.is_nan() { 0.0 } else { at.trunc() };
        (if at < 0.0 { (length + at).max(0.0) } else { at.min(length) }) as usize
    };
    let (start, end) = (place(start), place(end));
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}

pub(super) fn substring_before(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let (Some(text), Some(mark)) = (arguments[0].text(), arguments[1].text()) else { return Ok(arguments[0].clone()) };
    Ok(text.find(&**mark).map_or_else(|| text.clone().into(), |at| Item::from(&text[..at])))
}

pub(super) fn substring_after(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let (Some(text), Some(mark)) = (arguments[0].text(), arguments[1].text()) else { return Ok(arguments[0].clone()) };
    Ok(text.find(&**mark).map_or_else(|| text.clone().into(), |at| Item::from(&text[at + mark.len()..])))
}

pub(super) fn lowercase(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    Ok(arguments[0].text().map(|text| text.to_lowercase()).into())
}

pub(super) fn uppercase(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    Ok(arguments[0].text().map(|text| text.to_uppercase()).into())
}

pub(super) fn length(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    Ok(arguments[0].text().map(|text| text.chars().count()).into())
}

pub(super) fn trim(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(text) = arguments[0].text() else { return Ok(Item::Undefined) };
    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    let words: Vec<&str> = text.split(is_blank).filter(|word| !word.is_empty()).collect();
    Ok(words.join(" ").into())
}

pub(super) fn pad(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(text) = arguments[0].text() else { return Ok(Item::Undefined) };
    let width = number_argument(&arguments, 1).unwrap_or(f64::NAN).trunc();
    let filler = arguments.get(2).and_then(Item::text).filter(|filler| !filler.is_empty());
    let missing = width.abs() - text.chars().count() as f64;
    if missing.is_nan() || missing <= 0.0 {
        return Ok(text.clone().into());
    }
    evaluation.spend(missing as u64 / 8)?;
    let filler = filler.map_or(" ", |filler| filler);
    let padding: String = filler.chars().cycle().take(missing as usize).collect();
    Ok(if width > 0.0 { format!("{text}{padding}") } else { format!("{padding}{text}") }.into())
}

pub(super) fn join(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(parts) = arguments[0].items() else { return Ok(Item::Undefined) };
    let separator = arguments.get(1).and_then(Item::text).map_or("", |text| text);
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push_str(separator);
        }
        if let Some(text) = part.text() {
            out.push_str(text);
        }
    }
    evaluation.spend(out.len() as u64 / 64)?;
    Ok(out.into())
}
