//! The logs that `runJob.sync` retrieves, under `LogOptions`.

use json::Value;

/// What a container's log becomes in the result.
///
/// Unless `RawLogs` is set, a log that is one JSON text becomes that JSON, in which long numbers
/// lose digits (Developer Guide, connect-eks); any other log stays a text.
pub(super) fn retrieved(log: &str, options: &Value) -> Value {
    let log = limited(log, options);
    if options.get("RawLogs").and_then(Value::as_bool) == Some(true) {
        return log.into();
    }
    json::parse_value(log.trim()).unwrap_or_else(|_| log.into())
}

/// Cut by `LogParameters`: `{"tailLines": ["6"], "limitBytes": ["100"]}`.
fn limited<'a>(log: &'a str, options: &Value) -> &'a str {
    let number = |name: &str| {
        let values = options.get("LogParameters")?.get(name)?;
        values.at(0)?.as_str()?.parse::<usize>().ok()
    };
    let tail = number("tailLines").map_or(log, |lines| last_lines(log, lines));
    let mut end = number("limitBytes").unwrap_or(tail.len()).min(tail.len());
    while !tail.is_char_boundary(end) {
        end -= 1;
    }
    &tail[..end]
}

fn last_lines(log: &str, lines: usize) -> &str {
    let total = log.lines().count();
    let start = log.split_inclusive('\n').take(total.saturating_sub(lines)).map(str::len).sum();
    &log[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_json_where_it_can_be() {
        for (log, options, expected) in [
            ("{ \"pi\": 3.1415926535897932385 }\n", "{}", r#"{"pi":3.141592653589793}"#),
            ("{ \"pi\": 3.1415926535897932385 }\n", r#"{"RawLogs": true}"#, r#""{ \"pi\": 3.1415926535897932385 }\n""#),
            ("{\"a\":1}\n{\"a\":2}\n", "{}", r#""{\"a\":1}\n{\"a\":2}\n""#),
            ("one\ntwo\nthree\n", r#"{"LogParameters": {"tailLines": ["2"]}}"#, r#""two\nthree\n""#),
            ("one\ntwo\n", r#"{"LogParameters": {"limitBytes": ["5"]}}"#, r#""one\nt""#),
            ("é", r#"{"LogParameters": {"limitBytes": ["1"]}}"#, r#""""#),
            ("42", "{}", "42"),
            ("", "{}", r#""""#),
        ] {
            let retrieved = retrieved(log, &json::parse_value(options).unwrap());
            assert_eq!(json::print(&retrieved), expected, "{log} {options}");
        }
    }
}
