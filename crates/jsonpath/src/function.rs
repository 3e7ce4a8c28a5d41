//! The functions that may stand at the end of a path.

use crate::error::Reason;
use crate::eval::{Evaluation, Mode};
use crate::token::Parameter;
use crate::{EvalError, Match, Path};
use json::{Number, Text, Value, print_java};

/// A function of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    Average,
    StandardDeviation,
    Sum,
    Min,
    Max,
    Concat,
    Length,
    Append,
    Keys,
    First,
    Last,
    Index,
}

impl Function {
    /// The function of that name.
    pub(crate) fn called(name: &str) -> Option<Self> {
        Some(match name {
            "avg" => Self::Average,
            "stddev" => Self::StandardDeviation,
            "sum" => Self::Sum,
            "min" => Self::Min,
            "max" => Self::Max,
            "concat" => Self::Concat,
            "length" | "size" => Self::Length,
            "append" => Self::Append,
            "keys" => Self::Keys,
            "first" => Self::First,
            "last" => Self::Last,
            "index" => Self::Index,
            _ => return None,
        })
    }

    /// Does it make one number of many?
    pub(crate) fn aggregates(self) -> bool {
        matches!(self, Self::Average | Self::StandardDeviation | Self::Sum | Self::Min | Self::Max)
    }

    /// Its result on `model`, and where its arguments came from.
    pub(crate) fn call(
        self,
        evaluation: &Evaluation<'_>,
        parameters: &[Parameter],
        model: &Value,
    ) -> Result<(Value, Vec<Match>), EvalError> {
        let Arguments { values, origins } = Arguments::of(self, evaluation, parameters, model)?;
        let fail = |reason| evaluation.path().error(reason);
        let value = match self {
            Self::Average | Self::StandardDeviation | Self::Sum | Self::Min | Self::Max => {
                let result = aggregate(self, &numbers(model, &values));
                result.ok_or_else(|| fail(Reason::NothingToAggregate))?
            }
            Self::Concat => concat(model, &values),
            Self::Length => length(values.first(), model),
            Self::Append => append(model, values),
            Self::Keys => keys(model),
            Self::First => nth(model, 0).map_err(fail)?,
            Self::Last => nth(model, -1).map_err(fail)?,
            Self::Index => {
                let index = numbers(&Value::Null, &values).first().map(|number| *number as i64);
                let missing = Reason::OutOfBounds { index: 0, count: 0 };
                match index {
                    None if model.as_array().is_some() => return Err(fail(missing)),
                    index => nth(model, index.unwrap_or_default()).map_err(fail)?,
                }
            }
        };
        Ok((value, origins))
    }
}

/// The evaluated arguments.
#[derive(Default)]
struct Arguments {
    values: Vec<Value>,
    origins: Vec<Match>,
}

impl Arguments {
    fn of(
        function: Function,
        evaluation: &Evaluation<'_>,
        parameters: &[Parameter],
        model: &Value,
    ) -> Result<Self, EvalError> {
        let mut arguments = Self::default();
        for parameter in parameters {
            match parameter {
                Parameter::Path(path) => {
                    let (mut value, mut origins) = evaluation.inner(path, evaluation.document(), evaluation.mode());
                    if function == Function::Length && value.is_ok() {
                        (value, origins) = counted(evaluation, path, model);
                    }
                    arguments.values.push(value?);
                    arguments.origins.extend(origins);
                }
                Parameter::Json(_) if function == Function::Length => {
                    return Err(evaluation.path().error(Reason::LengthOfLiteral));
                }
                Parameter::Json(Some(value)) => arguments.values.push(value.clone()),
                Parameter::Json(None) => return Err(evaluation.path().error(Reason::NotALiteral)),
            }
        }
        if evaluation.mode() != Mode::Traced {
            arguments.origins = Vec::new();
        }
        Ok(arguments)
    }
}

/// What `length` counts. It evaluates its argument a second time, on the value it is called on
/// and with `[*]` behind it; a definite path then gives the last item.
fn counted(evaluation: &Evaluation<'_>, path: &Path, model: &Value) -> (Result<Value, EvalError>, Vec<Match>) {
    let items = if path.is_call() { path.clone() } else { path.items() };
    evaluation.inner(&items, model, evaluation.mode())
}

/// The numbers among the items of `model` and in the arguments; anything else is passed over.
fn numbers(model: &Value, arguments: &[Value]) -> Vec<f64> {
    let items = model.as_array().into_iter().flatten();
    let arguments = arguments.iter().flat_map(|argument| match argument {
        Value::Array(items) => &items[..],
        single => std::slice::from_ref(single),
    });
    items.chain(arguments).filter_map(Value::as_f64).collect()
}

fn aggregate(function: Function, numbers: &[f64]) -> Option<Value> {
    if numbers.is_empty() {
        return None;
    }
    let (count, sum) = (numbers.len() as f64, numbers.iter().sum::<f64>());
    let result = match function {
        Function::Average => sum / count,
        Function::StandardDeviation => {
            let squares: f64 = numbers.iter().map(|number| number * number).sum();
            (squares / count - sum * sum / count / count).sqrt()
        }
        Function::Min => numbers.iter().copied().fold(f64::MAX, f64::min),
        // The library starts from Java's `Double.MIN_VALUE`, the least number above zero, so
        // that is the maximum of negative numbers.
        Function::Max => numbers.iter().copied().fold(5e-324, f64::max),
        _ => sum,
    };
    // NaN and the infinities have no JSON form.
    Some(if result.is_finite() { Value::Number(Number::Float(result)) } else { Value::Null })
}

fn concat(model: &Value, arguments: &[Value]) -> Value {
    let mut out: String = model.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for argument in arguments {
        match argument {
            Value::Array(items) => out.extend(items.iter().filter(|item| !item.is_null()).map(print_java)),
            Value::Null => {}
            single => out.push_str(&print_java(single)),
        }
    }
    out.into()
}

fn length(argument: Option<&Value>, model: &Value) -> Value {
    match (argument, model) {
        (Some(Value::Array(items)), _) | (_, Value::Array(items)) => items.len().into(),
        (_, Value::Object(members)) => members.len().into(),
        _ => Value::Null,
    }
}

fn append(model: &Value, arguments: Vec<Value>) -> Value {
    let Value::Array(items) = model else { return model.clone() };
    let mut items = items.clone();
    for argument in arguments {
        items.push(argument);
    }
    items.into()
}

fn keys(model: &Value) -> Value {
    let Value::Object(object) = model else { return Value::Null };
    object.keys().map(|key: &Text| Value::String(key.clone())).collect::<Vec<_>>().into()
}

/// The item at an index. From the end, the library never reaches the first item.
fn nth(model: &Value, index: i64) -> Result<Value, Reason> {
    let Value::Array(items) = model else { return Err(Reason::NothingToAggregate) };
    let count = items.len();
    if index < 0 {
        let place = count as i64 + index;
        let item = usize::try_from(place).ok().filter(|place| *place > 0).and_then(|place| items.get(place));
        return item.cloned().ok_or(Reason::NoSuchItem { index, count });
    }
    let item = usize::try_from(index).ok().and_then(|place| items.get(place));
    item.cloned().ok_or(Reason::OutOfBounds { index, count })
}
