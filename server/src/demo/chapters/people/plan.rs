//! Who does what when.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Deed, Part, scene};
use crate::demo::cast::{ADMIN, LEADER, LOGINS, OPERATOR, Who};
use crate::demo::chapters::{Scene, Setting};
use crate::demo::dice::Dice;

const WELCOME_TEAM: Part = Part::Own("Welcome team");

/// What those with a login are invited as. The first founds the organisation.
const PARTS_OF_LOGINS: [&str; 7] = [
    "admin",
    "leader",
    "moderator",
    "active-member",
    "member",
    "supporter",
    "viewer",
];

const REASONS: [&str; 4] = [
    "Sent the same flyer to every member three times, after being asked to stop.",
    "Shouted at volunteers at the footbridge stall. To be talked about at the next meeting.",
    "Account used by somebody else; suspended until we have spoken on the phone.",
    "Posted a neighbour's address in the flood group.",
];
const NICKNAMES: [&str; 6] = ["Sam", "Billie", "Nico", "Robin", "Alex", "Kit"];

/// How many there are in the circle that begins: those with a login, and some with a task.
struct Circle {
    leaders: usize,
    moderators: usize,
    welcome: usize,
    press: usize,
    finance: usize,
}

impl Circle {
    fn of(members: usize) -> Self {
        Self {
            leaders: members / 60,
            moderators: members / 50,
            welcome: 1 + members / 45,
            press: 1 + members / 100,
            finance: 1 + members / 150,
        }
    }

    /// The roles, in the order of the cast, after those of the logins.
    fn parts(&self) -> Vec<Part> {
        let logins = PARTS_OF_LOGINS.map(Part::BuiltIn);
        let tasks = [
            (self.leaders, Part::BuiltIn("leader")),
            (self.moderators, Part::BuiltIn("moderator")),
            (self.welcome, WELCOME_TEAM),
            (self.press, Part::Own("Press desk")),
            (self.finance, Part::Own("Finance circle")),
        ];
        let tasks = tasks
            .into_iter()
            .flat_map(|(count, part)| std::iter::repeat_n(part, count));
        logins.into_iter().chain(tasks).collect()
    }
}

/// The plan while it is made.
struct Planning<'a> {
    setting: &'a Setting,
    dice: &'a mut Dice,
    scenes: Vec<Scene>,
    /// Who invites others: of the circle, and there to the end.
    inviters: Vec<Who>,
    /// Who joined when, in the order of the cast.
    joined: Vec<(Who, DateTime<Utc>)>,
}

/// The scenes.
pub(super) fn scenes(setting: &Setting, dice: &mut Dice) -> Vec<Scene> {
    let mut planning = Planning {
        setting,
        dice,
        scenes: Vec::new(),
        inviters: vec![OPERATOR, ADMIN, LEADER],
        joined: Vec::new(),
    };
    planning.founding();
    let first = planning.circle();
    planning.everybody_else(first);
    planning.those_who_stay_away();
    planning.changes(first);
    planning.keys();
    planning.last_days();
    planning.scenes
}

