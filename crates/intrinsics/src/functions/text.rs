//! Strings.

use super::string;
use crate::Template;
use host::Host;
use json::{Value, print_java};

/// With a template from the data.
pub(crate) fn format(arguments: &[Value]) -> Result<Value, String> {
    fill(&Template::from_data(string(&arguments[0])?), &arguments[1..])
}

/// Objects print as Java's collections do (recorded: `{Arg1=1, Arg2=[]}`).
pub(crate) fn fill(template: &Template, values: &[Value]) -> Result<Value, String> {
    let (gaps, count) = (template.gaps(), values.len());
    if gaps != count {
        return Err(format!("The template has {gaps} placeholders {{}}, but there are {count} values"));
    }
    Ok(template.fill(values.iter().map(print_java)).into())
}

pub(crate) fn split(arguments: &[Value]) -> Result<Value, String> {
    let (text, delimiters) = (string(&arguments[0])?, string(&arguments[1])?);
    let pieces = text.split(|c| delimiters.contains(c)).filter(|piece| !piece.is_empty());
    Ok(pieces.map(Value::from).collect::<Vec<_>>().into())
}

pub(crate) fn uuid(_: &[Value], host: &mut Host) -> Result<Value, String> {
    Ok(host.random.uuid().into())
}
