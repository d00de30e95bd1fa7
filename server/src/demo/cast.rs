//! Who is in the story: names of many origins, addresses at a domain that nobody has, devices, and which of them get a
//! login that is printed.

use std::collections::BTreeSet;

use super::dice::Dice;

const GIVEN_NAMES: &str = include_str!("content/given-names.txt");
const FAMILY_NAMES: &str = include_str!("content/family-names.txt");
const DEVICES: &str = include_str!("content/devices.txt");

/// One in the cast, by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Who(pub(crate) usize);

/// A login that is printed: what it is for, and how it is called in the address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Login {
    /// The role, as people read it.
    pub(crate) role: &'static str,
    mailbox: &'static str,
}

/// The logins, in the order of the cast: the first of it have one each.
pub(crate) const LOGINS: &[Login] = &[
    Login {
        role: "runs the installation, admin",
        mailbox: "operator",
    },
    Login {
        role: "admin",
        mailbox: "admin",
    },
    Login {
        role: "leader",
        mailbox: "leader",
    },
    Login {
        role: "moderator",
        mailbox: "moderator",
    },
    Login {
        role: "active member",
        mailbox: "active",
    },
    Login {
        role: "member",
        mailbox: "member",
    },
    Login {
        role: "supporter",
        mailbox: "supporter",
    },
    Login {
        role: "viewer",
        mailbox: "viewer",
    },
];
/// Who founds the organisation.
pub(crate) const OPERATOR: Who = Who(0);
/// The other admin.
pub(crate) const ADMIN: Who = Who(1);
/// The first leader.
pub(crate) const LEADER: Who = Who(2);

/// Somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// What they are called.
    pub(crate) name: String,
    /// Where they are reached. Nobody is: the domain ends in `.example`.
    pub(crate) email: String,
    /// The language they read.
    pub(crate) language: &'static str,
    /// The time zone they live by.
    pub(crate) time_zone: &'static str,
    /// Where their requests come from: a network that exists on paper only.
    pub(crate) address: String,
    /// Their browsers.
    pub(crate) devices: Vec<&'static str>,
}

/// Everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cast(Vec<Person>);

impl Cast {
    /// So many people, at home in this domain.
    pub(crate) fn new(seed: u64, size: usize, domain: &str) -> Self {
        let mut dice = Dice::new(seed, "cast");
        let (given, family) = (names(GIVEN_NAMES), names(FAMILY_NAMES));
        let devices: Vec<&'static str> = lines(DEVICES).collect();
        let mut taken = BTreeSet::new();
        let people = (0..size).map(|place| {
            let (first, last) = fresh(&given, &family, &mut taken, &mut dice);
            let mailbox = match LOGINS.get(place) {
                Some(login) => login.mailbox.to_owned(),
                None => format!("{}.{}", first.1, last.1),
            };
            let reads_german = dice.percent(12);
            Person {
                name: format!("{} {}", first.0, last.0),
                email: format!("{mailbox}@{domain}"),
                language: if reads_german { "de" } else { "en" },
                time_zone: if reads_german {
                    "Europe/Berlin"
                } else {
                    "Europe/London"
                },
                address: address(place),
                devices: (0..dice.between(1, 3))
                    .filter_map(|_| dice.pick(&devices).copied())
                    .collect(),
            }
        });
        Self(people.collect())
    }

    /// One of them.
    pub(crate) fn person(&self, who: Who) -> Option<&Person> {
        self.0.get(who.0)
    }
}

/// A name, and how it is written in an address.
type Name = (&'static str, String);

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn names(text: &'static str) -> Vec<Name> {
    let split = |line: &'static str| match line.split_once(" = ") {
        Some((name, address)) => (name, address.to_owned()),
        None => (line, line.to_lowercase()),
    };
    lines(text).map(split).collect()
}

/// A pair of names that nobody has yet. There are ten times as many pairs as people in the largest cast.
fn fresh(
    given: &[Name],
    family: &[Name],
    taken: &mut BTreeSet<(usize, usize)>,
    dice: &mut Dice,
) -> (Name, Name) {
    let mut pair = (dice.below(given.len()), dice.below(family.len()));
    while !taken.insert(pair) {
        pair = (dice.below(given.len()), dice.below(family.len()));
    }
    (given[pair.0].clone(), family[pair.1].clone())
}

/// An address of the networks that are kept for examples: three of the old kind, then one of the new.
fn address(place: usize) -> String {
    const NETWORKS: [&str; 3] = ["192.0.2", "198.51.100", "203.0.113"];
    match NETWORKS.get(place / 250) {
        Some(network) => format!("{network}.{}", place % 250 + 1),
        None => format!("2001:db8:{:x}:{:x}::1", place >> 16, place & 0xffff),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cast_repeats_and_nobody_has_anothers_address_or_name() {
        let cast = Cast::new(1, 2_000, "town.example");
        assert_eq!(cast, Cast::new(1, 2_000, "town.example"));
        assert_ne!(cast, Cast::new(2, 2_000, "town.example"));
        let emails: BTreeSet<&str> = cast.0.iter().map(|person| person.email.as_str()).collect();
        let names: BTreeSet<&str> = cast.0.iter().map(|person| person.name.as_str()).collect();
        assert_eq!((emails.len(), names.len()), (2_000, 2_000));
        for email in emails {
            let (mailbox, domain) = email.split_once('@').unwrap();
            assert_eq!(domain, "town.example");
            assert!(
                mailbox
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || b".-".contains(&byte)),
                "{email}"
            );
        }
    }

    #[test]
    fn everybody_is_somewhere_else_and_has_something_to_get_there_with() {
        let cast = Cast::new(1, 2_000, "town.example");
        let addresses: BTreeSet<&str> = cast.0.iter().map(|person| person.address.as_str()).collect();
        assert_eq!(addresses.len(), 2_000);
        assert!(
            addresses
                .iter()
                .all(|address| address.parse::<std::net::IpAddr>().is_ok())
        );
        assert!(cast.0.iter().all(|person| !person.devices.is_empty()));
    }
}
