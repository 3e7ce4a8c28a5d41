//! From tokens to values.
//!
//! The general evaluator: it visits every place that a path names, in the library's order.
//! Paths of names and indices never come here unless they fail.

use crate::error::Reason;
use crate::filter::Filtering;
use crate::token::{Token, TokenKind};
use crate::{EvalError, Location, Match, Path, Step};
use json::{Array, Object, Text, Value};
use std::cell::Cell;
use std::rc::Rc;

/// How many places one evaluation may visit. `$..*..*..*` on a payload of 256 KiB could visit
/// billions; this many take a fraction of a second.
const MAX_VISITS: u32 = 2_000_000;

/// How many places a trace names; nobody looks at more.
const MAX_MATCHES: usize = 10_000;

/// What an evaluation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The value alone.
    Value,
    /// The value and where it came from.
    Traced,
    /// Whether there is one: in a filter `@.a` alone. Then every property that is named must
    /// exist (the library's REQUIRE_PROPERTIES).
    Exists,
}

/// One evaluation of one path.
pub(crate) struct Evaluation<'e> {
    path: &'e Path,
    /// What `$` is in filters and arguments.
    document: &'e Value,
    mode: Mode,
    visits: Rc<Cell<u32>>,
    values: Vec<Value>,
    matches: Vec<Match>,
    /// Behind `..` and a token that is not the last: the index of the array's item that was
    /// looked at last.
    scanned_index: Option<usize>,
}

/// The way from the root to a value, as a list on the stack: it costs nothing unless a
/// trace asks for it.
#[derive(Clone, Copy)]
pub(crate) struct Trail<'t> {
    up: Option<&'t Trail<'t>>,
    step: TrailStep<'t>,
}

#[derive(Clone, Copy)]
enum TrailStep<'t> {
    Root,
    Key(&'t Text),
    Index(usize),
}

type Outcome = Result<(), EvalError>;

impl<'e> Evaluation<'e> {
    /// Evaluate `path` over a document.
    pub(crate) fn run(path: &'e Path, document: &'e Value, mode: Mode) -> (Result<Value, EvalError>, Vec<Match>) {
        if document.is_null() {
            return (Err(path.error(Reason::NullRoot)), Vec::new());
        }
        Self::new(path, document, mode, Rc::new(Cell::new(MAX_VISITS))).finish(document)
    }

    fn new(path: &'e Path, document: &'e Value, mode: Mode, visits: Rc<Cell<u32>>) -> Self {
        Self { path, document, mode, visits, values: Vec::new(), matches: Vec::new(), scanned_index: None }
    }

    /// Evaluate a path inside this one: in a filter, or as an argument. It starts at `start`.
    pub(crate) fn inner(&self, path: &Path, start: &Value, mode: Mode) -> (Result<Value, EvalError>, Vec<Match>) {
        Evaluation::new(path, self.document, mode, self.visits.clone()).finish(start)
    }

    fn finish(mut self, start: &Value) -> (Result<Value, EvalError>, Vec<Match>) {
        let root = Trail { up: None, step: TrailStep::Root };
        let outcome = self.descend(0, start, root);
        let result = outcome.and_then(|()| {
            if !self.path.is_definite() {
                return Ok(Value::Array(self.values.into()));
            }
            self.values.pop().ok_or_else(|| self.path.error(Reason::NoResults))
        });
        (result, self.matches)
    }

    /// Go on with the token at `next`, or take the value when there is none.
    fn descend(&mut self, next: usize, value: &Value, trail: Trail<'_>) -> Outcome {
        if next < self.path.tokens().len() {
            return self.token(next, value, trail);
        }
        self.add(value.clone(), value, trail);
        Ok(())
    }

    fn add(&mut self, result: Value, source: &Value, trail: Trail<'_>) {
        self.values.push(result);
        self.record(source, trail);
    }

    fn record(&mut self, source: &Value, trail: Trail<'_>) {
        if self.mode == Mode::Traced && self.matches.len() < MAX_MATCHES {
            self.matches.push(Match { location: trail.location(), value: source.clone() });
        }
    }

    fn token(&mut self, at: usize, model: &Value, trail: Trail<'_>) -> Outcome {
        self.spend(1)?;
        let path = self.path;
        let token = &path.tokens()[at];
        match &token.kind {
            TokenKind::Property { keys, .. } => self.property(at, token, keys, model, trail),
            TokenKind::Index(_) | TokenKind::Slice { .. } => self.array(at, token, model, trail),
            TokenKind::Wildcard => self.wildcard(at, model, trail),
            TokenKind::Scan if self.is_leaf(at) => Err(path.error(Reason::ScanOfNothing)),
            TokenKind::Scan => self.walk(at + 1, model, trail),
            TokenKind::Filter(_) => self.filter(at, token, model, trail),
            TokenKind::Call { name, function, parameters } => {
                let Some(function) = function else {
                    return Err(path.error(Reason::UnknownFunction(name.clone())));
                };
                let (result, origins) = function.call(self, parameters, model)?;
                self.add_call(result.clone(), model, trail, origins);
                if self.is_leaf(at) { Ok(()) } else { self.token(at + 1, &result, trail) }
            }
        }
    }

