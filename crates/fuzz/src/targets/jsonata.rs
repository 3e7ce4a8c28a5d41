//! JSONata expressions, on a small budget.

use super::Target;
use super::sample::{Everywhere, host, sample};
use ::jsonata::{Expression, Limits};

pub(super) const TARGET: Target = Target {
    name: "jsonata",
    corpus: include_str!("../../corpus/jsonata.txt"),
    words: &[
        "$",
        "$$",
        "%",
        "@$i",
        "#$i",
        ".",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        ":=",
        "=",
        "!=",
        "~>",
        "&",
        "..",
        "?",
        "??",
        "?:",
        ":",
        ";",
        ",",
        "^(",
        "<",
        ">",
        "*",
        "**",
        "|",
        "function($x){",
        "λ($x)<n:n>{",
        "in",
        "and",
        "or",
        "null",
        "/a+/i",
        "'",
        "\"",
        "\\u00",
        "`",
        "$states",
        "$sum",
        "$map",
        "$reduce",
        "$string",
        "$toMillis",
        "$formatNumber",
        "$split",
        "$replace",
        "$sift",
        "$sort",
        "$partition",
        "$range",
        "$parse",
        "1e308",
        "-0",
        "0.1",
        "/*",
        "*/",
        "a",
        "items",
    ],
    run,
};

/// Enough to reach everything, too little to wait for.
const LIMITS: Limits = Limits { steps: 20_000, depth: 1000, bytes: 1 << 20 };

fn run(text: &str) {
    match Expression::parse(text) {
        Ok(expression) => {
            let data = Everywhere(sample());
            let input = sample();
            let plain = expression.eval(Some(&input), &data, &mut host(), LIMITS);
            let traced = expression.eval_traced(Some(&input), &data, &mut host(), LIMITS).0;
            assert_eq!(plain.ok(), traced.ok(), "tracing does not change the result");
            expression.variables();
            expression.top_level_references();
            expression.calls();
        }
        Err(error) => assert!(text.get(error.span.range()).is_some(), "{error:?}"),
    }
}
