//! How long something takes: fixed, or drawn from the seed.

use host::Random;
use json::Value;

/// A length of time, in milliseconds; fixed, or a distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lasting {
    /// Always the same: `"45s"`.
    Fixed(i64),
    /// Anything from `min` to `max`, all equally likely: `{"min": "10s", "max": "2m"}`.
    Uniform {
        /// At least, in milliseconds.
        min: i64,
        /// At most, in milliseconds.
        max: i64,
    },
    /// A bell around `mean`, never below 0: `{"mean": "1m", "deviation": "10s"}`.
    Normal {
        /// In milliseconds.
        mean: i64,
        /// Standard deviation, in milliseconds.
        deviation: i64,
    },
}

/// Units that a length of time may be written in, longest first.
const UNITS: [(&str, f64); 5] = [("d", 86_400_000.0), ("h", 3_600_000.0), ("ms", 1.0), ("m", 60_000.0), ("s", 1000.0)];

/// A hundred years: nothing lasts longer, and sums of such times stay far from overflowing.
pub(crate) const MAX_MILLIS: i64 = 3_155_760_000_000;

impl Lasting {
    /// Milliseconds, drawn from `random` unless fixed.
    pub fn sample(self, random: &mut Random) -> i64 {
        let millis = match self {
            Self::Fixed(millis) => millis,
            Self::Uniform { min, max } => {
                let range = max.saturating_sub(min).max(0) as u64;
                min.saturating_add(random.below(range.saturating_add(1)) as i64)
            }
            // The sum of twelve uniform numbers is close enough to a bell of deviation 1.
            Self::Normal { mean, deviation } => {
                let bell: f64 = (0..12).map(|_| random.unit()).sum::<f64>() - 6.0;
                (mean as f64 + bell * deviation as f64) as i64
            }
        };
        millis.clamp(0, MAX_MILLIS)
    }

    /// From `45s`, `1h30m`, `500ms`, `1.5s`.
    pub fn parse_millis(text: &str) -> Option<i64> {
        let (mut rest, mut total) = (text.trim(), 0.0);
        if rest.is_empty() {
            return None;
        }
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
            let number = number(&rest[..digits])?;
            let letters = rest[digits..].find(|c: char| c.is_ascii_digit()).map_or(rest.len(), |at| digits + at);
            let unit = rest[digits..letters].trim();
            total += number * UNITS.iter().find(|(name, _)| *name == unit)?.1;
            rest = rest[letters..].trim_start();
        }
        Some((total as i64).min(MAX_MILLIS))
    }

    /// `90000` as `1m30s`.
    pub fn print_millis(millis: i64) -> String {
        if millis == 0 {
            return "0s".to_owned();
        }
        let (mut rest, mut out) = (millis, String::new());
        for (unit, size) in [("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)] {
            if rest >= size {
                out.push_str(&format!("{}{unit}", rest / size));
                rest %= size;
            }
        }
        out
    }

    /// As a scenario file writes it.
    pub fn to_value(self) -> Value {
        let text = |millis| Value::from(Self::print_millis(millis));
        match self {
            Self::Fixed(millis) => text(millis),
            Self::Uniform { min, max } => Value::from([("min", text(min)), ("max", text(max))]),
            Self::Normal { mean, deviation } => Value::from([("mean", text(mean)), ("deviation", text(deviation))]),
        }
    }
}

/// Whole numbers on their own: what reads fractions is large, and the page fetches it only when it is wanted.
fn number(digits: &str) -> Option<f64> {
    digits.parse::<u32>().map(f64::from).ok().or_else(|| digits.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use host::Seed;

    #[test]
    fn lengths_of_time_are_read_and_printed() {
        for (text, millis) in [
            ("45s", Some(45_000)),
            ("2m", Some(120_000)),
            ("1h30m", Some(5_400_000)),
            ("500ms", Some(500)),
            ("1m30s250ms", Some(90_250)),
            ("0s", Some(0)),
            ("1.5s", Some(1500)),
            ("1d", Some(86_400_000)),
            ("45", None),
            ("s", None),
            ("", None),
            ("-5s", None),
            ("5 parsecs", None),
            ("1.2.3s", None),
        ] {
            assert_eq!(Lasting::parse_millis(text), millis, "{text}");
            if let Some(millis) = millis {
                assert_eq!(Lasting::parse_millis(&Lasting::print_millis(millis)), Some(millis), "{text}");
            }
        }
    }

    #[test]
    fn samples_stay_in_their_range_and_repeat_by_seed() {
        let uniform = Lasting::Uniform { min: 10, max: 20 };
        let normal = Lasting::Normal { mean: 100, deviation: 1000 };
        let mut random = Seed(5).stream();
        for _ in 0..500 {
            assert!((10..=20).contains(&uniform.sample(&mut random)));
            assert!(normal.sample(&mut random) >= 0);
        }
        assert_eq!(uniform.sample(&mut Seed(9).stream()), uniform.sample(&mut Seed(9).stream()));
        assert_eq!(Lasting::Uniform { min: 7, max: 3 }.sample(&mut random), 7);
    }
}
