//! The kinds of notices identity gives, and what they say.

use chrono::{DateTime, Utc};
use hustings_kernel::{BuiltInRole, MemberId};
use hustings_notify::notices::{Choice, Letters, Notice, Telling, Tongue, Urgency, Words};
use serde::{Deserialize, Serialize};

/// A role by the name that people know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum NamedRole {
    /// One that every organisation has.
    BuiltIn(BuiltInRole),
    /// One the organisation made, as it was called then.
    Own(String),
}

impl NamedRole {
    fn name(&self, tongue: Tongue) -> &str {
        match self {
            Self::Own(name) => name,
            Self::BuiltIn(role) => match role {
                BuiltInRole::Guest => tongue.pick("guest", "Gast"),
                BuiltInRole::Supporter => tongue.pick("supporter", "Unterstützer:in"),
                BuiltInRole::Member => tongue.pick("member", "Mitglied"),
                BuiltInRole::ActiveMember => tongue.pick("active member", "Aktives Mitglied"),
                BuiltInRole::Moderator => tongue.pick("moderator", "Moderator:in"),
                BuiltInRole::Leader => tongue.pick("leader", "Leiter:in"),
                BuiltInRole::Admin => tongue.pick("admin", "Admin"),
                BuiltInRole::Viewer => tongue.pick("viewer", "Beobachter:in"),
                BuiltInRole::Operator => tongue.pick("operator", "Betrieb"),
                BuiltInRole::PlatformAdmin => tongue.pick("platform admin", "Plattform-Admin"),
            },
        }
    }
}

/// Your role is another one.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RoleChanged {
    pub(super) member: MemberId,
    pub(super) role: NamedRole,
}

impl Notice for RoleChanged {
    const KIND: &'static str = "identity.role-changed";
    const LETTERS: Letters = Letters::Usually;

    fn name(tongue: Tongue) -> &'static str {
        tongue.pick("My role was changed", "Meine Rolle wurde geändert")
    }

    fn words(&self, telling: &Telling<'_>) -> Words {
        let (role, organisation, who) = (
            self.role.name(telling.tongue),
            telling.organisation,
            telling.who(),
        );
        Words {
            title: telling.tongue.pick(
                format!("Your role is now: {role}"),
                format!("Ihre Rolle ist jetzt: {role}"),
            ),
            text: telling.tongue.pick(
                format!("{who} gave you another role in {organisation}. What you may do there has changed with it."),
                format!("{who} hat Ihnen bei {organisation} eine andere Rolle gegeben. Damit hat sich geändert, was Sie dort dürfen."),
            ),
            action: telling.tongue.pick("See your profile there", "Ihr Profil dort ansehen"),
        }
    }

    fn page(&self) -> Option<String> {
        Some(format!("members/{}", self.member))
    }
}

/// Your membership is suspended.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Suspended {}

impl Notice for Suspended {
    const KIND: &'static str = "identity.suspended";
    const LETTERS: Letters = Letters::Usually;
    // Whoever is suspended cannot look.
    const CHOICE: Choice = Choice::Essential;
    const URGENCY: Urgency = Urgency::Urgent;

    fn name(tongue: Tongue) -> &'static str {
        tongue.pick("My membership was suspended", "Meine Mitgliedschaft ruht")
    }

    fn words(&self, telling: &Telling<'_>) -> Words {
        let organisation = telling.organisation;
        Words {
            title: telling.tongue.pick(
                format!("Your membership in {organisation} is suspended"),
                format!("Ihre Mitgliedschaft bei {organisation} ruht"),
            ),
            text: telling.tongue.pick(
                format!("Those who run {organisation} have suspended your membership. Until they lift that, you cannot enter. Your account and your other organisations are not affected."),
                format!("Die Verantwortlichen von {organisation} haben Ihre Mitgliedschaft ausgesetzt. Solange das gilt, können Sie nicht eintreten. Ihr Konto und Ihre anderen Organisationen sind nicht betroffen."),
            ),
            action: telling.tongue.pick("See the organisation", "Organisation ansehen"),
        }
    }
}

/// Your membership holds again.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Reinstated {}

impl Notice for Reinstated {
    const KIND: &'static str = "identity.reinstated";
    const LETTERS: Letters = Letters::Usually;
    const CHOICE: Choice = Choice::Essential;

    fn name(tongue: Tongue) -> &'static str {
        tongue.pick("My membership holds again", "Meine Mitgliedschaft gilt wieder")
    }

    fn words(&self, telling: &Telling<'_>) -> Words {
        let organisation = telling.organisation;
        Words {
            title: telling.tongue.pick(
                format!("Your membership in {organisation} holds again"),
                format!("Ihre Mitgliedschaft bei {organisation} gilt wieder"),
            ),
            text: telling.tongue.pick(
                "The suspension was lifted. You can enter as before.".to_owned(),
                "Die Aussetzung wurde aufgehoben. Sie können wieder eintreten.".to_owned(),
            ),
            action: telling.tongue.pick("Enter", "Eintreten"),
        }
    }
}

/// The organisation is yours to run.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct HandedOver {}

impl Notice for HandedOver {
    const KIND: &'static str = "identity.handed-over";
    // The letter about the role says it already.
    const LETTERS: Letters = Letters::OnRequest;

