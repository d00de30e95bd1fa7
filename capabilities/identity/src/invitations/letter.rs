//! The letter that invites somebody: who, to what, until when, and how to decline.

use chrono::NaiveDate;
use hustings_jobs::{JobContext, JobFailure};
use hustings_notify::Letter;
use hustings_vocabulary::invitation::InvitationId;

use super::{address, rows};
use crate::Identity;
use crate::accounts;
use crate::members::rows as member_rows;
use crate::one_time::OneTimeToken;
use crate::organisations::rows as organisation_rows;
use crate::values::Language;

/// Writes it, in the language that whoever invites chose, or in the organisation's.
pub(crate) async fn write(
    identity: &Identity,
    ctx: &JobContext,
    invitation: InvitationId,
) -> Result<(), JobFailure> {
    let opened = identity.post.open(ctx, "invitation", invitation.uuid()).await?;
    let Some(delivery) = opened else {
        return Ok(());
    };
    let org = ctx.scope().org();
    let greeting = identity.invitation_greeting(org).await?;
    let mut tx = ctx.store().begin(ctx.scope()).await?;
    let now = ctx.sources().now();
    let row = rows::lock(&mut tx, org, invitation).await?;
    let organisation = organisation_rows::by_id(&mut tx, org).await?;
    // Answered, taken back or expired meanwhile.
    let (Some(row), Some(organisation)) = (
        row.filter(|row| row.state == "open" && row.expires_at > now),
        organisation.filter(|organisation| organisation.state == "active"),
    ) else {
        return Ok(());
    };
    let Some(inviter) = member_rows::by_id(&mut tx, org, row.invited_by.into()).await? else {
        return Ok(());
    };
    let Some(email) = address(&row, ctx.store().vault()).await? else {
        return Ok(());
    };
    let token = OneTimeToken::new(ctx.sources());
    rows::set_token(&mut tx, org, invitation, &token.hash(), delivery.is_first(), now).await?;
    tx.commit().await?;

    let url = identity.public_url.as_str();
    let (link, decline_link) = (
        token.link(url, "invitation"),
        token.link(url, "invitation/decline"),
    );
    let invitation = Invitation {
        inviter: &inviter.name,
        organisation: &organisation.name,
        greeting: &greeting,
        until: row.expires_at.date_naive(),
        link: &link,
        decline_link: &decline_link,
    };
    let language = row.language.as_deref().unwrap_or(&organisation.language);
    let language = accounts::language(language);
    delivery
        .send(email.as_str(), &invitation.written_in(&language))
        .await
}

/// What the letter says.
struct Invitation<'a> {
    inviter: &'a str,
    organisation: &'a str,
    /// A sentence of the organisation's own, or nothing.
    greeting: &'a str,
    until: NaiveDate,
    link: &'a str,
    decline_link: &'a str,
}

impl<'a> Invitation<'a> {
    /// In this language, or in English.
    fn written_in(&self, language: &Language) -> Letter<'a> {
        if language.as_str() == "de" || language.as_str().starts_with("de-") {
            self.in_german()
        } else {
            self.in_english()
        }
    }

    fn in_english(&self) -> Letter<'a> {
        let Self {
            inviter,
            organisation,
            greeting,
            until,
            link,
            decline_link,
        } = self;
        let own = followed(greeting);
        Letter {
            language: "en",
            subject: format!("Invitation to {organisation}").into(),
            greeting: "Hello,",
            text: format!("{inviter} invites you to join {organisation}. {own}Follow the link below to see the invitation and to accept it.").into(),
            action: ("See the invitation", link),
            closing: format!("The invitation holds until {until}. If you do not want it, decline it here: {decline_link}").into(),
        }
    }

    fn in_german(&self) -> Letter<'a> {
        let Self {
            inviter,
            organisation,
            greeting,
            until,
            link,
            decline_link,
        } = self;
        let until = until.format("%d.%m.%Y");
        let own = followed(greeting);
        Letter {
            language: "de",
            subject: format!("Einladung zu {organisation}").into(),
            greeting: "Guten Tag,",
            text: format!("{inviter} lädt Sie zu {organisation} ein. {own}Über den folgenden Link sehen Sie die Einladung und nehmen sie an.").into(),
            action: ("Einladung ansehen", link),
            closing: format!("Die Einladung gilt bis zum {until}. Möchten Sie sie nicht, lehnen Sie sie hier ab: {decline_link}").into(),
        }
    }
}

/// A sentence after which another follows; nothing stays nothing.
fn followed(sentence: &str) -> String {
    if sentence.is_empty() {
        String::new()
    } else {
        format!("{sentence} ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_says_who_invites_to_what_until_when_and_how_to_decline() {
        let invitation = Invitation {
            inviter: "Ada",
            organisation: "City 27",
            greeting: "We meet on Mondays.",
            until: NaiveDate::from_ymd_opt(2026, 6, 15).unwrap(),
            link: "https://hustings.example/invitation#token=abc",
            decline_link: "https://hustings.example/invitation/decline#token=abc",
        };
        for (language, date) in [("en", "2026-06-15"), ("de-AT", "15.06.2026")] {
            let written = invitation.written_in(&Language::parse(language).unwrap());
            assert!(written.subject.contains("City 27"));
            assert!(written.text.contains("Ada"));
            assert!(written.text.contains(". We meet on Mondays. "));
            assert!(written.closing.contains(date));
            assert!(written.closing.contains("/invitation/decline#token=abc"));
        }
    }
}
