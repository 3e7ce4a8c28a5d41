//! A moment of virtual time, and its RFC 3339 text.

use std::fmt;

const MILLIS_PER_DAY: i64 = 86_400_000;

/// A moment: milliseconds since 1970-01-01T00:00:00Z, the resolution of AWS's histories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Milliseconds since the epoch; may be negative.
    pub millis: i64,
}

/// A moment as a UTC calendar shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Year, astronomical (0 is 1 BC).
    pub year: i64,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day of the month, 1 to 31.
    pub day: u32,
    /// Hour, 0 to 23.
    pub hour: u32,
    /// Minute, 0 to 59.
    pub minute: u32,
    /// Second, 0 to 59.
    pub second: u32,
    /// Millisecond, 0 to 999.
    pub millisecond: u32,
    /// Day of the week, 0 is Sunday.
    pub weekday: u32,
}

impl Timestamp {
    /// From milliseconds since the epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self { millis }
    }

    /// Midnight UTC of a civil date (proleptic Gregorian calendar).
    pub fn from_date(year: i64, month: u32, day: u32) -> Self {
        Self { millis: days_from_civil(year, month, day).saturating_mul(MILLIS_PER_DAY) }
    }

    /// This moment plus `millis` milliseconds, clamped to what an `i64` holds.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self { millis: self.millis.saturating_add(millis) }
    }

    /// Parse RFC 3339 as Step Functions reads it: capital `T`, and `Z` or a numeric offset
    /// (`facts/aws-recorded.md` §4: no `T`, no zone, a bad month or hour are all refused).
    /// Digits of a fraction beyond milliseconds are cut off.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() < 20 || !text.is_ascii() {
            return None;
        }
        let punctuation = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
        if punctuation.iter().any(|&(at, mark)| bytes[at] != mark) {
            return None;
        }
        let number = |from: usize, to: usize| digits(&text[from..to]);
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
        let (year, month, day) = (i64::from(year), month, day);
        if !(1..=12).contains(&month)
            || day < 1
            || day > days_in_month(year, month)
            || hour > 23
            || minute > 59
            || second > 59
        {
            return None;
        }
        let (fraction, zone) = split_fraction(&text[19..])?;
        let time = i64::from(hour) * 3_600_000 + i64::from(minute) * 60_000 + i64::from(second) * 1000 + fraction;
        Some(Self::from_date(year, month, day).plus_millis(time - offset_millis(zone)?))
    }

    /// The calendar's view of this moment, in UTC.
    pub fn civil(self) -> Civil {
        let (days, millis) = (self.millis.div_euclid(MILLIS_PER_DAY), self.millis.rem_euclid(MILLIS_PER_DAY));
        let (year, month, day) = civil_from_days(days);
        let millis = millis as u32;
        Civil {
            year,
            month,
            day,
            hour: millis / 3_600_000,
            minute: millis / 60_000 % 60,
            second: millis / 1000 % 60,
            millisecond: millis % 1000,
            weekday: (days + 4).rem_euclid(7) as u32,
        }
    }
}

/// `2026-01-01T00:00:00.000Z`: always three digits of milliseconds.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let c = self.civil();
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            c.year, c.month, c.day, c.hour, c.minute, c.second, c.millisecond
        )
    }
}

fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// `.123456Z` gives 123 milliseconds and `Z`.
fn split_fraction(rest: &str) -> Option<(i64, &str)> {
    let Some(fraction) = rest.strip_prefix('.') else { return Some((0, rest)) };
    let end = fraction.find(|c: char| !c.is_ascii_digit())?;
    if end == 0 {
        return None;
    }
    let millis: i64 = fraction[..end].chars().chain("00".chars()).take(3).collect::<String>().parse().ok()?;
    Some((millis, &fraction[end..]))
}

fn offset_millis(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = zone[1..].split_once(':')?;
    if hours.len() != 2 || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    (hours <= 18 && minutes <= 59).then(|| sign * (i64::from(hours) * 60 + i64::from(minutes)) * 60_000)
}

fn days_in_month(year: i64, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01 (years are counted from March, so that the leap day comes last).
fn days_from_civil(year: i64, month: u32, day: u32) -> i64 {
    let shifted = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (shifted.div_euclid(400), shifted.rem_euclid(400));
    let day_of_year = i64::from((153 * ((month + 9) % 12) + 2) / 5 + day - 1);
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, u32, u32) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u32;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 } as u32;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_3339_is_read_and_printed() {
        for (text, expected) in [
            ("2026-01-01T00:00:00Z", Some("2026-01-01T00:00:00.000Z")),
            ("2016-03-14T01:59:26.535Z", Some("2016-03-14T01:59:26.535Z")),
            ("2016-03-14T01:59:26.5359Z", Some("2016-03-14T01:59:26.535Z")),
            ("2016-03-14T01:59:26+09:00", Some("2016-03-13T16:59:26.000Z")),
            ("2024-02-29T23:59:59.9-01:30", Some("2024-03-01T01:29:59.900Z")),
            ("1969-12-31T23:59:59.999Z", Some("1969-12-31T23:59:59.999Z")),
            ("2023-02-29T00:00:00Z", None),
            ("2016-03-14 01:59:26Z", None),
            ("2016-03-14T01:59:26", None),
            ("2016-13-14T01:59:26Z", None),
            ("2016-03-14T25:59:26Z", None),
            ("2016-03-14T01:59:26.Z", None),
            ("", None),
        ] {
            assert_eq!(Timestamp::parse(text).map(|t| t.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_calendar_round_trips() {
        for day in (-800_000..800_000).step_by(97) {
            let (year, month, day_of_month) = civil_from_days(day);
            assert_eq!(days_from_civil(year, month, day_of_month), day);
        }
        assert_eq!(Timestamp::from_date(2026, 11, 20).civil().weekday, 5);
    }
}
