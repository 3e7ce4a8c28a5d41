//! A `Timestamp` that is none.

use crate::object::Object;
use crate::part::Part;
use crate::template::{has_substitution, is_jsonata};
use crate::{Check, Rule};
use definition::support::ValueKind;
use definition::{OperandType, QueryLanguage};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "A timestamp is RFC 3339 with a capital T and a time zone: 2026-01-31T12:00:00Z.",
    "Recorded: test_base_scenarios::test_wait_timestamp_invalid",
    Check::Object(check),
);

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    for (member, field) in object.known_members() {
        if !matches!(field.value, ValueKind::Timestamp | ValueKind::Operand(OperandType::Timestamp)) {
            continue;
        }
        let Some(text) = member.value.as_str() else { continue };
        let is_expression = object.language == QueryLanguage::Jsonata && is_jsonata(text);
        if !is_expression && !has_substitution(text) && !is_timestamp(text) {
            let location = object.field_location(field.name);
            findings.push(RULE.at(member.value.span, "String does not match RFC3339 timestamp").at(location));
        }
    }
}

/// Strict RFC 3339: `2026-01-31T12:00:00[.123](Z|+01:00)`.
fn is_timestamp(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    is_date(date) && is_time_with_zone(time)
}

fn is_date(text: &str) -> bool {
    let [year, month, day] = text.split('-').collect::<Vec<_>>()[..] else { return false };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else {
        return false;
    };
    (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day)
}

fn days_in(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_time_with_zone(text: &str) -> bool {
    let Some(zone_at) = text.find(['Z', '+', '-']) else { return false };
    let (time, zone) = text.split_at(zone_at);
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let is_zone = zone == "Z" || zone.starts_with(['+', '-']) && is_clock(&zone[1..], 2);
    is_fraction && is_clock(time, 3) && is_zone
}

/// `12:00:00` or `01:00`
fn is_clock(text: &str, parts: usize) -> bool {
    let limits = [24, 60, 60];
    let values: Vec<_> = text.split(':').map(|part| digits(part, 2)).collect();
    values.len() == parts && values.iter().zip(limits).all(|(value, limit)| value.is_some_and(|value| value < limit))
}

fn digits(text: &str, count: usize) -> Option<u32> {
    let is_number = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{RULE, is_timestamp};
    use crate::testing::check;

    #[test]
    fn a_timestamp_is_strict() {
        for (text, expected) in [
            ("2016-03-14T01:59:00Z", true),
            ("2016-03-14T01:59:00.123456Z", true),
            ("2016-03-14T01:59:00+09:00", true),
            ("2024-02-29T00:00:00Z", true),
            ("2023-02-29T00:00:00Z", false),
            ("05-12-2016T21:29:29Z", false),
            ("2016-12-05T25:29:29Z", false),
            ("2016-13-05T21:29:29Z", false),
            ("2016-12-05 21:29:29Z", false),
            ("2016-12-05T21:29:29", false),
            ("2016-12-05t21:29:29z", false),
            ("2016-12-05T21:29Z", false),
            ("2016-12-05T21:29:29.Z", false),
            ("", false),
        ] {
            assert_eq!(is_timestamp(text), expected, "{text}");
        }
    }

    #[test]
    fn an_expression_is_no_timestamp_in_jsonpath() {
        check(
            &RULE,
            r#"{"StartAt": "W", "States": {"W": {"Type": "Wait", "End": true,
                "Timestamp": "{% $x %}"}}}
                             ^^^^^^^^^^ String does not match RFC3339 timestamp @ /States/W/Timestamp"#,
        );
    }

    #[test]
    fn an_expression_may_give_one_in_jsonata() {
        check(
            &RULE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "W", "States": {"W": {"Type": "Wait", "End": true, "Timestamp": "{% $x %}"}}}"#,
        );
    }
}
