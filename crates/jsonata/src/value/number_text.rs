//! Numbers as JavaScript prints them.

/// As `String(number)` gives it: the shortest digits that read back the same, an exponent from
/// 1e21 up and below 1e-6.
pub(crate) fn number_text(number: f64) -> String {
    if number == 0.0 {
        return "0".into();
    }
    if !number.is_finite() {
        return if number.is_nan() {
            "NaN"
        } else if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .into();
    }
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return (number as i64).to_string();
    }
    let text = format!("{number:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits = mantissa.replace('.', "");
    format!("{sign}{}", place_point(&digits, exponent))
}

/// `digits` with the point after the first one, times ten to the power of `exponent`.
fn place_point(digits: &str, exponent: i32) -> String {
    let count = digits.len() as i32;
    if !(-6..21).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        let plus = if exponent > 0 { "+" } else { "" };
        return format!("{first}{point}{rest}e{plus}{exponent}");
    }
    if exponent < 0 {
        return format!("0.{}{digits}", "0".repeat((-exponent - 1) as usize));
    }
    if exponent + 1 >= count {
        return format!("{digits}{}", "0".repeat((exponent + 1 - count) as usize));
    }
    let (whole, fraction) = digits.split_at((exponent + 1) as usize);
    format!("{whole}.{fraction}")
}

/// `Number(number.toPrecision(15))`: what `$string` makes of a number with a fraction.
pub(crate) fn precision_15(number: f64) -> f64 {
    if !number.is_finite() || number.fract() == 0.0 {
        return number;
    }
    // Enough digits that a tie shows as a tie; JavaScript rounds ties up, Rust to even.
    let text = format!("{:.40e}", number.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = mantissa.replace('.', "");
    let (kept, rest) = digits.split_at(15);
    let rounded = kept.parse::<u64>().unwrap_or(0) + u64::from(rest.as_bytes()[0] >= b'5');
    let exponent: i32 = exponent.parse().unwrap_or(0);
    format!("{rounded}e{}", exponent - 14).parse::<f64>().map_or(number, |value| value.copysign(number))
}

/// `number.toFixed(digits)` of a number that is not negative; from 1e21 up as [`number_text`].
pub(crate) fn fixed_text(number: f64, digits: usize) -> String {
    if number.is_nan() || number >= 1e21 {
        return number_text(number);
    }
    let exact = format!("{number:.0$}", digits + 60);
    let cut = exact.len() - 60;
    let (kept, rest) = exact.split_at(cut);
    if rest.as_bytes()[0] < b'5' { kept.trim_end_matches('.').into() } else { increment(kept) }
}

/// The decimal text one unit in its last place up.
fn increment(text: &str) -> String {
    let mut bytes: Vec<u8> = text.trim_end_matches('.').bytes().collect();
    for at in (0..bytes.len()).rev() {
        match bytes[at] {
            b'9' => bytes[at] = b'0',
            b'.' => {}
            digit => {
                bytes[at] = digit + 1;
                return bytes.into_iter().map(char::from).collect();
            }
        }
    }
    std::iter::once('1').chain(bytes.into_iter().map(char::from)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_as_javascript_prints_them() {
        for (number, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-1.5, "-1.5"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1.25e25, "1.25e+25"),
            (123_456_789_012_345_680.0, "123456789012345680"),
            (1e-6, "0.000001"),
            (1.5e-7, "1.5e-7"),
            (-1e-10, "-1e-10"),
            (f64::INFINITY, "Infinity"),
        ] {
            assert_eq!(number_text(number), expected);
        }
    }

    #[test]
    fn fifteen_digits_are_kept() {
        for (number, expected) in
            [(0.1 + 0.2, 0.3), (1.0 / 3.0, 0.333_333_333_333_333), (22.0 / 7.0, 3.142_857_142_857_14)]
        {
            assert_eq!(precision_15(number), expected);
            assert_eq!(precision_15(-number), -expected);
        }
    }

    #[test]
    fn fixed_text_rounds_ties_up() {
        for (number, digits, expected) in [
            (2.5, 0, "3"),
            (0.125, 2, "0.13"),
            (1.005, 2, "1.00"),
            (9.999, 1, "10.0"),
            (1234.5, 3, "1234.500"),
            (0.0, 0, "0"),
        ] {
            assert_eq!(fixed_text(number, digits), expected);
        }
    }
}
