//! The letters that ask the old and the new address to confirm, one each.

use hustings_jobs::{JobContext, JobFailure};
use hustings_kernel::AccountId;
use hustings_store::Opened;

use super::rows;
use crate::mail::{AccountLetter, Side};
use crate::one_time::OneTimeToken;
use crate::values::EmailAddress;
use crate::{Identity, accounts};

/// Writes the one to this side.
pub(crate) async fn write(
    identity: &Identity,
    ctx: &JobContext,
    account: AccountId,
    side: Side,
) -> Result<(), JobFailure> {
    let Some(delivery) = identity.post.open(ctx, "email-change", account.uuid()).await? else {
        return Ok(());
    };
    let mut tx = ctx.store().begin(ctx.scope()).await?;
    let Some(change) = rows::by_account(&mut tx, account, ctx.sources().now()).await? else {
        return Ok(());
    };
    let confirmed_at = match side {
        Side::Old => change.old_confirmed_at,
        Side::New => change.new_confirmed_at,
    };
    // An earlier attempt of this job may have sent a link that was followed since.
    if confirmed_at.is_some() {
        return Ok(());
    }
    let token = OneTimeToken::new(ctx.sources());
    match side {
        Side::Old => rows::set_old_token(&mut tx, account, &token.hash()).await?,
        Side::New => rows::set_new_token(&mut tx, account, &token.hash()).await?,
    }
    let row = accounts::rows::by_id(&mut tx, account).await?;
    tx.commit().await?;

    let vault = ctx.store().vault();
    let Some(person) = accounts::reachable(vault, row).await? else {
        return Ok(());
    };
    let link = token.link(identity.public_url.as_str(), "account/confirm-email");
    let (to, letter) = match side {
        Side::Old => (person.email, AccountLetter::ConfirmOldAddress { link }),
        Side::New => {
            let keys = vault.for_opening(&[account.uuid()]).await?;
            let Opened::Clear(address) = keys.open(account.uuid(), &change.new_email_sealed)? else {
                return Ok(());
            };
            let address = EmailAddress::parse(&String::from_utf8_lossy(&address));
            let address = address.map_err(JobFailure::permanent)?;
            (address, AccountLetter::ConfirmNewAddress { link })
        }
    };
    delivery
        .send(to.as_str(), &letter.written_in(&person.language))
        .await
}
