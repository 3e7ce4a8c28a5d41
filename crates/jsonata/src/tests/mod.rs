//! The language, case by case. Expected values and errors are the reference's own answers.

mod errors;
mod functions;
mod language;
mod limits;
mod references;
mod step_functions;
mod trace;

use crate::{Dialect, Expression, Limits, NoVariables};
use host::{Host, Seed, Timestamp};

/// The input of all cases.
const DATA: &str = r#"{"1":"one","2":"two","shop":"Nord","open":true,"none":null,"tags":["new","sale"],"one":["x"],"lines":[{"sku":"a","qty":2,"price":3.5},{"sku":"b","qty":1,"price":20},{"sku":"c","qty":5,"price":3.5,"note":"late"}],"nested":{"deep":{"value":42,"list":[[1,2],[3]]}},"text":"The quick brown fox","a b":1}"#;

/// The result as JSON text, or `!code position message`.
fn answer_in(dialect: Dialect, text: &str) -> String {
    answer_within(Limits::default(), dialect, text)
}

fn answer_within(limits: Limits, dialect: Dialect, text: &str) -> String {
    let input = json::parse_value(DATA).unwrap();
    let mut host = Host::new(Timestamp::default(), Seed(1));
    let result = Expression::parse_as(text, dialect)
        .and_then(|expression| expression.eval(Some(&input), &NoVariables, &mut host, limits));
    match result {
        Ok(Some(value)) => value.to_string(),
        Ok(None) => "undefined".to_owned(),
        Err(error) => {
            let position = error.position.map_or("-".to_owned(), |position| position.to_string());
            format!("!{} {position} {}", error.code, error.message)
        }
    }
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(answer_in(Dialect::Reference, text), *expected, "{text}");
    }
}
