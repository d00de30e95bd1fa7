//! The letter with the link that takes a lost second factor away.

use hustings_jobs::{JobContext, JobFailure};
use hustings_kernel::{AccountId, OrgId};

use super::rows;
use crate::mail::AccountLetter;
use crate::one_time::OneTimeToken;
use crate::{Identity, accounts};

/// Writes it, unless the reset was taken back meanwhile.
pub(crate) async fn write(
    identity: &Identity,
    ctx: &JobContext,
    account: AccountId,
    org: OrgId,
) -> Result<(), JobFailure> {
    let purpose = "second-factor-reset";
    let Some(delivery) = identity.post.open(ctx, purpose, account.uuid()).await? else {
        return Ok(());
    };
    let mut tx = ctx.store().begin(ctx.scope()).await?;
    let token = OneTimeToken::new(ctx.sources());
    if !rows::set_token(&mut tx, org, account, &token.hash(), ctx.sources().now()).await? {
        return Ok(());
    }
    let row = accounts::rows::by_id(&mut tx, account).await?;
    tx.commit().await?;
    let Some(person) = accounts::reachable(ctx.store().vault(), row).await? else {
        return Ok(());
    };
    let link = token.link(identity.public_url.as_str(), "reset-second-factor");
    let letter = AccountLetter::ResetSecondFactor { link };
    delivery
        .send(person.email.as_str(), &letter.written_in(&person.language))
        .await
}