    /// The result of a function came from its arguments, or else from what it was called on.
    fn add_call(&mut self, result: Value, model: &Value, trail: Trail<'_>, origins: Vec<Match>) {
        if self.mode == Mode::Traced && !origins.is_empty() {
            self.values.push(result);
            self.matches.extend(origins);
        } else {
            self.add(result, model, trail);
        }
    }

    fn property(&mut self, at: usize, token: &Token, keys: &[Text], model: &Value, trail: Trail<'_>) -> Outcome {
        let Some(object) = model.as_object() else {
            if !token.upstream_definite {
                return Ok(());
            }
            return Err(self.path.error(Reason::NotAnObject { token: at, found: model.clone() }));
        };
        if keys.len() > 1 && self.is_leaf(at) {
            return self.merge(at, keys, object, trail);
        }
        keys.iter().try_for_each(|key| match object.get(key) {
            Some(value) => self.member(at, key, value, trail),
            None => self.missing(at, token, key),
        })
    }

    /// Go on with a member of an object. Behind `..[0]`, members of the items at other indices
    /// are left out; behind `..*` and `..[0:2]`, all members of items (so does the library).
    fn member(&mut self, at: usize, key: &Text, value: &Value, trail: Trail<'_>) -> Outcome {
        let path = self.path;
        let is_elsewhere = |index| path.before_tail().is_some_and(|token| !token.kind.is_index(index));
        if self.is_leaf(at) && self.scanned_index.is_some_and(is_elsewhere) {
            return Ok(());
        }
        self.descend(at + 1, value, trail.down(TrailStep::Key(key)))
    }

    fn missing(&self, at: usize, token: &Token, key: &Text) -> Outcome {
        let required = self.mode == Mode::Exists;
        if self.is_leaf(at) {
            return if required { Err(self.path.error(Reason::NoResults)) } else { Ok(()) };
        }
        if required || token.upstream_definite && token.kind.is_definite(false) {
            return Err(self.path.error(Reason::MissingProperty { token: at, key: key.clone() }));
        }
        Ok(())
    }

    /// Several names at the end make one object of what is there.
    fn merge(&mut self, at: usize, keys: &[Text], object: &Object, trail: Trail<'_>) -> Outcome {
        let mut merged = Object::new();
        for key in keys {
            if let Some(value) = object.get(key) {
                merged.insert(key.clone(), value.clone());
            } else if self.mode == Mode::Exists {
                return Err(self.path.error(Reason::MissingProperty { token: at, key: key.clone() }));
            }
        }
        for (key, value) in merged.iter() {
            self.record(value, trail.down(TrailStep::Key(key)));
        }
        self.values.push(merged.into());
        Ok(())
    }

    fn array(&mut self, at: usize, token: &Token, model: &Value, trail: Trail<'_>) -> Outcome {
        let Some(array) = model.as_array().filter(|_| !self.path.gives_keys(at)) else {
            return match (token.upstream_definite, model) {
                (false, _) => Ok(()),
                (true, Value::Null) => Err(self.path.error(Reason::NullArray { token: at })),
                (true, found) => Err(self.path.error(Reason::NotAnArray { token: at, found: found.clone() })),
            };
        };
        match &token.kind {
            TokenKind::Index(indices) => indices.iter().try_for_each(|index| self.index(at, *index, array, trail)),
            TokenKind::Slice { from, to } => {
                slice(*from, *to, array.len()).try_for_each(|index| self.index(at, index, array, trail))
            }
            _ => Ok(()),
        }
    }

    fn index(&mut self, at: usize, index: i32, array: &Array, trail: Trail<'_>) -> Outcome {
        let Some((place, item)) = item(array, index) else { return Ok(()) };
        match self.descend(at + 1, item, trail.down(TrailStep::Index(place))) {
            // The library takes any "out of bounds" below here for its own.
            Err(error) if error.is_out_of_bounds() => Ok(()),
            outcome => outcome,
        }
    }

    fn wildcard(&mut self, at: usize, model: &Value, trail: Trail<'_>) -> Outcome {
        match model {
            Value::Object(object) => object.iter().try_for_each(|(key, value)| self.member(at, key, value, trail)),
            Value::Array(array) => {
                (0..).zip(array).try_for_each(|(index, _)| match self.index(at, index, array, trail) {
                    Err(error) if error.is_not_found() && self.mode != Mode::Exists => Ok(()),
                    outcome => outcome,
                })
            }
            _ => Ok(()),
        }
    }

    /// On an object, the filter tests the object itself; on an array, its items.
    fn filter(&mut self, at: usize, token: &Token, model: &Value, trail: Trail<'_>) -> Outcome {
        match model {
            Value::Object(_) if !self.accepts(token, model)? => Ok(()),
            Value::Object(_) => self.descend(at + 1, model, trail),
            Value::Array(array) => (0..).zip(array).try_for_each(|(index, item)| {
                if self.accepts(token, item)? { self.index(at, index, array, trail) } else { Ok(()) }
            }),
            _ if token.upstream_definite => {
                Err(self.path.error(Reason::FilterOnScalar { token: at, found: model.clone() }))
            }
            _ => Ok(()),
        }
    }

