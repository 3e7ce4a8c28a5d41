//! Moments as JavaScript's `Date` has them: milliseconds in a double, NaN for no date.

use host::Timestamp;

pub(super) const MILLIS_PER_DAY: f64 = 86_400_000.0;

/// The farthest moment a `Date` can be, either way.
const MAX_MILLIS: f64 = 8.64e15;

pub(super) const DAYS: [&str; 8] = ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `Date.UTC`: months from 0; numbers out of range carry over; the years 0 to 99 mean 1900 to 1999.
pub(super) fn utc(year: f64, month: f64, day: f64, millis_of_day: f64) -> f64 {
    let [year, month, day] = [year, month, day].map(f64::trunc);
    let year = if (0.0..=99.0).contains(&year) { 1900.0 + year } else { year };
    let months = year * 12.0 + month;
    if !(months.abs() < 1e7 && day.abs() < 1e9) {
        return f64::NAN;
    }
    let first = Timestamp::from_date(months.div_euclid(12.0) as i64, months.rem_euclid(12.0) as u32 + 1, 1);
    clip(first.millis as f64 + (day - 1.0) * MILLIS_PER_DAY + millis_of_day)
}

/// A moment beyond what a `Date` can hold is none.
pub(super) fn clip(millis: f64) -> f64 {
    if millis.abs() <= MAX_MILLIS { millis.trunc() } else { f64::NAN }
}

/// A number of a date that a picture can ask for, by the letter of its component.
pub(super) fn fragment(millis: f64, component: char) -> f64 {
    let millis = clip(millis);
    if millis.is_nan() {
        return f64::NAN;
    }
    let civil = Timestamp::from_millis(millis as i64).civil();
    let (year, month) = (civil.year as f64, f64::from(civil.month) - 1.0);
    let today = utc(year, month, f64::from(civil.day), 0.0);
    match component {
        'Y' => year,
        'M' => month + 1.0,
        'D' => f64::from(civil.day),
        'd' => (today - utc(year, 0.0, 1.0, 0.0)) / MILLIS_PER_DAY + 1.0,
        'F' => f64::from(if civil.weekday == 0 { 7 } else { civil.weekday }),
        'W' => week(today, Unit::Year.at(year, month), Unit::Year, 52.0),
        'w' => week(today, Unit::Month.at(year, month), Unit::Month, 4.0),
        'X' => Unit::Year.week_based(millis, year, month).0,
        'x' => Unit::Month.week_based(millis, year, month).1 + 1.0,
        'H' => f64::from(civil.hour),
        'h' => f64::from(if civil.hour.is_multiple_of(12) { 12 } else { civil.hour % 12 }),
        'm' => f64::from(civil.minute),
        's' => f64::from(civil.second),
        'f' => f64::from(civil.millisecond),
        _ => f64::NAN,
    }
}

/// What weeks are counted in: the ISO year, or likewise the month.
#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Year,
    Month,
}

/// A year and a month from 0.
type YearMonth = (f64, f64);

impl Unit {
    fn at(self, year: f64, month: f64) -> YearMonth {
        match self {
            Self::Year => (year, 0.0),
            Self::Month => (year, month),
        }
    }

    fn moved(self, (year, month): YearMonth, by: f64) -> YearMonth {
        match self {
            Self::Year => (year + by, month),
            Self::Month => {
                let months = year * 12.0 + month + by;
                (months.div_euclid(12.0), months.rem_euclid(12.0))
            }
        }
    }

    /// The year or month that the week of a moment belongs to.
    fn week_based(self, millis: f64, year: f64, month: f64) -> YearMonth {
        let this = self.at(year, month);
        let next = self.moved(this, 1.0);
        if millis < first_week(this) {
            self.moved(this, -1.0)
        } else if millis >= first_week(next) {
            next
        } else {
            this
        }
    }
}

/// The Monday on which week 1 starts: the week that has the first Thursday.
fn first_week((year, month): YearMonth) -> f64 {
    let first = utc(year, month, 1.0, 0.0);
    let weekday = Timestamp::from_millis(first as i64).civil().weekday;
    let weekday = f64::from(if weekday == 0 { 7 } else { weekday });
    let days = if weekday > 4.0 { 8.0 - weekday } else { 1.0 - weekday };
    first + days * MILLIS_PER_DAY
}

fn week(today: f64, this: YearMonth, unit: Unit, last: f64) -> f64 {
    let weeks_since = |start: f64| (today - start) / (MILLIS_PER_DAY * 7.0) + 1.0;
    let week = weeks_since(first_week(this));
    if week > last && today >= first_week(unit.moved(this, 1.0)) {
        1.0
    } else if week < 1.0 {
        weeks_since(first_week(unit.moved(this, -1.0))).floor()
    } else {
        week.floor()
    }
}
