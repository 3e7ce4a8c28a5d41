//! Values as text: `$string`, and values inside messages.

use super::url::surrogate_unit;
use crate::error::Fault;
use crate::value::{Item, members, number_text, precision_15};
use json::{MAX_DEPTH, Text};

/// The text of a value for `$string` and `&`; empty for undefined and functions.
pub(crate) fn to_text(item: &Item) -> Result<Text, Fault> {
    match item {
        Item::String(text) => Ok(text.clone()),
        Item::Undefined | Item::Function(_) => Ok("".into()),
        other => string_of(other, false).map(Into::into),
    }
}

/// Append the text of a value for `&`.
pub(crate) fn append_text(item: &Item, out: &mut String) -> Result<(), Fault> {
    match item {
        Item::String(text) => out.push_str(text),
        Item::Undefined | Item::Function(_) => {}
        other => out.push_str(&string_of(other, false)?),
    }
    Ok(())
}

/// As `$string` prints a value: numbers with 15 digits, functions as empty strings.
pub(crate) fn string_of(item: &Item, is_pretty: bool) -> Result<String, Fault> {
    if let Some(number) = item.number().filter(|number| !number.is_finite()) {
        return Err(Fault::new("D3001").value(&Item::Number(number)));
    }
    let item = match item.as_list() {
        Some(list) if list.marks.is_outer_wrapper => &list.items[0],
        _ => item,
    };
    let mut writer = Writer { out: String::new(), is_pretty, is_message: false };
    writer.write(item, 0)?;
    Ok(writer.out)
}

/// As `JSON.stringify` prints a value into a message.
pub(crate) fn message_text(item: &Item) -> String {
    if matches!(item, Item::Undefined | Item::Function(_)) {
        return "undefined".into();
    }
    let mut writer = Writer { out: String::new(), is_pretty: false, is_message: true };
    match writer.write(item, 0) {
        Ok(()) => writer.out,
        Err(_) => "…".into(),
    }
}

/// A JSON string; half of a surrogate pair is written as its escape, as JavaScript does.
fn quote(text: &str) -> String {
    let quoted = json::quote(text);
    if !quoted.chars().any(|c| surrogate_unit(c).is_some()) {
        return quoted;
    }
    let escaped = quoted.chars().map(|c| match surrogate_unit(c) {
        Some(unit) => format!("\\u{unit:04x}"),
        None => c.to_string(),
    });
    escaped.collect()
}

/// The text of a number rounded to 15 digits; most numbers have no more to begin with.
fn text_of_15_digits(number: f64) -> String {
    let text = number_text(number);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits <= 15 { text } else { number_text(precision_15(number)) }
}

struct Writer {
    out: String,
    is_pretty: bool,
    is_message: bool,
}

impl Writer {
    fn write(&mut self, item: &Item, level: usize) -> Result<(), Fault> {
        if level > MAX_DEPTH as usize {
            return Err(Fault::new("U1001").text("The value nests too deeply to be printed"));
        }
        match item {
            Item::Undefined | Item::Null => self.out.push_str("null"),
            Item::Bool(value) => self.out.push_str(if *value { "true" } else { "false" }),
            Item::Number(number) => self.number(*number)?,
            Item::Exact(number) => self.number(number.as_f64())?,
            Item::String(text) => self.out.push_str(&quote(text)),
            Item::Function(_) => self.out.push_str(if self.is_message { "null" } else { "\"\"" }),
            Item::Array(_) | Item::List(_) => {
                self.open('[');
                for (at, item) in item.as_items().iter().enumerate() {
                    self.separate(at, level + 1);
                    self.write(&item, level + 1)?;
                }
                self.close(']', '[', level);
            }
            Item::Object(_) | Item::Record(_) | Item::Tuple(_) => self.object(item, level)?,
        }
        Ok(())
    }

    fn object(&mut self, item: &Item, level: usize) -> Result<(), Fault> {
        self.open('{');
        let is_shown = |value: &Item| match value {
            Item::Undefined => false,
            Item::Function(_) => !self.is_message,
            _ => true,
        };
        let shown: Vec<_> = members(item).into_iter().filter(|(_, value)| is_shown(value)).collect();
        for (at, (key, value)) in shown.iter().enumerate() {
            self.separate(at, level + 1);
            self.out.push_str(&json::quote(key));
            self.out.push_str(if self.is_pretty { ": " } else { ":" });
            self.write(value, level + 1)?;
        }
        self.close('}', '{', level);
        Ok(())
    }

    fn number(&mut self, number: f64) -> Result<(), Fault> {
        if number.is_infinite() && !self.is_message {
            return Err(Fault::new("D1001").value(&Item::Number(number)));
        }
        if number.is_finite() {
            self.out.push_str(&if self.is_message { number_text(number) } else { text_of_15_digits(number) });
        } else {
            self.out.push_str("null");
        }
        Ok(())
    }

    fn open(&mut self, bracket: char) {
        self.out.push(bracket);
    }

    fn separate(&mut self, at: usize, level: usize) {
        if at > 0 {
            self.out.push(',');
        }
        self.new_line(level);
    }

    fn close(&mut self, bracket: char, opened: char, level: usize) {
        if !self.out.ends_with(opened) {
            self.new_line(level);
        }
        self.out.push(bracket);
    }

    fn new_line(&mut self, level: usize) {
        if self.is_pretty {
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n("  ", level));
        }
    }
}
