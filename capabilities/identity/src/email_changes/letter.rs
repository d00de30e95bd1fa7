//! The letters that ask the old and the new address to confirm.

use hustings_jobs::{JobContext, JobFailure};
use hustings_kernel::AccountId;
use hustings_store::Opened;

use super::rows;
use crate::mail::{Letter, deliver};
use crate::one_time::OneTimeToken;
use crate::values::EmailAddress;
use crate::{Identity, accounts};

/// Writes both.
pub(crate) async fn write(
    identity: &Identity,
    ctx: &JobContext,
    account: AccountId,
) -> Result<(), JobFailure> {
    let mut tx = ctx.store().begin(ctx.scope()).await?;
    let Some(change) = rows::by_account(&mut tx, account, ctx.sources().now()).await? else {
        return Ok(());
    };
    // An earlier attempt of this job may have sent links that were followed since.
    if change.old_confirmed_at.is_some() || change.new_confirmed_at.is_some() {
        return Ok(());
    }
    let (old, new) = (OneTimeToken::new(ctx.sources()), OneTimeToken::new(ctx.sources()));
    rows::set_tokens(&mut tx, account, &old.hash(), &new.hash()).await?;
    let row = accounts::rows::by_id(&mut tx, account).await?;
    tx.commit().await?;

    let vault = ctx.store().vault();
    let Some(person) = accounts::reachable(vault, row).await? else {
        return Ok(());
    };
    let keys = vault.for_opening(&[account.uuid()]).await?;
    let Opened::Clear(address) = keys.open(account.uuid(), &change.new_email_sealed)? else {
        return Ok(());
    };
    let address = EmailAddress::parse(&String::from_utf8_lossy(&address)).map_err(JobFailure::permanent)?;
    let page = |token: &OneTimeToken| token.link(identity.public_url.as_str(), "account/confirm-email");
    let to_old = Letter::ConfirmOldAddress { link: page(&old) };
    deliver(identity, ctx, "old", &person.email, &person.language, &to_old).await?;
    let to_new = Letter::ConfirmNewAddress { link: page(&new) };
    deliver(identity, ctx, "new", &address, &person.language, &to_new).await
}