    fn accepts(&self, token: &Token, item: &Value) -> Result<bool, EvalError> {
        let TokenKind::Filter(expression) = &token.kind else { return Ok(false) };
        Filtering { evaluation: self, item }.accepts(expression)
    }

    /// `..`: apply the token at `target` to `model` and to everything below it.
    fn walk(&mut self, target: usize, model: &Value, trail: Trail<'_>) -> Outcome {
        self.spend(1)?;
        match model {
            Value::Object(object) => {
                if self.scan_matches(target, model)? {
                    self.token(target, model, trail)?;
                }
                object.iter().try_for_each(|(key, value)| self.walk(target, value, trail.down(TrailStep::Key(key))))
            }
            Value::Array(array) => {
                self.scan_array(target, model, array, trail)?;
                (0..)
                    .zip(array)
                    .try_for_each(|(index, item)| self.walk(target, item, trail.down(TrailStep::Index(index))))
            }
            _ => Ok(()),
        }
    }

    /// Behind `..`, a token that is not the last selects all items of an array, whatever it
    /// says; only [`member`](Self::member) looks at the index.
    fn scan_array(&mut self, target: usize, model: &Value, array: &Array, trail: Trail<'_>) -> Outcome {
        if !self.scan_matches(target, model)? {
            return Ok(());
        }
        if self.is_leaf(target) {
            return self.token(target, model, trail);
        }
        (0..).zip(array).try_for_each(|(index, item)| {
            if self.is_leaf(target + 1) {
                self.scanned_index = Some(index);
            }
            self.token(target + 1, item, trail.down(TrailStep::Index(index)))
        })
    }

    /// Does `..` stop at this value for the token at `target`?
    fn scan_matches(&self, target: usize, model: &Value) -> Result<bool, EvalError> {
        let token = &self.path.tokens()[target];
        Ok(match &token.kind {
            TokenKind::Property { keys, .. } => model.as_object().is_some_and(|object| {
                !token.kind.is_definite(self.is_leaf(target)) || keys.iter().all(|key| object.contains_key(key))
            }),
            TokenKind::Index(_) | TokenKind::Slice { .. } => model.as_array().is_some(),
            TokenKind::Wildcard => true,
            TokenKind::Filter(_) => self.accepts(token, model)?,
            TokenKind::Scan | TokenKind::Call { .. } => false,
        })
    }

    fn is_leaf(&self, at: usize) -> bool {
        at + 1 == self.path.tokens().len()
    }

    pub(crate) fn spend(&self, visits: u32) -> Outcome {
        let left = self.visits.get().checked_sub(visits).ok_or_else(|| self.path.error(Reason::TooMuchWork))?;
        self.visits.set(left);
        Ok(())
    }

    pub(crate) fn visits_left(&self) -> u64 {
        self.visits.get().into()
    }

    pub(crate) fn path(&self) -> &'e Path {
        self.path
    }

    pub(crate) fn document(&self) -> &'e Value {
        self.document
    }

    pub(crate) fn mode(&self) -> Mode {
        self.mode
    }
}

/// The item at an index, counted from the end when negative, and its place.
pub(crate) fn item(array: &Array, index: i32) -> Option<(usize, &Value)> {
    let index = index as i64;
    let place = if index < 0 { index + array.len() as i64 } else { index };
    let place = usize::try_from(place).ok()?;
    array.get(place).map(|item| (place, item))
}

/// The indices of a slice. Between two bounds the library counts from a negative first bound
/// up through zero, so `[-2:1]` of three items gives the last two, then the first.
fn slice(from: Option<i32>, to: Option<i32>, len: usize) -> std::ops::Range<i32> {
    let len = i32::try_from(len).unwrap_or(i32::MAX);
    match (from, to) {
        (Some(from), Some(to)) => from.max(-len)..to.min(len),
        (Some(from), None) if from < 0 => (len + from.max(-len))..len,
        (Some(from), None) => from..len,
        (None, Some(to)) if to < 0 => 0..(len + to.max(-len)),
        (None, Some(to)) => 0..to.min(len),
        (None, None) => 0..0,
    }
}

impl<'t> Trail<'t> {
    fn down<'s>(&'s self, step: TrailStep<'s>) -> Trail<'s>
    where
        't: 's,
    {
        Trail { up: Some(self), step }
    }

    fn location(&self) -> Location {
        let mut steps = Vec::new();
        let mut next = Some(self);
        while let Some(trail) = next {
            match trail.step {
                TrailStep::Root => {}
                TrailStep::Key(key) => steps.push(Step::Key(key.clone())),
                TrailStep::Index(index) => steps.push(Step::Index(index)),
            }
            next = trail.up;
        }
        steps.reverse();
        Location(steps)
    }
}
