//! Condition expressions (DynamoDB guide, condition and filter expressions).
//!
//! `or` binds loosest, then `and`, `not`, and the comparisons.

use crate::dynamodb::lexer::Words;
use crate::dynamodb::number;
use crate::dynamodb::path::Path;
use json::{Object, Text, Value};
use std::cmp::Ordering;

/// What the placeholders of an expression stand for.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) names: Option<&'a Object>,
    pub(super) values: Option<&'a Object>,
}

/// Nested parentheses and `not`s beyond this are refused, so that reading never exhausts the stack.
const MAX_DEPTH: u32 = 300;

/// Does a condition hold for an item (an empty one when there is none)?
pub(super) fn holds(expression: &str, names: &Names<'_>, item: &Object) -> Result<bool, String> {
    let mut reader = Reader { words: Words::new(expression), names, item, depth: 0 };
    let holds = reader.or()?;
    match reader.words.peek() {
        None => Ok(holds),
        Some(_) => Err(reader.words.syntax_error()),
    }
}

impl Names<'_> {
    pub(super) fn name(&self, placeholder: &str) -> Result<Text, String> {
        let found = self.names.and_then(|names| names.get(placeholder)).and_then(Value::as_str);
        found.map(Text::from).ok_or_else(|| {
            format!("Invalid expression: An expression attribute name used in the document path is not defined; attribute name: {placeholder}")
        })
    }

    pub(super) fn value(&self, placeholder: &str) -> Result<Value, String> {
        self.values.and_then(|values| values.get(placeholder)).cloned().ok_or_else(|| {
            format!("Invalid expression: An expression attribute value used in expression is not defined; attribute value: {placeholder}")
        })
    }
}

struct Reader<'a> {
    words: Words<'a>,
    names: &'a Names<'a>,
    item: &'a Object,
    depth: u32,
}

impl Reader<'_> {
    fn or(&mut self) -> Result<bool, String> {
        let mut holds = self.and()?;
        while self.words.take("OR") {
            holds |= self.and()?;
        }
        Ok(holds)
    }

    fn and(&mut self) -> Result<bool, String> {
        let mut holds = self.not()?;
        while self.words.take("AND") {
            holds &= self.not()?;
        }
        Ok(holds)
    }

    fn not(&mut self) -> Result<bool, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("Invalid expression: The expression is too deep".to_owned());
        }
        let holds = if self.words.take("NOT") {
            self.not().map(|holds| !holds)
        } else if self.words.take("(") {
            self.or().and_then(|holds| self.words.expect(")").map(|()| holds))
        } else {
            self.term()
        };
        self.depth -= 1;
        holds
    }

    fn term(&mut self) -> Result<bool, String> {
        match self.words.peek() {
            Some("attribute_exists") => self.path_argument().map(|found| found.is_some()),
            Some("attribute_not_exists") => self.path_argument().map(|found| found.is_none()),
            Some("attribute_type") => self.two_arguments(|value, wanted| type_of(value) == string_of(wanted)),
            Some("begins_with") => self.two_arguments(|value, prefix| {
                string_of(value).zip(string_of(prefix)).is_some_and(|(text, prefix)| text.starts_with(prefix))
            }),
            Some("contains") => self.two_arguments(contains),
            _ => self.comparison(),
        }
    }

    fn path_argument(&mut self) -> Result<Option<Value>, String> {
        self.words.next();
        self.words.expect("(")?;
        let found = Path::parse(&mut self.words, self.names)?.get(self.item).cloned();
        self.words.expect(")")?;
        Ok(found)
    }

    fn two_arguments(&mut self, test: impl Fn(&Value, &Value) -> bool) -> Result<bool, String> {
        self.words.next();
        self.words.expect("(")?;
        let first = self.operand()?;
        self.words.expect(",")?;
        let second = self.operand()?;
        self.words.expect(")")?;
        Ok(first.zip(second).is_some_and(|(first, second)| test(&first, &second)))
    }

    fn comparison(&mut self) -> Result<bool, String> {
        let left = self.operand()?;
        if self.words.take("BETWEEN") {
            let low = self.operand()?;
            self.words.expect("AND")?;
            let high = self.operand()?;
            let at_least = order(&left, &low).is_some_and(Ordering::is_ge);
            return Ok(at_least && order(&left, &high).is_some_and(Ordering::is_le));
        }
        if self.words.take("IN") {
            return self.in_list(&left);
        }
        let sign = self.words.next().ok_or_else(|| self.words.syntax_error())?;
        let test: fn(Ordering) -> bool = match sign {
            "=" => return Ok(self.operand()?.is_some_and(|right| left.is_some_and(|left| same(&left, &right)))),
            "<>" => return Ok(!self.operand()?.zip(left).is_some_and(|(right, left)| same(&left, &right))),
            "<" => Ordering::is_lt,
            "<=" => Ordering::is_le,
            ">" => Ordering::is_gt,
            ">=" => Ordering::is_ge,
            _ => return Err(format!("Invalid expression: Syntax error; token: \"{sign}\"")),
        };
        let right = self.operand()?;
        Ok(order(&left, &right).is_some_and(test))
    }

    fn in_list(&mut self, left: &Option<Value>) -> Result<bool, String> {
        self.words.expect("(")?;
        let mut found = false;
        loop {
            let one = self.operand()?;
            found |= left.as_ref().zip(one.as_ref()).is_some_and(|(left, one)| same(left, one));
            if !self.words.take(",") {
                break;
            }
        }
        self.words.expect(")")?;
        Ok(found)
    }

    fn operand(&mut self) -> Result<Option<Value>, String> {
        match self.words.peek() {
            Some(word) if word.starts_with(':') => {
                self.words.next();
                self.names.value(word).map(Some)
            }
            Some("size") => {
                let size = self.path_argument()?.as_ref().and_then(size_of);
                Ok(size.map(|size| Value::from([("N", size.to_string().into())])))
            }
            _ => Ok(Path::parse(&mut self.words, self.names)?.get(self.item).cloned()),
        }
    }
}

fn type_of(value: &Value) -> Option<&str> {
    value.as_object()?.keys().next().map(|key| &**key)
}

fn string_of(value: &Value) -> Option<&str> {
    value.get("S")?.as_str()
}

fn same(a: &Value, b: &Value) -> bool {
    match (number::of(a), number::of(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

fn order(a: &Option<Value>, b: &Option<Value>) -> Option<Ordering> {
    let (a, b) = (a.as_ref()?, b.as_ref()?);
    match (number::of(a), number::of(b)) {
        (Some(a), Some(b)) => a.partial_cmp(&b),
        _ => Some(string_of(a)?.cmp(string_of(b)?)),
    }
}

fn contains(value: &Value, part: &Value) -> bool {
    if let (Some(text), Some(part)) = (string_of(value), string_of(part)) {
        return text.contains(part);
    }
    let inner = part.as_object().and_then(|members| members.values().next());
    let of_set = |key: &str| {
        let items = value.get(key).and_then(Value::as_array);
        items.is_some_and(|items| items.iter().any(|item| Some(item) == inner))
    };
    let in_list =
        value.get("L").and_then(Value::as_array).is_some_and(|items| items.iter().any(|item| same(item, part)));
    in_list || of_set("SS") || of_set("NS")
}

fn size_of(value: &Value) -> Option<usize> {
    let (kind, inner) = value.as_object()?.entry_at(0)?;
    match &**kind {
        "S" => Some(inner.as_str()?.len()),
        "L" | "SS" | "NS" => Some(inner.as_array()?.len()),
        "M" => Some(inner.as_object()?.len()),
        _ => None,
    }
}
