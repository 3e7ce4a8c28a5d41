//! Whole numbers as text: `$formatInteger`, `$parseInteger`, and the numbers inside dates.

mod digits;
mod letters;
mod picture;
mod words;

pub(super) use digits::parse_int;
pub(super) use picture::{Case, Grouping, IntegerPicture, run};

use super::{Arguments, number_argument};
use crate::evaluate::{Evaluated, Evaluation};
use crate::value::Item;

pub(super) fn format_integer(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(number) = number_argument(&arguments, 0) else { return Ok(Item::Undefined) };
    let Some(picture) = arguments.get(1).and_then(Item::text) else { return Ok(Item::Undefined) };
    Ok(IntegerPicture::parse(picture)?.format(number.floor())?.into())
}

pub(super) fn parse_integer(_: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let (Some(text), Some(picture)) = (arguments[0].text(), arguments.get(1).and_then(Item::text)) else {
        return Ok(Item::Undefined);
    };
    let picture = IntegerPicture::parse(picture)?;
    picture.check_readable()?;
    Ok(picture.read(text).into())
}
