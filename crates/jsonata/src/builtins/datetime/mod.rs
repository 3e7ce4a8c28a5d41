//! Dates and times: `$now`, `$millis`, `$fromMillis` and `$toMillis`, with XPath's pictures.

mod calendar;
mod format;
mod iso;
mod parse;
mod picture;

use super::{Arguments, number_argument};
use crate::error::Fault;
use crate::evaluate::{Evaluated, Evaluation};
use crate::value::Item;
use picture::DatePicture;

/// What a timestamp looks like when no picture says otherwise.
const ISO_8601: &str = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]";

pub(super) fn now(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let text = |at: usize| arguments.get(at).and_then(Item::text).map(|text| &**text);
    format(evaluation.host.now.millis as f64, text(0), text(1))
}

pub(super) fn millis(evaluation: &mut Evaluation<'_>, _: Arguments) -> Evaluated {
    Ok(Item::Number(evaluation.host.now.millis as f64))
}

pub(super) fn from_millis(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(millis) = number_argument(&arguments, 0) else { return Ok(Item::Undefined) };
    let text = |at: usize| arguments.get(at).and_then(Item::text).map(|text| &**text);
    format(millis, text(1), text(2))
}

fn format(millis: f64, picture: Option<&str>, timezone: Option<&str>) -> Evaluated {
    let picture = DatePicture::parse(picture.unwrap_or(ISO_8601))?;
    format::format(millis, &picture, timezone).map(Item::from)
}

pub(super) fn to_millis(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(text) = arguments[0].text() else { return Ok(Item::Undefined) };
    match arguments.get(1).and_then(Item::text) {
        Some(picture) => {
            parse::parse(text, &DatePicture::parse(picture)?, evaluation.host.now.millis as f64).map(Item::from)
        }
        None => match iso::parse(text) {
            Some(millis) => Ok(Item::Number(millis)),
            None => Err(Fault::new("D3110").value(&arguments[0])),
        },
    }
}
