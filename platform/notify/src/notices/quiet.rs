//! Hours in which a member wants no letters that can wait.

use chrono::{DateTime, Duration, Timelike as _, Utc};
use chrono_tz::Tz;
use hustings_kernel::MemberId;
use hustings_store::{ScopedConnection, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rows;

/// From one full hour to another, where the member lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// The hour at which they begin: 0 to 23.
    #[schemars(range(max = 23))]
    pub from: u8,
    /// The hour at which they are over: 0 to 23, another than that.
    #[schemars(range(max = 23))]
    pub until: u8,
}

/// Minutes in which a moment is looked for that is not quiet any more: two days, whatever clocks do meanwhile.
const LONGEST: i64 = 2 * 24 * 60;

impl QuietHours {
    /// Are these hours of a day, and is there an end to them?
    pub fn are_hours(self) -> bool {
        self.from < 24 && self.until < 24 && self.from != self.until
    }

    /// Is this hour of the day quiet?
    fn hold_at(self, hour: u32) -> bool {
        let (from, until) = (u32::from(self.from), u32::from(self.until));
        if from < until {
            (from..until).contains(&hour)
        } else {
            hour >= from || hour < until
        }
    }

    /// When what comes now may go out: now, or once they are over. A zone that nobody knows counts as universal time.
    pub fn after(self, now: DateTime<Utc>, time_zone: &str) -> DateTime<Utc> {
        let zone: Tz = time_zone.parse().unwrap_or(Tz::UTC);
        let is_quiet = |moment: DateTime<Utc>| self.hold_at(moment.with_timezone(&zone).hour());
        if !is_quiet(now) {
            return now;
        }
        // By the minute, because clocks are put forward and back, and not everywhere by full hours.
        let minute = now - Duration::seconds(i64::from(now.second()));
        let loud = (1..=LONGEST)
            .map(|minutes| minute + Duration::minutes(minutes))
            .find(|moment| !is_quiet(*moment));
        loud.unwrap_or(now)
    }
}

/// A member's quiet hours, if they have any.
pub async fn quiet_hours(
    on: &mut impl ScopedConnection,
    member: MemberId,
) -> Result<Option<QuietHours>, StoreError> {
    rows::quiet_hours(on, member).await
}

/// Sets a member's quiet hours, or has them have none.
pub async fn set_quiet_hours(
    on: &mut impl ScopedConnection,
    member: MemberId,
    hours: Option<QuietHours>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    match hours {
        Some(hours) => rows::set_quiet_hours(on, member, hours, now).await,
        None => rows::forget_quiet_hours(on, member).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn what_comes_at_night_goes_out_in_the_morning_where_the_reader_lives() {
        let night = QuietHours { from: 22, until: 7 };
        for (now, goes) in [
            ("2026-06-01T19:59:00Z", "2026-06-01T19:59:00Z"),
            ("2026-06-01T20:00:30Z", "2026-06-02T05:00:00Z"),
            ("2026-06-02T04:59:59Z", "2026-06-02T05:00:00Z"),
            ("2026-06-02T05:00:00Z", "2026-06-02T05:00:00Z"),
            // The night in which clocks are put back is an hour longer.
            ("2026-10-24T21:30:00Z", "2026-10-25T06:00:00Z"),
        ] {
            assert_eq!(night.after(at(now), "Europe/Berlin"), at(goes), "{now}");
        }
        let afternoon = QuietHours { from: 12, until: 14 };
        assert_eq!(
            afternoon.after(at("2026-06-01T12:30:00Z"), "Mars"),
            at("2026-06-01T14:00:00Z")
        );
    }

    #[test]
    fn hours_have_an_end() {
        assert!(QuietHours { from: 22, until: 7 }.are_hours());
        assert!(!QuietHours { from: 7, until: 7 }.are_hours());
        assert!(!QuietHours { from: 7, until: 24 }.are_hours());
    }
}
