//! Paths: what is found is there, and what was put is found again.

use super::Target;
use super::sample::{Everywhere, sample};
use ::json::Value;
use ::jsonpath::{QualifiedPath, ReferencePath};

pub(super) const TARGET: Target = Target {
    name: "jsonpath",
    corpus: include_str!("../../corpus/jsonpath.txt"),
    words: &[
        "$",
        "$$",
        ".",
        "..",
        "[",
        "]",
        "*",
        "@",
        "?(",
        ")",
        "&&",
        "||",
        "==",
        "!=",
        "<",
        ">=",
        "=~",
        "/a/i",
        "!",
        "in",
        "nin",
        "size",
        "empty",
        "true",
        "null",
        "'",
        "\"",
        "\\",
        ":",
        ",",
        "-1",
        "0",
        "99999999999999999999",
        "length()",
        "min()",
        "a",
        "b",
        "items",
        "名前",
        "[?(@.id > 1)]",
        "[0:2]",
        "['a','b']",
        " ",
    ],
    run,
};

fn run(text: &str) {
    let data = Everywhere(sample());
    match QualifiedPath::parse(text) {
        Ok(path) => {
            let result = path.eval(&data);
            assert_eq!(result.ok(), path.eval_traced(&data).0.ok(), "tracing does not change the result");
        }
        Err(error) => assert!(text.get(error.span.range()).is_some(), "{error:?}"),
    }
    if let Ok(path) = ReferencePath::parse(text)
        && let Ok(root) = path.put(&data.0, Value::string("new"))
    {
        assert_eq!(path.get(&root).and_then(Value::as_str), Some("new"), "what was put is found again");
    }
}
