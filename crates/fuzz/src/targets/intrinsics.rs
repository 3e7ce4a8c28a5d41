//! `States.*` calls.

use super::Target;
use super::sample::{Everywhere, host, sample};
use ::intrinsics::Call;

pub(super) const TARGET: Target = Target {
    name: "intrinsics",
    corpus: include_str!("../../corpus/intrinsics.txt"),
    words: &[
        "States.",
        "Format",
        "Array",
        "ArrayPartition",
        "ArrayRange",
        "ArrayGetItem",
        "ArrayUnique",
        "Base64Decode",
        "Hash",
        "JsonMerge",
        "StringToJson",
        "JsonToString",
        "MathRandom",
        "MathAdd",
        "StringSplit",
        "UUID",
        "(",
        ")",
        ",",
        "'",
        "\\'",
        "\\{",
        "{}",
        "$.a.b",
        "$$.a",
        "$.items[*].id",
        "null",
        "true",
        "-1",
        "1.5",
        "9999999999",
        "1000",
        " ",
    ],
    run,
};

fn run(text: &str) {
    match Call::parse(text) {
        Ok(call) => {
            let data = Everywhere(sample());
            let result = call.eval(&data, &mut host());
            assert_eq!(result.ok(), call.eval_traced(&data, &mut host()).0.ok(), "tracing does not change the result");
        }
        Err(error) => assert!(text.get(error.span.range()).is_some(), "{error:?}"),
    }
}
