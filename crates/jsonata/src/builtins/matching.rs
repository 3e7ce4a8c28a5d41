//! `$contains`, `$match`, `$replace`, `$split`, and regular expressions as functions.
//!
//! A matcher is a regular expression, or any function that returns objects of the same form:
//! `match`, `start`, `end`, `groups`, and `next`, a function that gives the next match.

use super::{Arguments, number_argument};
use crate::error::Fault;
use crate::evaluate::{Evaluated, Evaluation, Function, FunctionKind, NativeBody};
use crate::parse::RegexNode;
use crate::value::Item;
use json::Text;
use std::rc::Rc;
use text::byte_of_utf16;

/// One match, with offsets in UTF-16 units as the reference counts them, and in bytes.
struct Found {
    text: Text,
    start: usize,
    end: usize,
    start_units: usize,
    groups: Vec<Option<Text>>,
    next: Next,
    /// The match as the object that a replacement function gets.
    object: Option<Item>,
}

/// How to come to the next match.
enum Next {
    Regex { regex: Rc<RegexNode>, from: usize },
    Function(Function),
    None,
}

/// Calling a regular expression: the first match, as an object.
pub(crate) fn run_regex(evaluation: &mut Evaluation<'_>, regex: &Rc<RegexNode>, text: &Item) -> Evaluated {
    let text = super::to_text(text)?;
    let found = find(evaluation, regex, &text, 0)?;
    Ok(found.map_or(Item::Undefined, |found| object(&found, &text)))
}

/// Calling the `next` function of a match.
pub(crate) fn next_match(
    evaluation: &mut Evaluation<'_>,
    regex: &Rc<RegexNode>,
    text: &Text,
    from: usize,
) -> Evaluated {
    let next = Next::Regex { regex: regex.clone(), from };
    let found = advance(evaluation, next, text)?;
    Ok(found.map_or(Item::Undefined, |found| object(&found, text)))
}

fn find(
    evaluation: &mut Evaluation<'_>,
    regex: &Rc<RegexNode>,
    text: &Text,
    from: usize,
) -> Result<Option<Found>, Fault> {
    let Ok(found) = regex.pattern.find_at(text, from, evaluation.budget()) else { return Err(evaluation.too_long()) };
    Ok(found.map(|found| Found {
        text: text[found.start..found.end].into(),
        start: found.start,
        end: found.end,
        start_units: units(&text[..found.start]),
        groups: found.groups.into_iter().map(|group| group.map(|(start, end)| text[start..end].into())).collect(),
        next: Next::Regex { regex: regex.clone(), from: found.end },
        object: None,
    }))
}

fn advance(evaluation: &mut Evaluation<'_>, next: Next, text: &Text) -> Result<Option<Found>, Fault> {
    match next {
        Next::None => Ok(None),
        Next::Regex { from, .. } if from >= text.len() => Ok(None),
        Next::Regex { regex, from } => {
            let found = find(evaluation, &regex, text, from)?;
            if found.as_ref().is_some_and(|found| found.text.is_empty()) {
                return Err(Fault::new("D1004").position_or(regex.position).value(&Item::String(regex.source.clone())));
            }
            Ok(found)
        }
        Next::Function(function) => {
            let result = evaluation.apply(&function, Vec::new(), &Item::Null)?;
            from_object(&result, text)
        }
    }
}

/// The first match of a matcher function in a text.
fn first(evaluation: &mut Evaluation<'_>, matcher: &Function, text: &Text) -> Result<Option<Found>, Fault> {
    if let Some(regex) = as_regex(matcher) {
        return find(evaluation, regex, text, 0);
    }
    let result = evaluation.apply(matcher, vec![text.clone().into()], &Item::Null)?;
    from_object(&result, text)
}

fn as_regex(function: &Function) -> Option<&Rc<RegexNode>> {
    match &function.kind {
        FunctionKind::Native(native) => match &native.body {
            NativeBody::Regex(regex) => Some(regex),
            _ => None,
        },
        _ => None,
    }
}

/// What a matcher written in the expression returned.
fn from_object(result: &Item, text: &Text) -> Result<Option<Found>, Fault> {
    if !super::is_javascript_truthy(result) {
        return Ok(None);
    }
    let field = |name: &str| result.member(name).unwrap_or_default();
    let (start, groups, next) = (field("start"), field("groups"), field("next"));
    if start.number().is_none() && !groups.is_array() && next.function().is_none() {
        return Err(Fault::new("T1010"));
    }
    let start_units = start.number().unwrap_or(0.0).max(0.0) as usize;
    let matched = field("match").text().cloned().unwrap_or_default();
    let end_units = field("end").number().map_or(start_units + units(&matched), |end| end.max(0.0) as usize);
    let groups = groups.items().map(|items| items.iter().map(|group| group.text().cloned()).collect());
    Ok(Some(Found {
        text: matched,
        start: byte_of_utf16(text, start_units),
        end: byte_of_utf16(text, end_units),
        start_units,
        groups: groups.unwrap_or_default(),
        next: next.function().map_or(Next::None, |next| Next::Function(next.clone())),
        object: Some(result.clone()),
    }))
}

