//! Reference paths: names and indices only, so that they can be written to.

use crate::{Error, Location, Step};
use json::{Array, MAX_DEPTH, Object, Text, Value};
use std::fmt;
use std::rc::Rc;
use text::Span;

/// A path of names and indices from `$`, as `ResultPath` takes.
#[derive(Clone, Debug)]
pub struct ReferencePath {
    text: Text,
    /// Shared by all copies.
    location: Rc<Location>,
}

/// Why a value could not be put at a reference path: `States.ResultPathMatchFailure`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutError {
    /// One sentence.
    pub message: String,
    /// How far the path could be followed.
    pub reached: Location,
}

impl ReferencePath {
    /// Compile the text of a reference path.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut parser = Parser { text, at: 0 };
        Ok(Self { text: text.into(), location: Rc::new(Location(parser.steps()?)) })
    }

    /// The text it was compiled from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The steps from the root.
    pub fn steps(&self) -> &[Step] {
        &self.location.0
    }

    /// Is it `$` alone?
    pub fn is_root(&self) -> bool {
        self.steps().is_empty()
    }

    /// The value it names.
    pub fn get<'v>(&self, root: &'v Value) -> Option<&'v Value> {
        self.location.get(root)
    }

    /// `root` with `new` in the place this names. What lies beside that place is shared with
    /// `root`, not copied.
    ///
    /// Objects are made on the way. `[0]` makes an array where there is nothing yet
    /// (`$.Containers[0]` without `Containers`: workflows in production rely on it); an index
    /// outside an existing array, and a step into a scalar, are refused.
    pub fn put(&self, root: &Value, new: Value) -> Result<Value, PutError> {
        let refuse = |(message, left)| {
            let reached = Location(self.steps()[..self.steps().len() - left].to_vec());
            PutError { message, reached }
        };
        let value = put(Some(root), self.steps(), new).map_err(refuse)?;
        if value.depth() > MAX_DEPTH {
            return Err(refuse(("The result nests too deep".into(), 0)));
        }
        Ok(value)
    }
}

/// A message, and how many steps were left to go.
type Refusal = (String, usize);

fn put(old: Option<&Value>, steps: &[Step], new: Value) -> Result<Value, Refusal> {
    let Some((step, rest)) = steps.split_first() else { return Ok(new) };
    match (step, old) {
        (Step::Key(key), Some(Value::Object(object))) => {
            let member = put(object.get(key), rest, new)?;
            let mut object = object.clone();
            object.insert(key.clone(), member);
            Ok(object.into())
        }
        (Step::Index(index), Some(Value::Array(array))) if *index < array.len() => {
            let item = put(array.get(*index), rest, new)?;
            let mut array = array.clone();
            array.set(*index, item);
            Ok(array.into())
        }
        (Step::Key(key), None) => {
            let member = put(None, rest, new)?;
            Ok([(key.clone(), member)].into_iter().collect::<Object>().into())
        }
        (Step::Index(0), None) => put(None, rest, new).map(|item| [item].into_iter().collect::<Array>().into()),
        (_, Some(scalar)) => Err((format!("{step} does not fit a value of type {}", scalar.type_name()), steps.len())),
        (Step::Index(index), None) => Err((format!("There is no array with an item {index} to replace"), steps.len())),
    }
}

