//! Update expressions: `SET`, `REMOVE`, `ADD`, `DELETE` (DynamoDB guide, update expressions).

use crate::dynamodb::condition::Names;
use crate::dynamodb::lexer::Words;
use crate::dynamodb::number;
use crate::dynamodb::path::Path;
use json::{Object, Text, Value};

/// Parentheses that nest deeper are refused, so that reading never exhausts the stack.
const MAX_DEPTH: u32 = 100;

/// Change an item; gives the names of the attributes that were touched. All values are read from
/// the item as it was before.
pub(super) fn apply(expression: &str, names: &Names<'_>, item: &mut Object) -> Result<Vec<Text>, String> {
    let before = item.clone();
    let mut reader = Reader { words: Words::new(expression), names, before: &before, depth: 0 };
    let mut touched = Vec::new();
    while let Some(clause) = reader.words.next() {
        loop {
            let path = Path::parse(&mut reader.words, names)?;
            let value = match &*clause.to_ascii_uppercase() {
                "SET" => {
                    reader.words.expect("=")?;
                    Some(reader.value()?)
                }
                "REMOVE" => None,
                "ADD" => Some(added(path.get(&before), &reader.operand()?)?),
                "DELETE" => path.get(&before).map(|old| without(old, &reader.operand()?)).transpose()?.flatten(),
                _ => return Err(format!("Invalid UpdateExpression: Syntax error; token: \"{clause}\"")),
            };
            if !path.set(item, value) {
                return Err("The document path provided in the update expression is invalid for update".to_owned());
            }
            touched.push(path.attribute);
            if !reader.words.take(",") {
                break;
            }
        }
    }
    Ok(touched)
}

struct Reader<'a> {
    words: Words<'a>,
    names: &'a Names<'a>,
    before: &'a Object,
    depth: u32,
}

impl Reader<'_> {
    /// An operand, or a sum or difference of two.
    fn value(&mut self) -> Result<Value, String> {
        let left = self.operand()?;
        let subtract = match self.words.peek() {
            Some("+") => false,
            Some("-") => true,
            _ => return Ok(left),
        };
        self.words.next();
        let right = self.operand()?;
        match number::of(&left).zip(number::of(&right)) {
            Some((left, right)) => Ok(number::sum(&left, &right, subtract)),
            None => Err("An operand in the update expression has an incorrect data type".to_owned()),
        }
    }

    fn operand(&mut self) -> Result<Value, String> {
        match self.words.peek() {
            Some("(") => self.in_parentheses(),
            Some("if_not_exists") => self.if_not_exists(),
            Some("list_append") => self.list_append(),
            Some(word) if word.starts_with(':') => {
                self.words.next();
                self.names.value(word)
            }
            _ => {
                let path = Path::parse(&mut self.words, self.names)?;
                path.get(self.before).cloned().ok_or_else(|| {
                    "The provided expression refers to an attribute that does not exist in the item".to_owned()
                })
            }
        }
    }

    fn in_parentheses(&mut self) -> Result<Value, String> {
        self.words.next();
        self.enter()?;
        let value = self.value()?;
        self.words.expect(")")?;
        Ok(value)
    }

    fn if_not_exists(&mut self) -> Result<Value, String> {
        self.words.next();
        self.words.expect("(")?;
        let found = Path::parse(&mut self.words, self.names)?.get(self.before).cloned();
        self.words.expect(",")?;
        let usual = self.argument()?;
        self.words.expect(")")?;
        Ok(found.unwrap_or(usual))
    }

    fn list_append(&mut self) -> Result<Value, String> {
        self.words.next();
        self.words.expect("(")?;
        let first = self.argument()?;
        self.words.expect(",")?;
        let second = self.argument()?;
        self.words.expect(")")?;
        Ok(appended(&first, &second))
    }

    fn enter(&mut self) -> Result<(), String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("Invalid UpdateExpression: The expression is too deep".to_owned());
        }
        Ok(())
    }

    /// An argument of a function, which may hold another function.
    fn argument(&mut self) -> Result<Value, String> {
        self.enter()?;
        let value = self.operand();
        self.depth -= 1;
        value
    }
}

fn appended(first: &Value, second: &Value) -> Value {
    let items = |value: &Value| value.get("L").and_then(Value::as_array).map(|all| all.to_vec()).unwrap_or_default();
    Value::from([("L", items(first).into_iter().chain(items(second)).collect::<Vec<_>>().into())])
}

/// `ADD`: a number to a number, or members to a set.
fn added(old: Option<&Value>, more: &Value) -> Result<Value, String> {
    let Some(old) = old else { return Ok(more.clone()) };
    if let Some((old, more)) = number::of(old).zip(number::of(more)) {
        return Ok(number::sum(&old, &more, false));
    }
    let (kind, mut members) = set_of(old)?;
    for member in set_of(more)?.1 {
        if !members.contains(&member) {
            members.push(member);
        }
    }
    Ok(Value::from([(&*kind, members.into())]))
}

/// `DELETE`: members from a set, which goes when it is empty.
fn without(old: &Value, fewer: &Value) -> Result<Option<Value>, String> {
    let (kind, members) = set_of(old)?;
    let gone = set_of(fewer)?.1;
    let left: Vec<Value> = members.into_iter().filter(|member| !gone.contains(member)).collect();
    Ok((!left.is_empty()).then(|| Value::from([(&*kind, left.into())])))
}

fn set_of(value: &Value) -> Result<(Text, Vec<Value>), String> {
    let set = value.as_object().and_then(|members| members.entry_at(0));
    let set = set.filter(|(kind, _)| matches!(&***kind, "SS" | "NS" | "BS"));
    set.and_then(|(kind, members)| Some((kind.clone(), members.as_array()?.to_vec())))
        .ok_or_else(|| "An operand in the update expression has an incorrect data type".to_owned())
}