fn object(found: &Found, text: &Text) -> Item {
    if let Some(object) = &found.object {
        return object.clone();
    }
    let mut members: Vec<(Text, Item)> = vec![
        ("match".into(), found.text.clone().into()),
        ("start".into(), Item::from(found.start_units)),
        ("end".into(), Item::from(found.start_units + units(&found.text))),
        ("groups".into(), groups(found)),
    ];
    if let Next::Regex { regex, from } = &found.next {
        let next = NativeBody::NextMatch { regex: regex.clone(), text: text.clone(), from: *from };
        members.push(("next".into(), Function::native(next).into()));
    }
    Item::record(members)
}

fn groups(found: &Found) -> Item {
    Item::array(found.groups.iter().map(|group| group.clone().into()).collect())
}

fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

/// Go over the matches, at most `limit` of them.
fn each_match(
    evaluation: &mut Evaluation<'_>,
    matcher: &Function,
    text: &Text,
    limit: Option<f64>,
    mut visit: impl FnMut(&mut Evaluation<'_>, &Found) -> Result<(), Fault>,
) -> Result<usize, Fault> {
    let mut count = 0;
    let mut found = first(evaluation, matcher, text)?;
    while let Some(current) = found {
        if limit.is_some_and(|limit| count as f64 >= limit) {
            break;
        }
        evaluation.spend(1)?;
        visit(evaluation, &current)?;
        count += 1;
        found = advance(evaluation, current.next, text)?;
    }
    Ok(count)
}

pub(super) fn contains(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(text) = arguments[0].text() else { return Ok(Item::Undefined) };
    match &arguments[1] {
        Item::String(token) => Ok(Item::Bool(text.contains(&**token))),
        Item::Function(matcher) if as_regex(matcher).is_some() => {
            Ok(first(evaluation, matcher, text)?.is_some().into())
        }
        Item::Function(matcher) => {
            let result = evaluation.apply(matcher, vec![text.clone().into()], &Item::Null)?;
            from_object(&result, text)?;
            Ok(Item::Bool(!result.is_undefined()))
        }
        _ => Ok(Item::Undefined),
    }
}

pub(super) fn find_all(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(text) = arguments[0].text() else { return Ok(Item::Undefined) };
    let limit = limit(&arguments, 2, "D3040", 3)?;
    let Some(matcher) = arguments[1].function() else { return Ok(Item::Undefined) };
    let mut results = Vec::new();
    if !limit.is_some_and(allows_none) {
        each_match(evaluation, matcher, text, limit, |_, found| {
            results.push(Item::record(vec![
                ("match".into(), found.text.clone().into()),
                ("index".into(), Item::from(found.start_units)),
                ("groups".into(), groups(found)),
            ]));
            Ok(())
        })?;
    }
    Ok(Item::sequence(results))
}

/// The limit argument, which must not be negative.
fn limit(arguments: &[Item], at: usize, code: &'static str, index: usize) -> Result<Option<f64>, Fault> {
    let limit = number_argument(arguments, at);
    match limit {
        Some(limit) if limit < 0.0 => Err(Fault::new(code).value(&Item::Number(limit)).index(index)),
        limit => Ok(limit),
    }
}

/// A limit of 0 or NaN.
fn allows_none(limit: f64) -> bool {
    limit.is_nan() || limit <= 0.0
}

pub(super) fn split(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(text) = arguments[0].text() else { return Ok(Item::Undefined) };
    let limit = limit(&arguments, 2, "D3020", 3)?;
    if limit.is_some_and(allows_none) {
        return Ok(Item::array(Vec::new()));
    }
    let parts = match &arguments[1] {
        Item::String(separator) => split_at_text(text, separator, limit),
        Item::Function(matcher) => split_at_matches(evaluation, text, matcher, limit)?,
        _ => vec![text.clone().into()],
    };
    evaluation.spend(parts.len() as u64)?;
    Ok(Item::array(parts))
}

fn split_at_text(text: &Text, separator: &str, limit: Option<f64>) -> Vec<Item> {
    let most = limit.map_or(usize::MAX, |limit| limit as usize);
    if separator.is_empty() {
        return text.chars().take(most).map(|c| Item::from(&*c.encode_utf8(&mut [0; 4]))).collect();
    }
    text.split(separator).take(most).map(Item::from).collect()
}

fn split_at_matches(
    evaluation: &mut Evaluation<'_>,
    text: &Text,
    matcher: &Function,
    limit: Option<f64>,
) -> Result<Vec<Item>, Fault> {
    let mut parts = Vec::new();
    let mut start = 0;
    let count = each_match(evaluation, matcher, text, limit, |_, found| {
        parts.push(Item::from(text.get(start..found.start).unwrap_or_default()));
        start = found.end;
        Ok(())
    })?;
    if limit.is_none_or(|limit| (count as f64) < limit) {
        parts.push(Item::from(text.get(start..).unwrap_or_default()));
    }
    Ok(parts)
}

pub(super) fn replace(evaluation: &mut Evaluation<'_>, arguments: Arguments) -> Evaluated {
    let Some(text) = arguments[0].text() else { return Ok(Item::Undefined) };
    let pattern = &arguments[1];
    if pattern.text().is_some_and(|pattern| pattern.is_empty()) {
        return Err(Fault::new("D3010").value(pattern).index(2));
    }
    let limit = limit(&arguments, 3, "D3011", 4)?;
    if limit.is_some_and(allows_none) {
        return Ok(text.clone().into());
    }
    let replacement = arguments.get(2).unwrap_or(&Item::Undefined);
    let replaced = match pattern {
        Item::String(pattern) if !text.contains(&**pattern) => return Ok(text.clone().into()),
        Item::String(pattern) => {
            let most = limit.map_or(usize::MAX, |limit| limit.ceil() as usize);
            let replacement = replacement.text().ok_or_else(|| Fault::new("D3012").value(replacement))?;
            text.replacen(&**pattern, replacement, most)
        }
        Item::Function(matcher) => replace_matches(evaluation, text, matcher, replacement, limit)?,
        _ => return Ok(text.clone().into()),
    };
    evaluation.spend(replaced.len() as u64 / 64)?;
    Ok(replaced.into())
}

fn replace_matches(
    evaluation: &mut Evaluation<'_>,
    text: &Text,
    matcher: &Function,
    replacement: &Item,
    limit: Option<f64>,
) -> Result<String, Fault> {
    let mut out = String::new();
    let mut position = 0;
    each_match(evaluation, matcher, text, limit, |evaluation, found| {
        out.push_str(text.get(position..found.start).unwrap_or_default());
        match replacement {
            Item::String(template) => expand(template, found, &mut out),
            Item::Function(function) => {
                let result = evaluation.apply(function, vec![object(found, text)], &Item::Null)?;
                let result = result.text().ok_or_else(|| Fault::new("D3012").value(&result))?;
                out.push_str(result);
            }
            other => return Err(Fault::new("D3012").value(other)),
        }
        position = byte_of_utf16(text, found.start_units + units(&found.text));
        Ok(())
    })?;
    out.push_str(text.get(position..).unwrap_or_default());
    Ok(out)
}

/// Fill a replacement: `$0` is the match, `$1` the first group, `$$` a dollar.
fn expand(template: &str, found: &Found, out: &mut String) {
    let group_count = found.groups.len();
    let most_digits = group_count.checked_ilog10().unwrap_or(0) as usize + 1;
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        rest = after;
        if let Some(after) = rest.strip_prefix('$') {
            out.push('$');
            rest = after;
        } else if let Some(after) = rest.strip_prefix('0') {
            out.push_str(&found.text);
            rest = after;
        } else if let Some(number) = group_number(rest, most_digits, group_count) {
            if let Some(Some(group)) = usize::try_from(number - 1).ok().and_then(|at| found.groups.get(at)) {
                out.push_str(group);
            }
            rest = rest.get(number.to_string().len()..).unwrap_or_default();
        } else {
            out.push('$');
        }
    }
    out.push_str(rest);
}

/// As many digits as there could be groups; one less when that is no group.
fn group_number(text: &str, most_digits: usize, group_count: usize) -> Option<i64> {
    let number = leading_integer(text, most_digits);
    match number {
        Some(number) if most_digits > 1 && number > group_count as i64 => leading_integer(text, most_digits - 1),
        number => number,
    }
}

/// `parseInt` of the first characters.
fn leading_integer(text: &str, length: usize) -> Option<i64> {
    let end = text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
    let text = text[..end].trim_start();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    text[..text.len() - digits.len() + count].trim_start_matches('+').parse().ok()
}
