//! The letter with the link to choose a new password.

use chrono::TimeDelta;
use hustings_jobs::{JobContext, JobFailure};
use hustings_kernel::AccountId;

use super::{VALID_FOR, rows};
use crate::mail::AccountLetter;
use crate::one_time::OneTimeToken;
use crate::{Identity, accounts};

/// Letters to one account within an hour; whoever asks for more does not mean well.
const MOST_LETTERS: i64 = 3;

/// Writes it, if the address has an account.
pub(crate) async fn write(
    identity: &Identity,
    ctx: &JobContext,
    email_index: &[u8],
) -> Result<(), JobFailure> {
    let mut tx = ctx.store().begin(ctx.scope()).await?;
    let Some(found) = accounts::rows::by_email(&mut tx, email_index).await? else {
        return Ok(());
    };
    let account = AccountId::from(found.account_id);
    drop(tx);
    let Some(delivery) = identity.post.open(ctx, "password-reset", account.uuid()).await? else {
        return Ok(());
    };
    let mut tx = ctx.store().begin(ctx.scope()).await?;
    let now = ctx.sources().now();
    if rows::sent_since(&mut tx, account, now - TimeDelta::hours(1)).await? >= MOST_LETTERS {
        return Ok(());
    }
    let token = OneTimeToken::new(ctx.sources());
    rows::insert(&mut tx, account, &token.hash(), now, now + VALID_FOR).await?;
    let row = accounts::rows::by_id(&mut tx, account).await?;
    tx.commit().await?;
    let Some(person) = accounts::reachable(ctx.store().vault(), row).await? else {
        return Ok(());
    };
    let link = super::link(identity, &token);
    let letter = AccountLetter::ResetPassword { link };
    let letter = letter.written_in(&person.language);
    delivery.send(person.email.as_str(), &letter).await
}
