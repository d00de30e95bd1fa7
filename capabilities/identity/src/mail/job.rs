//! The job that writes letters.

use std::time::Duration;

use hustings_jobs::{Job, JobContext, JobFailure, JobHandler};
use hustings_kernel::{AccountId, OrgId};
use hustings_vocabulary::invitation::InvitationId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Notice;
use crate::{Identity, accounts, email_changes, factor_resets, invitations, password_resets, sign_ups};

/// Which letter is to be written. It carries ids and a keyed hash, no address and no token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "kebab-case")]
pub(crate) enum SendLetter {
    /// Whatever is to be said to somebody who signed up.
    SignUp {
        /// The sign-up.
        sign_up: Uuid,
    },
    /// An invitation into the organisation in whose scope the job is.
    Invitation {
        /// The invitation.
        invitation: InvitationId,
    },
    /// A link to choose a new password, if there is an account.
    PasswordReset {
        /// The keyed hash of the address.
        email_index: Vec<u8>,
    },
    /// The link that confirms a change of address, to the one or the other.
    EmailChange {
        /// The account.
        account: AccountId,
        /// To which address.
        side: Side,
    },
    /// The link that takes a lost second factor away, once two admins agreed.
    FactorReset {
        /// The account.
        account: AccountId,
        /// The organisation whose admins they are.
        org: OrgId,
    },
    /// Something about the safety of an account, to its owner.
    Security {
        /// The account.
        account: AccountId,
        /// What happened.
        notice: Notice,
    },
}

/// One of the two addresses of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Side {
    /// The one the account has.
    Old,
    /// The one it shall have.
    New,
}

impl Job for SendLetter {
    const KIND: &'static str = "identity.send-letter";
    // Mail servers turn letters away for hours at a time and expect them back: about a day of trying.
    const MAX_ATTEMPTS: u16 = 36;
    // A server may take its time with the last word, and to give up then is not to know.
    const TIMEOUT: Duration = Duration::from_mins(5);
}

/// Writes letters.
#[derive(Debug, Clone)]
pub(crate) struct LetterWriter(pub(crate) Identity);

impl JobHandler<SendLetter> for LetterWriter {
    async fn run(&self, ctx: &JobContext, job: SendLetter) -> Result<(), JobFailure> {
        let identity = &self.0;
        match job {
            SendLetter::SignUp { sign_up } => sign_ups::letter::write(identity, ctx, sign_up).await,
            SendLetter::Invitation { invitation } => {
                invitations::letter::write(identity, ctx, invitation).await
            }
            SendLetter::PasswordReset { email_index } => {
                password_resets::letter::write(identity, ctx, &email_index).await
            }
            SendLetter::EmailChange { account, side } => {
                email_changes::letter::write(identity, ctx, account, side).await
            }
            SendLetter::FactorReset { account, org } => {
                factor_resets::letter::write(identity, ctx, account, org).await
            }
            SendLetter::Security { account, notice } => tell(identity, ctx, account, notice).await,
        }
    }
}

/// Tells a person something about their account, at the address it has now.
async fn tell(
    identity: &Identity,
    ctx: &JobContext,
    account: AccountId,
    notice: Notice,
) -> Result<(), JobFailure> {
    let Some(delivery) = identity.post.open(ctx, notice.purpose(), account.uuid()).await? else {
        return Ok(());
    };
    let mut tx = ctx.store().begin(ctx.scope()).await?;
    let row = accounts::rows::by_id(&mut tx, account).await?;
    drop(tx);
    // Closed meanwhile, and with it went the address.
    let Some(person) = accounts::reachable(ctx.store().vault(), row).await? else {
        return Ok(());
    };
    let link = format!("{}/{}", identity.public_url, notice.page());
    let letter = notice.written_in(&person.language, &link);
    delivery.send(person.email.as_str(), &letter).await
}