impl fmt::Display for ReferencePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.location.fmt(f)
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl Parser<'_> {
    fn steps(&mut self) -> Result<Vec<Step>, Error> {
        if !self.take("$") {
            return Err(self.error("A reference path starts with '$'", self.text.len()));
        }
        let mut steps = Vec::new();
        while self.at < self.text.len() {
            if steps.len() as u32 >= MAX_DEPTH {
                return Err(self.error("The path has too many steps", self.text.len()));
            }
            steps.push(self.step()?);
        }
        Ok(steps)
    }

    fn step(&mut self) -> Result<Step, Error> {
        let start = self.at;
        if self.take(".") && !self.rest().starts_with('[') {
            return self.name();
        }
        if !self.take("[") {
            return Err(self.error("A '.' or a '[' is expected here", start + 1));
        }
        let step = match self.rest().chars().next() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote)?,
            _ => self.index()?,
        };
        if !self.take("]") {
            return Err(self.error("A ']' is expected here", self.at + 1));
        }
        Ok(step)
    }

    /// A name behind a dot. A backslash makes any character part of it (the specification's
    /// examples: `$.store\.book`, `$.\stor\e.boo\k`).
    fn name(&mut self) -> Result<Step, Error> {
        let start = self.at;
        let mut key = String::new();
        let mut escaped = false;
        for (at, c) in self.text[start..].char_indices() {
            self.at = start + at;
            match c {
                _ if escaped => escaped = false,
                '\\' => {
                    escaped = true;
                    continue;
                }
                '.' | '[' => break,
                _ if "*@,:?()' \"".contains(c) => {
                    let message = format!("A reference path names one place; {c:?} is not allowed");
                    return Err(self.error(&message, self.at + 1));
                }
                _ => {}
            }
            key.push(c);
            self.at += c.len_utf8();
        }
        if escaped {
            return Err(self.error("A character is expected after the '\\'", self.text.len()));
        }
        if key.is_empty() {
            return Err(self.error("A name is expected after the '.'", start + 1));
        }
        Ok(Step::Key(key.into()))
    }

    fn quoted(&mut self, quote: char) -> Result<Step, Error> {
        let start = self.at;
        self.at += 1;
        let mut key = String::new();
        let mut escaped = false;
        for c in self.text[self.at..].chars() {
            self.at += c.len_utf8();
            match c {
                _ if escaped => {
                    key.push(c);
                    escaped = false;
                }
                '\\' => escaped = true,
                _ if c == quote => return Ok(Step::Key(key.into())),
                _ => key.push(c),
            }
        }
        self.at = start;
        Err(self.error("The quote is never closed", self.text.len()))
    }

    fn index(&mut self) -> Result<Step, Error> {
        let start = self.at;
        let end = self.rest().find(']').map_or(self.text.len(), |at| start + at);
        let index = self.text[start..end].trim().parse();
        let index = index.map_err(|_| self.error("A reference path takes a quoted name or an index from 0", end))?;
        self.at = end;
        Ok(Step::Index(index))
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn take(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        self.at += if found { token.len() } else { 0 };
        found
    }

    fn error(&self, message: &str, end: usize) -> Error {
        let end = self.text.ceil_char_boundary(end).max(self.at);
        Error { message: message.into(), span: Span::new(self.at, end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use json::parse_value;

    fn put_text(path: &str, root: &str, new: &str) -> Result<String, String> {
        let path = ReferencePath::parse(path).map_err(|error| format!("parse: {error}"))?;
        let result = path.put(&parse_value(root).unwrap(), parse_value(new).unwrap());
        result.map(|value| value.to_string()).map_err(|error| error.reached.to_string())
    }

    #[test]
    fn put_replaces_or_makes_the_place() {
        for (path, root, expected) in [
            ("$", r#"{"a":1}"#, "9"),
            ("$.a", r#"{"a":1,"b":2}"#, r#"{"a":9,"b":2}"#),
            ("$.c", r#"{"a":1}"#, r#"{"a":1,"c":9}"#),
            ("$.c.d.e", r#"{"a":1}"#, r#"{"a":1,"c":{"d":{"e":9}}}"#),
            ("$['a b'].c", "{}", r#"{"a b":{"c":9}}"#),
            (r"$.store\.book", "{}", r#"{"store.book":9}"#),
            (r"$.\stor\e.boo\k", "{}", r#"{"store":{"book":9}}"#),
            (r"$.foo\@bar.baz\[\[.\?pretty", "{}", r#"{"foo@bar":{"baz[[":{"?pretty":9}}}"#),
            ("$.Containers[0]", "{}", r#"{"Containers":[9]}"#),
            ("$.a[0].b", "{}", r#"{"a":[{"b":9}]}"#),
            ("$[1].payload", r#"[1,{"x":2},3]"#, r#"[1,{"x":2,"payload":9},3]"#),
            ("$.a[1]", r#"{"a":[1,2]}"#, r#"{"a":[1,9]}"#),
        ] {
            assert_eq!(put_text(path, root, "9").as_deref(), Ok(expected), "{path} in {root}");
        }
    }

    #[test]
    fn put_refuses_what_it_cannot_reach_and_says_how_far_it_came() {
        for (path, root, reached) in [
            ("$.a[2]", r#"{"a":[1,2]}"#, "$['a']"),
            ("$.a[0]", r#"{"a":[]}"#, "$['a']"),
            ("$.a[1]", "{}", "$['a']"),
            ("$.a.b", r#"{"a":"text"}"#, "$['a']"),
            ("$.a.b.c", r#"{"a":{"b":null}}"#, "$['a']['b']"),
            ("$.a", "[1]", "$"),
            ("$[0]", r#"{"a":1}"#, "$"),
            ("$.a", "5", "$"),
        ] {
            assert_eq!(put_text(path, root, "9"), Err(reached.into()), "{path} in {root}");
        }
    }

    #[test]
    fn what_names_many_places_or_none_is_no_reference_path() {
        for path in ["", "a", "$a", "$$.a", "$..a", "$.", "$.*", "$[*]", "$[-1]", "$[0,1]", "$[1:2]", "$[?(@.a)]"] {
            assert!(ReferencePath::parse(path).is_err(), "{path}");
        }
        for path in ["$.a b", "$['a", "$['a'", "$.a()", "$.a.length()", "$['a','b']", r"$.a\"] {
            assert!(ReferencePath::parse(path).is_err(), "{path}");
        }
    }

    #[test]
    fn an_error_covers_whole_characters() {
        for text in ["$é", "$[0]警", "$['a'é", "$.é@"] {
            let span = ReferencePath::parse(text).unwrap_err().span;
            assert!(text.get(span.range()).is_some(), "{text}: {span:?}");
        }
    }

    #[test]
    fn what_lies_beside_the_place_is_shared() {
        let root = parse_value(r#"{"big":{"x":[1]},"a":{"b":[1,{}]}}"#).unwrap();
        let path = ReferencePath::parse("$.a.c").unwrap();
        let after = path.put(&root, Value::Null).unwrap();
        assert!(after.get("big").unwrap().is_same(root.get("big").unwrap()));
        assert!(after.get("a").unwrap().get("b").unwrap().is_same(root.get("a").unwrap().get("b").unwrap()));
    }
}
