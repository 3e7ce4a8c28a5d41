//! Numbers in English words.

const FEW: [&str; 20] = [
    "Zero",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
];
const ORDINALS: [&str; 20] = [
    "Zeroth",
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
    "Twelfth",
    "Thirteenth",
    "Fourteenth",
    "Fifteenth",
    "Sixteenth",
    "Seventeenth",
    "Eighteenth",
    "Nineteenth",
];
const TENS: [&str; 9] = ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety", "Hundred"];
const MAGNITUDES: [&str; 4] = ["Thousand", "Million", "Billion", "Trillion"];

pub(super) fn format(number: f64, is_ordinal: bool) -> String {
    if number.is_finite() { spell(number, false, is_ordinal) } else { String::new() }
}

/// `follows`: are there words before these, to be joined by "and" or a comma?
fn spell(number: f64, follows: bool, is_ordinal: bool) -> String {
    let comma = if follows { ", " } else { "" };
    if number <= 19.0 {
        let word = if is_ordinal { ORDINALS[number as usize] } else { FEW[number as usize] };
        return format!("{}{word}", if follows { " and " } else { "" });
    }
    if number < 100.0 {
        return spell_tens(number, follows, is_ordinal);
    }
    let (words, rest) = if number < 1000.0 {
        (format!("{comma}{} Hundred", FEW[(number / 100.0) as usize]), number % 100.0)
    } else {
        let magnitude = ((number.log10() / 3.0).floor() as usize).min(MAGNITUDES.len());
        let factor = 10_f64.powi(magnitude as i32 * 3);
        let count = (number / factor).floor();
        (format!("{comma}{} {}", spell(count, false, false), MAGNITUDES[magnitude - 1]), number - count * factor)
    };
    if rest > 0.0 {
        words + &spell(rest, true, is_ordinal)
    } else if is_ordinal {
        words + "th"
    } else {
        words
    }
}

fn spell_tens(number: f64, follows: bool, is_ordinal: bool) -> String {
    let tens = TENS[(number / 10.0) as usize - 2];
    let and = if follows { " and " } else { "" };
    let ones = number % 10.0;
    if ones > 0.0 {
        format!("{and}{tens}-{}", spell(ones, false, is_ordinal))
    } else if is_ordinal {
        format!("{and}{}ieth", &tens[..tens.len() - 1])
    } else {
        format!("{and}{tens}")
    }
}

/// The value of one word in lower case.
fn value(word: &str) -> Option<f64> {
    let same = |name: &str| name.eq_ignore_ascii_case(word);
    if let Some(at) = FEW.iter().position(|name| same(name)).or_else(|| ORDINALS.iter().position(|name| same(name))) {
        return Some(at as f64);
    }
    for (at, name) in TENS.iter().enumerate() {
        let ordinal = format!("{}ieth", &name[..name.len() - 1]);
        if same(name) || same(&ordinal) {
            return Some((at as f64 + 2.0) * 10.0);
        }
    }
    if word == "hundredth" {
        return Some(100.0);
    }
    MAGNITUDES
        .iter()
        .position(|name| same(name) || same(&format!("{name}th")))
        .map(|at| 10_f64.powi(3 * (at as i32 + 1)))
}

pub(super) fn read(text: &str) -> f64 {
    let mut segments = vec![0.0];
    for word in split(text) {
        let value = value(word).unwrap_or(f64::NAN);
        let mut top = segments.pop().unwrap_or(0.0);
        if value < 100.0 {
            if top >= 1000.0 {
                segments.push(top);
                top = 0.0;
            }
            segments.push(top + value);
        } else {
            segments.push(top * value);
        }
    }
    segments.iter().sum()
}

/// At a comma with a blank, at "and" between blanks, at a blank, dash or backslash.
fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    let is_blank = |c: char| c.is_whitespace();
    'words: loop {
        for (at, c) in rest.char_indices() {
            let tail = &rest[at..];
            let mut behind = tail.chars().skip(1);
            let length = if c == ',' && behind.next().is_some_and(is_blank) {
                2
            } else if is_blank(c)
                && tail[c.len_utf8()..].starts_with("and")
                && tail[c.len_utf8() + 3..].starts_with(is_blank)
            {
                5
            } else if is_blank(c) || c == '-' || c == '\\' {
                1
            } else {
                continue;
            };
            words.push(&rest[..at]);
            rest = tail.char_indices().nth(length).map_or("", |(end, _)| &tail[end..]);
            continue 'words;
        }
        words.push(rest);
        return words;
    }
}

/// The lengths of texts made of number words, "and", dashes, commas and blanks, longest first.
pub(super) fn candidate_lengths(text: &str) -> Vec<usize> {
    let lower = text.to_ascii_lowercase();
    let mut ends = vec![false; lower.len() + 1];
    ends[0] = true;
    let vocabulary: Vec<String> = vocabulary();
    for at in 0..lower.len() {
        if !ends[at] || !lower.is_char_boundary(at) {
            continue;
        }
        for word in &vocabulary {
            if lower[at..].starts_with(&**word) {
                ends[at + word.len()] = true;
            }
        }
    }
    (1..=lower.len()).rev().filter(|end| ends[*end]).collect()
}

fn vocabulary() -> Vec<String> {
    let mut words: Vec<String> = ["and", "-", ",", " ", "hundredth"].map(str::to_owned).to_vec();
    words.extend(FEW.iter().chain(&ORDINALS).chain(&TENS).chain(&MAGNITUDES).map(|word| word.to_ascii_lowercase()));
    words.extend(TENS.iter().map(|word| format!("{}ieth", word[..word.len() - 1].to_ascii_lowercase())));
    words.extend(MAGNITUDES.iter().map(|word| format!("{}th", word.to_ascii_lowercase())));
    words
}
