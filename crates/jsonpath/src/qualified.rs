//! A path with the root that the Amazon States Language gives it.

use crate::error::Reason;
use crate::parser::{Dialect, Reading};
use crate::{Error, EvalError, Location, Match, Path};
use json::{Text, Value};
use text::Span;

/// What a path in a definition starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    /// `$…`: the data that the field sees.
    Input,
    /// `$$…`: the Context Object.
    Context,
    /// `$name…`: a variable.
    Variable(Text),
}

/// The values that paths start from.
pub trait Data {
    /// What `$` is.
    fn input(&self) -> &Value;
    /// What `$$` is.
    fn context(&self) -> &Value;
    /// The variable called `name`.
    fn variable(&self, name: &str) -> Option<&Value>;
}

/// A path as a definition writes it: `$…`, `$$…` or `$name…`.
#[derive(Clone, Debug)]
pub struct QualifiedPath {
    text: Text,
    root: Root,
    path: Path,
}

impl QualifiedPath {
    /// Compile the text of a path.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let (root, skipped) = split_root(text)?;
        let reading = Reading::outermost(Dialect::Aws);
        let path = match root {
            Root::Input => Path::parse_at(text, 0, reading),
            _ => Path::parse_at(&format!("${}", &text[skipped..]), skipped as isize - 1, reading),
        }?;
        Ok(Self { text: text.into(), root, path })
    }

    /// The text it was compiled from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it starts from.
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// The rest of it, over that value.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Does it name one place?
    pub fn is_definite(&self) -> bool {
        self.path.is_definite()
    }

    /// Does it call `sum`, `avg`, `min`, `max` or `stddev`? The library knows them, but what
    /// AWS keeps numbers in is no number to it: such a path always fails there (AWS re:Post,
    /// "sum() function returns error about not finding path").
    pub fn aggregates(&self) -> bool {
        self.path.aggregates()
    }

    /// The value it gives.
    pub fn eval(&self, data: &dyn Data) -> Result<Value, EvalError> {
        let start = self.start(data)?;
        // The library refuses every path over `null`; AWS passes a `null` input on.
        if self.path.is_root() { Ok(start.clone()) } else { self.path.eval(start) }
    }

    /// As [`eval`](Self::eval), with the places of the values that the result is made of;
    /// they are places below [`root`](Self::root).
    pub fn eval_traced(&self, data: &dyn Data) -> (Result<Value, EvalError>, Vec<Match>) {
        match self.start(data) {
            Ok(Value::Null) if self.path.is_root() => {
                (Ok(Value::Null), vec![Match { location: Location::default(), value: Value::Null }])
            }
            Ok(start) => self.path.eval_traced(start),
            Err(error) => (Err(error), Vec::new()),
        }
    }

    fn start<'d>(&self, data: &'d dyn Data) -> Result<&'d Value, EvalError> {
        if self.aggregates() {
            return Err(self.path.error(Reason::NothingToAggregate));
        }
        match &self.root {
            Root::Input => Ok(data.input()),
            Root::Context => Ok(data.context()),
            Root::Variable(name) => {
                data.variable(name).ok_or_else(|| self.path.error(Reason::NoVariable(name.clone())))
            }
        }
    }
}

/// The root, and the offset where the path below it begins.
fn split_root(text: &str) -> Result<(Root, usize), Error> {
    let Some(rest) = text.strip_prefix('$') else {
        return Err(Error { message: "A path starts with '$'".into(), span: Span::new(0, text.len()) });
    };
    if rest.starts_with('$') {
        return Ok((Root::Context, 2));
    }
    let end = rest.find(['.', '[']).unwrap_or(rest.len());
    let name = &rest[..end];
    Ok(if name.is_empty() { (Root::Input, 1) } else { (Root::Variable(name.into()), 1 + end) })
}

impl std::fmt::Display for Root {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Input => f.write_str("$"),
            Self::Context => f.write_str("$$"),
            Self::Variable(name) => write!(f, "${name}"),
        }
    }
}

impl Root {
    /// A place below this root, as a person would type it: `$$.Execution.Id`.
    pub fn dotted(&self, location: &Location) -> String {
        format!("{self}{}", &location.dotted()[1..])
    }
}