impl Planning<'_> {
    fn add(&mut self, at: DateTime<Utc>, deed: Deed) {
        self.scenes.push(scene(at, deed));
    }

    fn moment(&mut self, day: usize) -> DateTime<Utc> {
        self.setting.calendar.moment(day, self.dice)
    }

    fn after(&mut self, earlier: DateTime<Utc>, days: usize) -> DateTime<Utc> {
        self.setting.calendar.after(earlier, days, self.dice)
    }

    /// A few minutes later, in the same sitting.
    fn soon(&mut self, earlier: DateTime<Utc>) -> DateTime<Utc> {
        earlier + TimeDelta::seconds(i64::try_from(self.dice.between(50, 400)).unwrap_or(0))
    }

    fn founding(&mut self) {
        let founded = self.moment(0);
        self.add(founded, Deed::Found);
        let roles: [(&str, &str, &'static [&'static str]); 3] = [
            (
                "Welcome team",
                "Greets newcomers at the stall and sends them their invitation.",
                &["members.invite"],
            ),
            (
                "Press desk",
                "Speaks for us to the papers, and writes the leaflets.",
                &[],
            ),
            (
                "Finance circle",
                "Looks after the money, and may read the audit log.",
                &["audit.read"],
            ),
        ];
        let mut at = founded;
        for (name, purpose, beyond_member) in roles {
            at = self.soon(at);
            self.add(
                at,
                Deed::MakeRole {
                    name,
                    purpose,
                    beyond_member,
                },
            );
        }
        let later = self.moment(self.setting.calendar.day_at(45));
        let press = Deed::ChangeRole {
            name: "Press desk",
            purpose: "Speaks for us to the papers, and feeds the website through keys of its own.",
            beyond_member: &["keys.use"],
        };
        self.add(later, press);
    }

    /// The circle is invited on the second day and comes soon. Returns who comes after it in the cast.
    fn circle(&mut self) -> usize {
        let parts = Circle::of(self.setting.members).parts();
        let mut invited = self.moment(1);
        for (place, part) in parts.iter().enumerate() {
            let who = Who(place + 1);
            invited = self.soon(invited);
            self.add(
                invited,
                Deed::Invite {
                    by: OPERATOR,
                    who,
                    part: *part,
                    days: None,
                },
            );
            let joined = self.after(invited, 1);
            self.joins(who, joined);
            if matches!(*part, Part::BuiltIn("leader") | WELCOME_TEAM) && who != LEADER {
                self.inviters.push(who);
            }
        }
        parts.len() + 1
    }

    fn joins(&mut self, who: Who, at: DateTime<Utc>) {
        self.add(at, Deed::Join { who });
        self.has_joined(who, at);
    }

    fn has_joined(&mut self, who: Who, at: DateTime<Utc>) {
        self.joined.push((who, at));
        if self.dice.percent(40) {
            let soon = self.after(at, 0);
            self.add(soon, Deed::SignIn { who, device: 1 });
        }
    }

    /// The others are invited by name, imported from the lists of two stalls, or walk in while the doors are open.
    fn everybody_else(&mut self, first: usize) {
        let calendar = self.setting.calendar;
        let (opened, closed) = (calendar.day_at(55), calendar.day_at(85));
        for (day, value) in [(opened, "open"), (closed + 1, "invitation")] {
            let at = self.moment(day).with_hour(8);
            self.add(
                at,
                Deed::Settle {
                    field: "sign_up",
                    value,
                },
            );
        }
        let mut stalls = [
            (calendar.day_at(25), Vec::new()),
            (calendar.day_at(65), Vec::new()),
        ];
        for who in (first..self.setting.members).map(Who) {
            match self.dice.below(100) {
                0..45 => {
                    let day = self.dice.between(6, calendar.days() - 3);
                    self.invited_by_name(who, day);
                }
                45..60 => stalls[0].1.push(who),
                60..75 => stalls[1].1.push(who),
                _ => {
                    let at = self.dice.between(opened + 1, closed - 1);
                    let at = self.moment(at);
                    self.add(at, Deed::SignUp { who });
                    self.has_joined(who, at);
                }
            }
        }
        for (day, whom) in stalls {
            let imported = self.moment(day);
            for who in &whom {
                let at = self.after(imported, 7);
                self.joins(*who, at);
            }
            self.add(imported, Deed::Import { by: LEADER, whom });
        }
    }

    fn invite(&mut self, who: Who, day: usize) -> DateTime<Utc> {
        let by = self.dice.pick(&self.inviters).copied().unwrap_or(OPERATOR);
        let part = Part::BuiltIn(if self.dice.percent(18) {
            "supporter"
        } else {
            "member"
        });
        let at = self.moment(day);
        let days = self.dice.percent(10).then_some(30);
        self.add(at, Deed::Invite { by, who, part, days });
        at
    }

    fn invited_by_name(&mut self, who: Who, day: usize) {
        let invited = self.invite(who, day);
        if self.dice.percent(6) {
            let handed = self.after(invited, 2);
            self.add(handed, Deed::HandOver { by: LEADER, who });
            let at = self.after(handed, 3);
            self.add(at, Deed::JoinByLink { who });
            self.has_joined(who, at);
        } else {
            let at = self.after(invited, 6);
            self.joins(who, at);
        }
    }

    /// They are asked too: some decline, some are no longer wanted, most never answer.
    fn those_who_stay_away(&mut self) {
        let days = self.setting.calendar.days();
        for number in 0..self.setting.absent() {
            let who = Who(self.setting.members + number);
            // Every third of them so late that the invitation still holds.
            let day = if number % 3 == 0 {
                days - 1 - self.dice.below(9)
            } else {
                self.dice.between(6, days - 1)
            };
            let invited = self.invite(who, day);
            match self.dice.below(100) {
                0..15 => {
                    let at = self.after(invited, 4);
                    self.add(at, Deed::Decline { who });
                }
                15..25 => {
                    let at = self.after(invited, 6);
                    self.add(at, Deed::TakeBack { by: OPERATOR, who });
                }
                25..45 => {
                    let at = self.after(invited, 9);
                    self.add(at, Deed::Resend { by: LEADER, who });
                }
                _ => {}
            }
        }
    }

    /// Some rise, some are suspended, some go. Who does is drawn from those behind the circle, each at most once.
    fn changes(&mut self, first: usize) {
        let members = self.setting.members;
        let mut left: Vec<(Who, DateTime<Utc>)> = self
            .joined
            .iter()
            .copied()
            .filter(|(who, _)| who.0 >= first)
            .collect();
        let mut draw = |count: usize, dice: &mut Dice| -> Vec<(Who, DateTime<Utc>)> {
            let count = count.min(left.len());
            (0..count)
                .map(|_| left.swap_remove(dice.below(left.len())))
                .collect()
        };
        let risen = draw(members / 6, self.dice);
        let suspended = draw(2 + members / 90, self.dice);
        let gone = draw(1 + members / 40, self.dice);
        let removed = draw(1 + members / 140, self.dice);
        let renamed = draw(NICKNAMES.len().min(members / 10), self.dice);
        for (who, joined) in risen {
            let at = self.after(joined, 21);
            let by = if self.dice.percent(50) { ADMIN } else { LEADER };
            self.add(
                at,
                Deed::GiveRole {
                    by,
                    who,
                    part: Part::BuiltIn("active-member"),
                },
            );
        }
        for (number, (who, joined)) in suspended.into_iter().enumerate() {
            let at = self.after(joined, 20);
            let reason = REASONS[number % REASONS.len()];
            self.add(
                at,
                Deed::Suspend {
                    by: LEADER,
                    who,
                    reason,
                },
            );
            if number % 2 == 0 {
                let again = self.after(at, 8);
                self.add(again, Deed::Reinstate { by: ADMIN, who });
            }
        }
        for (who, joined) in gone {
            let at = self.after(joined, 30);
            self.add(at, Deed::Leave { who });
        }
        for (who, joined) in removed {
            let at = self.after(joined, 30);
            self.add(at, Deed::Remove { by: OPERATOR, who });
        }
        for ((who, joined), nickname) in renamed.into_iter().zip(NICKNAMES) {
            let at = self.after(joined, 10);
            self.add(at, Deed::CallOneself { who, nickname });
        }
    }

    fn keys(&mut self) {
        let calendar = self.setting.calendar;
        let made = self.moment(calendar.day_at(30));
        let ticket_desk = Deed::MakeKey {
            by: ADMIN,
            name: "Ticket desk of the river festival",
            permissions: &["members.read"],
            days: Some(30),
        };
        self.add(made, ticket_desk);
        let revoked = self.moment(calendar.day_at(60));
        self.add(
            revoked,
            Deed::RevokeKey {
                by: ADMIN,
                name: "Ticket desk of the river festival",
            },
        );
        let made = self.moment(calendar.day_at(48));
        let website = Deed::MakeKey {
            by: LEADER,
            name: "Website: how many we are",
            permissions: &["members.read", "organisation.read"],
            days: None,
        };
        self.add(made, website);
        for percent in [55, 75, 95, 100] {
            let at = self.moment(calendar.day_at(percent));
            self.add(
                at,
                Deed::UseKey {
                    name: "Website: how many we are",
                },
            );
        }
        let made = self.moment(calendar.day_at(90));
        let newsletter = Deed::MakeKey {
            by: OPERATOR,
            name: "Newsletter list",
            permissions: &["members.read"],
            days: Some(180),
        };
        self.add(made, newsletter);
    }

    /// Those with a login were there in the last days, on more than one device.
    fn last_days(&mut self) {
        let days = self.setting.calendar.days();
        let exported = self.moment(days - 6);
        self.add(exported, Deed::ExportAudit { by: OPERATOR });
        for who in (0..LOGINS.len()).map(Who) {
            for device in 1..=self.dice.between(1, 3) {
                let day = days - 1 - self.dice.below(5);
                let at = self.moment(day);
                self.add(at, Deed::SignIn { who, device });
            }
        }
        let mistyped = self.moment(days - 4);
        self.add(mistyped, Deed::Mistype { who: Who(5) });
        if let Some((who, joined)) = self.joined.iter().copied().find(|(who, _)| who.0 == LOGINS.len()) {
            let at = self.after(joined, 30);
            self.add(at, Deed::ForgetPassword { who });
        }
    }
}

/// The same day, at another hour.
trait WithHour {
    fn with_hour(self, hour: u32) -> Self;
}

impl WithHour for DateTime<Utc> {
    fn with_hour(self, hour: u32) -> Self {
        chrono::Timelike::with_hour(&self, hour).unwrap_or(self)
    }
}