    fn name(tongue: Tongue) -> &'static str {
        tongue.pick(
            "The organisation was handed over to me",
            "Die Organisation wurde mir übergeben",
        )
    }

    fn words(&self, telling: &Telling<'_>) -> Words {
        let (organisation, who) = (telling.organisation, telling.who());
        Words {
            title: telling.tongue.pick(
                format!("{organisation} was handed over to you"),
                format!("{organisation} wurde Ihnen übergeben"),
            ),
            text: telling.tongue.pick(
                format!("{who} made you the one who runs {organisation}. You may change everything there, and make others admin beside you."),
                format!("{who} hat Ihnen die Leitung von {organisation} übergeben. Sie dürfen dort alles ändern und andere neben sich zu Admins machen."),
            ),
            action: telling.tongue.pick("See the settings", "Einstellungen ansehen"),
        }
    }

    fn page(&self) -> Option<String> {
        Some("settings".to_owned())
    }
}

/// Somebody you invited came.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct InvitationAccepted {
    pub(super) member: MemberId,
}

impl Notice for InvitationAccepted {
    const KIND: &'static str = "identity.invitation-accepted";
    const LETTERS: Letters = Letters::OnRequest;

    fn name(tongue: Tongue) -> &'static str {
        tongue.pick(
            "Somebody accepted my invitation",
            "Jemand hat meine Einladung angenommen",
        )
    }

    fn words(&self, telling: &Telling<'_>) -> Words {
        let (organisation, who) = (telling.organisation, telling.who());
        Words {
            title: telling.tongue.pick(
                format!("{who} accepted your invitation"),
                format!("{who} hat Ihre Einladung angenommen"),
            ),
            text: telling.tongue.pick(
                format!("{who} is a member of {organisation} now. A word of welcome helps."),
                format!("{who} ist jetzt Mitglied von {organisation}. Ein Willkommensgruß hilft."),
            ),
            action: telling
                .tongue
                .pick("See the new member", "Neues Mitglied ansehen"),
        }
    }

    fn page(&self) -> Option<String> {
        Some(format!("members/{}", self.member))
    }
}

/// A program got a way in.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeyMade {
    pub(super) permissions: usize,
}

impl Notice for KeyMade {
    const KIND: &'static str = "identity.key-made";
    const LETTERS: Letters = Letters::Usually;
    const CHOICE: Choice = Choice::Essential;
    const URGENCY: Urgency = Urgency::Urgent;

    fn name(tongue: Tongue) -> &'static str {
        tongue.pick(
            "Somebody made an API key",
            "Jemand hat einen API-Schlüssel erstellt",
        )
    }

    fn words(&self, telling: &Telling<'_>) -> Words {
        let (organisation, who, count) = (telling.organisation, telling.who(), self.permissions);
        Words {
            title: telling.tongue.pick(
                format!("{who} made an API key"),
                format!("{who} hat einen API-Schlüssel erstellt"),
            ),
            text: telling.tongue.pick(
                format!("With it a program can act in {organisation} in their name; permissions: {count}. If you do not know what it is for, ask, or revoke it."),
                format!("Damit kann ein Programm bei {organisation} in deren Namen handeln; Rechte: {count}. Wissen Sie nicht, wofür er da ist, fragen Sie nach oder widerrufen Sie ihn."),
            ),
            action: telling.tongue.pick("See the keys", "Schlüssel ansehen"),
        }
    }

    fn page(&self) -> Option<String> {
        Some("keys".to_owned())
    }
}

/// The organisation closes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Closing {
    pub(super) closes_at: DateTime<Utc>,
}

impl Notice for Closing {
    const KIND: &'static str = "identity.closing";
    const LETTERS: Letters = Letters::Usually;
    const CHOICE: Choice = Choice::Essential;
    const URGENCY: Urgency = Urgency::Urgent;

    fn name(tongue: Tongue) -> &'static str {
        tongue.pick("The organisation will close", "Die Organisation wird geschlossen")
    }

    fn words(&self, telling: &Telling<'_>) -> Words {
        let (organisation, who) = (telling.organisation, telling.who());
        let (english, german) = (
            self.closes_at.format("%Y-%m-%d"),
            self.closes_at.format("%d.%m.%Y"),
        );
        Words {
            title: telling.tongue.pick(
                format!("{organisation} closes on {english}"),
                format!("{organisation} wird am {german} geschlossen"),
            ),
            text: telling.tongue.pick(
                format!("{who} decided to close {organisation}. Until then everything goes on, and admins can take it back."),
                format!("{who} hat beschlossen, {organisation} zu schließen. Bis dahin geht alles weiter, und Admins können es zurücknehmen."),
            ),
            action: telling.tongue.pick("See the settings", "Einstellungen ansehen"),
        }
    }

    fn page(&self) -> Option<String> {
        Some("settings".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn say(all: &mut String, notice: &impl Notice, name: fn(Tongue) -> &'static str) {
        for tongue in [Tongue::English, Tongue::German] {
            let telling = Telling {
                tongue,
                organisation: "City 27",
                by: Some("Ada"),
            };
            let Words { title, text, action } = notice.words(&telling);
            let page = notice.page().unwrap_or_default();
            writeln!(all, "[{}]\n{title}\n{text}\n{action}: /{page}\n", name(tongue)).unwrap();
        }
    }

    #[test]
    fn every_notice_in_every_language_reads_like_this() {
        let member = MemberId::from(uuid::Uuid::nil());
        let role = NamedRole::BuiltIn(BuiltInRole::Moderator);
        let closes_at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let mut all = String::new();
        say(&mut all, &RoleChanged { member, role }, RoleChanged::name);
        say(&mut all, &Suspended {}, Suspended::name);
        say(&mut all, &Reinstated {}, Reinstated::name);
        say(&mut all, &HandedOver {}, HandedOver::name);
        say(&mut all, &InvitationAccepted { member }, InvitationAccepted::name);
        say(&mut all, &KeyMade { permissions: 2 }, KeyMade::name);
        say(&mut all, &Closing { closes_at }, Closing::name);
        insta::assert_snapshot!("notices", all);
    }
}
