//! When things happen: evenings during the week, any time of the day at weekends, never after the story's end.

use chrono::{DateTime, Datelike as _, NaiveTime, TimeDelta, Utc, Weekday};

use super::dice::Dice;

/// What is planned last happens so long before the end.
const REST: TimeDelta = TimeDelta::minutes(2);

/// The weeks of the story.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Calendar {
    until: DateTime<Utc>,
    days: usize,
}

impl Calendar {
    /// So many weeks, up to a moment.
    pub(crate) fn new(until: DateTime<Utc>, weeks: u16) -> Self {
        Self {
            until,
            days: usize::from(weeks) * 7,
        }
    }

    /// How many days there are.
    pub(crate) fn days(&self) -> usize {
        self.days
    }

    /// The day that lies at so many per cent of the way.
    pub(crate) fn day_at(&self, percent: usize) -> usize {
        self.days * percent / 100
    }

    /// The moment when the clock starts, before anything happens.
    pub(crate) fn start(&self) -> DateTime<Utc> {
        self.until - TimeDelta::days(i64::try_from(self.days).unwrap_or(0)) - TimeDelta::hours(1)
    }

    /// Some moment of a day, as people have time for such things.
    pub(crate) fn moment(&self, day: usize, dice: &mut Dice) -> DateTime<Utc> {
        let days_left = self.days - day.min(self.days - 1);
        let date = (self.until - TimeDelta::days(i64::try_from(days_left).unwrap_or(0))).date_naive();
        let (first, last) = match date.weekday() {
            Weekday::Sat | Weekday::Sun => (9 * 3600, 20 * 3600),
            _ if dice.percent(20) => (12 * 3600, 13 * 3600),
            _ => (17 * 3600, 22 * 3600),
        };
        let second = u32::try_from(dice.between(first, last)).unwrap_or(0);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap_or_default();
        let moment = date.and_time(time).and_utc();
        let earliest = self.until - TimeDelta::days(i64::try_from(self.days).unwrap_or(0));
        moment.clamp(earliest, self.latest())
    }

    /// Some moment after another, up to so many days later.
    pub(crate) fn after(&self, earlier: DateTime<Utc>, days: usize, dice: &mut Dice) -> DateTime<Utc> {
        let soon = earlier + TimeDelta::seconds(i64::try_from(dice.between(240, 9_000)).unwrap_or(0));
        let behind = usize::try_from((self.until - earlier).num_days()).unwrap_or(0);
        let day = (self.days - behind.min(self.days)) + dice.below(days + 1);
        let later = self.moment(day, dice).max(soon);
        // The end may be near; what comes after still comes after.
        later.min(self.latest().max(earlier + TimeDelta::seconds(30)))
    }

    fn latest(&self) -> DateTime<Utc> {
        self.until - REST
    }
}

#[cfg(test)]
mod tests {
    use chrono::Timelike as _;

    use super::*;

    #[test]
    fn moments_lie_within_the_weeks_and_never_at_night() {
        let until = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let calendar = Calendar::new(until, 3);
        let mut dice = Dice::new(1, "calendar");
        for day in 0..calendar.days() + 3 {
            let moment = calendar.moment(day, &mut dice);
            assert!(calendar.start() < moment && moment < until, "{moment}");
            let at_an_edge = moment == calendar.latest() || day == 0;
            assert!(at_an_edge || (9..=22).contains(&moment.hour()), "{moment}");
            let after = calendar.after(moment, 5, &mut dice);
            assert!(moment < after && after < until, "{moment} {after}");
        }
    }
}
