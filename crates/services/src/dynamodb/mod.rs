//! Amazon DynamoDB: get, put, update and delete an item of an in-memory table.
//!
//! A table is there as soon as somebody names it. Its key is what the first `Key` names, or, when
//! an item is put first, the usual suspects: `pk` and `sk`, or `id`, or the item's first attribute.

mod condition;
mod lexer;
mod number;
mod path;
mod table;
#[cfg(test)]
mod tests;
mod update;

pub(crate) use table::Tables;

use crate::reply::{DYNAMODB, ErrorSource, sdk_fault, with_metadata};
use crate::request::{Request, object};
use crate::simulation::{Fault, Simulation};
use condition::Names;
use json::{Object, Value};

const ERRORS: ErrorSource = ErrorSource { prefix: "DynamoDB", service: "AmazonDynamoDBv2" };

/// Why DynamoDB refuses a request.
enum Refused {
    /// The condition is false.
    Condition,
    /// The request makes no sense.
    Invalid(String),
}

impl From<String> for Refused {
    fn from(message: String) -> Self {
        Self::Invalid(message)
    }
}

/// What DynamoDB does with a request; `None` for an action that is not simulated.
pub(crate) fn simulate(request: &mut Request<'_>, tables: &mut Tables) -> Option<Simulation> {
    let done = match request.action {
        "getItem" => get(request, tables),
        "putItem" => put(request, tables),
        "updateItem" => update(request, tables),
        "deleteItem" => delete(request, tables),
        _ => return None,
    };
    Some(match done {
        // Recorded: the SDK integration answers without the metadata.
        Ok(body) if request.service == "dynamodb" => Simulation::reply(with_metadata(request, DYNAMODB, body)),
        Ok(body) => Simulation::reply(body),
        Err(refused) => fault(request, &refused).into(),
    })
}

fn get(request: &Request<'_>, tables: &mut Tables) -> Result<Value, Refused> {
    let key = object_parameter(request, "Key")?;
    let item = tables.table(table_name(request)?).get(&key).cloned();
    Ok(object([("Item", item.map(Value::Object))]))
}

fn put(request: &Request<'_>, tables: &mut Tables) -> Result<Value, Refused> {
    let item = object_parameter(request, "Item")?;
    check_depth(&item)?;
    let table = tables.table(table_name(request)?);
    let old = table.like(&item).cloned();
    check(request, old.as_ref())?;
    table.put(item);
    Ok(returned(request, old.as_ref(), None))
}

fn update(request: &Request<'_>, tables: &mut Tables) -> Result<Value, Refused> {
    let key = object_parameter(request, "Key")?;
    let table = tables.table(table_name(request)?);
    let old = table.get(&key).cloned();
    check(request, old.as_ref())?;
    let mut new = old.clone().unwrap_or_else(|| key.clone());
    let mut touched = Vec::new();
    if let Some(expression) = request.text("UpdateExpression") {
        touched = update::apply(expression, &names(request), &mut new)?;
    }
    check_depth(&new)?;
    table.put(new.clone());
    let parts = |item: &Object| -> Object {
        item.iter().filter(|(key, _)| touched.contains(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
    };
    let attributes = match request.text("ReturnValues") {
        Some("ALL_OLD") => old,
        Some("UPDATED_OLD") => old.as_ref().map(parts),
        Some("ALL_NEW") => Some(new),
        Some("UPDATED_NEW") => Some(parts(&new)),
        _ => None,
    };
    Ok(object([("Attributes", attributes.map(Value::Object))]))
}

fn delete(request: &Request<'_>, tables: &mut Tables) -> Result<Value, Refused> {
    let key = object_parameter(request, "Key")?;
    let table = tables.table(table_name(request)?);
    let old = table.get(&key).cloned();
    check(request, old.as_ref())?;
    table.remove(&key);
    Ok(returned(request, old.as_ref(), None))
}

/// DynamoDB takes 32 levels of lists and maps; each is two levels of JSON, in an item of a level of its own.
const MAX_ITEM_DEPTH: u32 = 2 * 32 + 2;

fn check_depth(item: &Object) -> Result<(), Refused> {
    if item.depth() <= MAX_ITEM_DEPTH {
        return Ok(());
    }
    let message = "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";
    Err(Refused::Invalid(message.to_owned()))
}

/// `ALL_OLD` gives the item that was there.
fn returned(request: &Request<'_>, old: Option<&Object>, new: Option<&Object>) -> Value {
    let wanted = request.text("ReturnValues") == Some("ALL_OLD");
    object([("Attributes", old.or(new).filter(|_| wanted).cloned().map(Value::Object))])
}

fn check(request: &Request<'_>, item: Option<&Object>) -> Result<(), Refused> {
    let Some(expression) = request.text("ConditionExpression") else { return Ok(()) };
    let empty = Object::new();
    let holds = condition::holds(expression, &names(request), item.unwrap_or(&empty))?;
    if holds { Ok(()) } else { Err(Refused::Condition) }
}

fn names<'a>(request: &Request<'a>) -> Names<'a> {
    Names {
        names: request.parameters.get("ExpressionAttributeNames").and_then(Value::as_object),
        values: request.parameters.get("ExpressionAttributeValues").and_then(Value::as_object),
    }
}

fn table_name<'a>(request: &Request<'a>) -> Result<&'a str, Refused> {
    let name = request.text("TableName").unwrap_or_default();
    let bare = name.rsplit_once(":table/").map_or(name, |(_, bare)| bare);
    if !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte)) {
        return Ok(bare);
    }
    // Recorded.
    Err(Refused::Invalid(format!(
        "1 validation error detected: Value '{name}' at 'tableName' failed to satisfy constraint: Member must satisfy \
         regular expression pattern: [a-zA-Z0-9_.-]+"
    )))
}

fn object_parameter(request: &Request<'_>, name: &str) -> Result<Object, Refused> {
    request.parameters.get(name).and_then(Value::as_object).cloned().ok_or_else(|| {
        let lower = name.to_lowercase();
        // Recorded.
        Refused::Invalid(format!(
            "1 validation error detected: Value null at '{lower}' failed to satisfy constraint: Member must not be null"
        ))
    })
}

fn fault(request: &mut Request<'_>, refused: &Refused) -> Fault {
    let (exception, code, message) = match refused {
        Refused::Condition => {
            let exception = "ConditionalCheckFailedException";
            (exception, exception, "The conditional request failed")
        }
        Refused::Invalid(message) if request.service == "dynamodb" => {
            ("AmazonDynamoDBException", "ValidationException", &**message)
        }
        Refused::Invalid(message) => ("DynamoDbException", "ValidationException", &**message),
    };
    if request.service == "dynamodb" {
        return ERRORS.fault(request, 400, exception, code, message);
    }
    sdk_fault(request, "DynamoDb", 400, exception, message)
}
