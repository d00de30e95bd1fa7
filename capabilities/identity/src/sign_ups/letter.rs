//! The letter to somebody who signed up: the link, or that they have an account already.

use chrono::TimeDelta;
use hustings_jobs::{JobContext, JobFailure};
use hustings_store::Opened;
use uuid::Uuid;

use super::rows;
use crate::Identity;
use crate::accounts;
use crate::mail::AccountLetter;
use crate::one_time::OneTimeToken;
use crate::values::EmailAddress;

/// Letters to one address within an hour; whoever asks for more does not mean well.
const MOST_LETTERS: i64 = 3;

/// Writes it.
pub(crate) async fn write(identity: &Identity, ctx: &JobContext, sign_up: Uuid) -> Result<(), JobFailure> {
    let Some(delivery) = identity.post.open(ctx, "sign-up", sign_up).await? else {
        return Ok(());
    };
    let mut tx = ctx.store().begin(ctx.scope()).await?;
    let now = ctx.sources().now();
    // Confirmed or expired meanwhile.
    let Some(row) = rows::by_id(&mut tx, sign_up, now).await? else {
        return Ok(());
    };
    if rows::earlier(&mut tx, &row, now - TimeDelta::hours(1)).await? >= MOST_LETTERS {
        return Ok(());
    }
    let letter = if accounts::rows::by_email(&mut tx, &row.email_index)
        .await?
        .is_some()
    {
        let link = format!("{}/sign-in", identity.public_url);
        AccountLetter::AccountExists { link }
    } else {
        let token = OneTimeToken::new(ctx.sources());
        rows::set_token(&mut tx, sign_up, &token.hash()).await?;
        let link = token.link(identity.public_url.as_str(), "sign-up/confirm");
        AccountLetter::ConfirmSignUp { link }
    };
    tx.commit().await?;

    let keys = ctx.store().vault().for_opening(&[sign_up]).await?;
    let Opened::Clear(email) = keys.open(sign_up, &row.email_sealed)? else {
        return Ok(());
    };
    let email = EmailAddress::parse(&String::from_utf8_lossy(&email)).map_err(JobFailure::permanent)?;
    let letter = letter.written_in(&accounts::language(&row.language));
    delivery.send(email.as_str(), &letter).await
}
