//! The data that expressions are evaluated over.

use ::host::{Host, Seed, Timestamp};
use ::json::{Value, parse_value};

/// A little of everything.
pub(super) fn sample() -> Value {
    let text = r#"{
        "a": {"b": [1, 2.5, -3e7, "four", null, true, {"c": "x"}]}, "名前": "警告", "empty": {}, "list": [],
        "text": "a,b;c", "items": [{"id": 1, "tags": ["x"]}, {"id": 2, "tags": []}], "json": "{\"x\": 1}"
    }"#;
    parse_value(text).unwrap_or(Value::Null)
}

/// A place in time, with chance.
pub(super) fn host() -> Host {
    Host::new(Timestamp::default(), Seed(1))
}

/// `$`, `$$` and every variable are the sample.
pub(super) struct Everywhere(pub(super) Value);

impl ::jsonpath::Data for Everywhere {
    fn input(&self) -> &Value {
        &self.0
    }
    fn context(&self) -> &Value {
        &self.0
    }
    fn variable(&self, name: &str) -> Option<&Value> {
        (name.len() < 4).then_some(&self.0)
    }
}

impl ::jsonata::Scope for Everywhere {
    fn variable(&self, name: &str) -> Option<Value> {
        (name == "states").then(|| self.0.clone())
    }
}
