//! From calls to values.

use crate::call::{Argument, ArgumentKind, CallNode, SubResult};
use crate::function::Apply;
use crate::{Data, Error, ErrorKind, functions};
use host::Host;
use json::{MAX_DEPTH, Value};
use jsonpath::QualifiedPath;
use text::Span;

/// One evaluation of one call.
pub(crate) struct Evaluation<'e> {
    pub(crate) data: &'e dyn Data,
    pub(crate) host: &'e mut Host,
    /// What each part gave, if somebody asked.
    pub(crate) trace: Option<Vec<SubResult>>,
}

impl Evaluation<'_> {
    /// The value of a call.
    pub(crate) fn call(&mut self, node: &CallNode) -> Result<Value, Error> {
        let result = self.apply(node);
        self.record(node.span, &result);
        result
    }

    fn apply(&mut self, node: &CallNode) -> Result<Value, Error> {
        let mut values = Vec::with_capacity(node.arguments.len());
        let mut template = None;
        for argument in &node.arguments {
            match &argument.kind {
                ArgumentKind::Template(literal) => template = Some(literal),
                _ => values.push(self.argument(argument)?),
            }
        }
        let fail = |message| Error { kind: ErrorKind::Failure, message, span: node.span };
        if let Some(template) = template {
            return functions::text::fill(template, &values).map_err(fail);
        }
        check_kinds(node, &values)?;
        let value = match node.function.apply {
            Apply::Pure(apply) => apply(&values),
            Apply::Host(apply) => apply(&values, self.host),
        }
        .map_err(fail)?;
        if value.depth() > MAX_DEPTH {
            return Err(fail("The result nests too deep".into()));
        }
        Ok(value)
    }

    fn argument(&mut self, argument: &Argument) -> Result<Value, Error> {
        let result = match &argument.kind {
            ArgumentKind::Call(node) => return self.call(node),
            ArgumentKind::Path(path) => self.path(path, argument.span),
            ArgumentKind::Literal(value) => Ok(value.clone()),
            ArgumentKind::Template(template) => Ok(template.to_string().into()),
        };
        self.record(argument.span, &result);
        result
    }

    fn path(&self, path: &QualifiedPath, span: Span) -> Result<Value, Error> {
        path.eval(self.data).map_err(|error| {
            let (path, input) = (path.text(), self.data.input());
            // AWS lets the library speak when an index meets no array (measured by others).
            let message = if error.is_no_array() {
                error.to_string()
            } else {
                format!("The JsonPath argument for the field '{path}' could not be found in the input '{input}'")
            };
            Error { kind: ErrorKind::PathNotFound, message, span }
        })
    }

    fn record(&mut self, span: Span, result: &Result<Value, Error>) {
        if let Some(trace) = &mut self.trace {
            trace.push(SubResult { span, result: result.clone() });
        }
    }
}

fn check_kinds(node: &CallNode, values: &[Value]) -> Result<(), Error> {
    for (place, value) in values.iter().enumerate() {
        let Some(parameter) = node.function.parameter(place) else { continue };
        if !parameter.kind.accepts(value) {
            let (name, wanted, found) = (parameter.name, parameter.kind.description(), value.type_name());
            let message = format!("The argument '{name}' of {} must be {wanted}, but was: {found}", node.function.name);
            let span = node.arguments.get(place).map_or(node.span, |argument| argument.span);
            return Err(Error { kind: ErrorKind::Failure, message, span });
        }
    }
    Ok(())
}
