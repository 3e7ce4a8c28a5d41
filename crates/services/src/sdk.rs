//! AWS SDK integrations, and every service without a simulator of its own.

use crate::request::Request;
use crate::simulation::Simulation;
use catalogue::{Parameter, ValueType};
use json::{Object, Value};

/// The ordinary success of an optimised integration without a simulator: its fields, each with
/// something of its type.
pub(crate) fn plausible(request: &mut Request<'_>) -> Simulation {
    let fields = catalogue::integration(request.service, request.action).map_or(&[][..], |known| &known.output);
    let members: Object = fields.iter().map(|field| (field.name.into(), example(request, field))).collect();
    Simulation::reply(members.into())
}

/// The ordinary success of an AWS SDK integration: an empty object, as many actions give; recorded
/// SDK replies have no metadata.
pub(crate) fn empty() -> Simulation {
    Simulation::reply(Object::new().into())
}

fn example(request: &mut Request<'_>, field: &Parameter) -> Value {
    match field.value_type {
        ValueType::Number => 0.into(),
        ValueType::Boolean => false.into(),
        ValueType::Array => Vec::new().into(),
        ValueType::Object | ValueType::Json => Object::new().into(),
        ValueType::Timestamp => request.now.millis.into(),
        ValueType::String => text(request, field.name),
    }
}

/// What the request itself says by the same name, else an identifier.
fn text(request: &mut Request<'_>, name: &str) -> Value {
    match request.parameters.get(name) {
        Some(given) => given.clone(),
        None => request.uuid().into(),
    }
}
