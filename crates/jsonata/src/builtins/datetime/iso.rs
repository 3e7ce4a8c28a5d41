//! ISO 8601 timestamps, as far as the reference lets them through to `Date.parse`.

use super::calendar::utc;

/// The milliseconds: NaN for a date that does not exist, `None` when the text has another form.
pub(super) fn parse(text: &str) -> Option<f64> {
    let mut reader = Reader { rest: text };
    let year = reader.digits(4)?;
    let month = reader.dashed(|month| month < 20);
    let day = reader.dashed(|day| day < 40);
    let time = reader.time();
    let fraction = reader.fraction();
    let zone = reader.zone();
    if !reader.rest.is_empty() {
        return None;
    }
    if month.is_none() && day.is_some() || time.is_none() && fraction.is_some() {
        return Some(f64::NAN);
    }
    let (month, day) = (month.unwrap_or(1), day.unwrap_or(1));
    let time = time.unwrap_or(0);
    let is_valid = (1..=12).contains(&month) && (1..=31).contains(&day) && time <= 86_400;
    if !is_valid {
        return Some(f64::NAN);
    }
    let millis = f64::from(time) * 1000.0 + fraction.unwrap_or(0.0);
    // The years 0 to 99 are themselves here, unlike in `Date.UTC`.
    let era = if year < 100 { 400 } else { 0 };
    let moment = utc(f64::from(year + era), f64::from(month) - 1.0, f64::from(day), millis);
    Some(moment - f64::from(era) / 400.0 * 146_097.0 * 86_400_000.0 - f64::from(zone.unwrap_or(0)) * 60_000.0)
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn digits(&mut self, count: usize) -> Option<u32> {
        let digits = self.rest.get(..count)?;
        let value = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
        self.rest = &self.rest[count..];
        Some(value)
    }

    fn take(&mut self, wanted: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(wanted)?;
        Some(())
    }

    /// Nothing is taken when it does not fit.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.rest;
        let result = read(self);
        if result.is_none() {
            self.rest = before;
        }
        result
    }

    fn dashed(&mut self, is_plausible: impl Fn(u32) -> bool) -> Option<u32> {
        self.attempt(|reader| {
            reader.take('-')?;
            reader.digits(2).filter(|value| is_plausible(*value))
        })
    }

    /// Seconds of the day.
    fn time(&mut self) -> Option<u32> {
        self.attempt(|reader| {
            reader.take('T')?;
            let hour = reader.digits(2).filter(|hour| *hour < 30)?;
            reader.take(':')?;
            let minute = reader.digits(2).filter(|minute| *minute < 60)?;
            reader.take(':')?;
            let second = reader.digits(2).filter(|second| *second < 60)?;
            Some(hour * 3600 + minute * 60 + second)
        })
    }

    /// Milliseconds; further digits are cut off.
    fn fraction(&mut self) -> Option<f64> {
        self.attempt(|reader| {
            reader.take('.')?;
            let count = reader.rest.bytes().take_while(u8::is_ascii_digit).count();
            let (digits, rest) = reader.rest.split_at(count);
            reader.rest = rest;
            let kept = digits.get(..3).unwrap_or(digits);
            let value: f64 = kept.parse().ok()?;
            Some(value * 10_f64.powi(3 - kept.len() as i32))
        })
    }

    /// Minutes ahead of UTC.
    fn zone(&mut self) -> Option<i32> {
        self.attempt(|reader| {
            if reader.take('Z').is_some() {
                return Some(0);
            }
            let sign = if reader.take('-').is_some() { -1 } else { reader.take('+').map(|()| 1)? };
            let hours = reader.digits(2).filter(|hours| *hours < 30)?;
            _ = reader.take(':');
            let minutes = reader.digits(2).filter(|minutes| *minutes < 60)?;
            Some(sign * (hours * 60 + minutes) as i32)
        })
    }
}
