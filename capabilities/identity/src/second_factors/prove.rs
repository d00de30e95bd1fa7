//! Prove once more that it is you: with the second factor, or with the password where there is none.
//!
//! It raises a session that began with one factor, and opens what asks for a recent proof for a while.

use chrono::TimeDelta;
use hustings_events::Append as _;
use hustings_http::{Assurance, EdgeRefusal, Failure, Json, NoContent, Operation, SignedIn, State};
use hustings_kernel::{AccountId, Actor, Place, Scope};
use hustings_store::{Freshness, ScopedTx, StoreError};
use hustings_vocabulary::session::{ProvedBy, SessionAssuranceChanged};
use schemars::JsonSchema;
use serde::Deserialize;

use super::codes::FactorCode;
use super::{checking, rows};
use crate::accounts::{ConfirmRefusal, confirm};
use crate::passwords::Password;
use crate::sessions::attempts::forgive_factor;
use crate::{Identity, accounts, sessions};

/// For how long a proof opens what asks for one.
pub(crate) const RECENT: TimeDelta = TimeDelta::minutes(10);

/// With what somebody proves themselves.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Prove {
    /// The password, for an account without a second factor.
    password: Option<Password>,
    /// A code of the authenticator app, or a recovery code.
    code: Option<FactorCode>,
}

hustings_http::refusals! {
    /// Why nothing was proved.
    pub(super) enum ProveRefusal {
        PasswordNeeded = 422 "password-needed": "Give the password of the account.",
        CodeNeeded = 422 "code-needed": "Give a code of the second factor; the password is not enough for this account.",
        WrongPassword = 403 "wrong-password": "The password is wrong.",
        WrongCode = 403 "wrong-code": "The code is wrong, was used before, or has run out.",
        Locked[after] = 429 "locked": "There were too many wrong tries; wait before the next one.",
    }
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/session/proof",
        "prove_session",
        "Prove once more that it is you",
        prove,
    )
    .without_idempotency_key("a code can be used once, and a repeat with the password proves the same again")
}

async fn prove(
    me: SignedIn,
    State(identity): State<Identity>,
    Json(input): Json<Prove>,
) -> Result<NoContent, Failure<ProveRefusal>> {
    let mut read = identity.store.read(me.scope(), Freshness::Latest).await?;
    let is_guarded = rows::is_guarded(&mut read, me.account()).await?;
    drop(read);
    if is_guarded {
        let code = input.code.ok_or(ProveRefusal::CodeNeeded)?;
        prove_by_code(&identity, &me, &code).await?;
    } else {
        let password = input.password.ok_or(ProveRefusal::PasswordNeeded)?;
        prove_by_password(&identity, &me, &password).await?;
    }
    identity.memory.forget_session(me.session());
    Ok(NoContent)
}

async fn prove_by_code(
    identity: &Identity,
    me: &SignedIn,
    code: &FactorCode,
) -> Result<(), Failure<ProveRefusal>> {
    let account = me.account();
    let attempts = checking::admit(identity, account, me.scope())
        .await?
        .map_err(ProveRefusal::Locked)?;
    let scope = at_the_door(account, me.scope());
    let mut tx = identity.store.begin(&scope).await?;
    if !checking::accept(&mut tx, account, code).await? {
        drop(tx);
        checking::note_lock(identity, &scope, account, attempts).await?;
        return Err(ProveRefusal::WrongCode.into());
    }
    forgive_factor(&mut tx, account).await?;
    note_proof(&mut tx, me, Assurance::Multi).await?;
    tx.commit().await?;
    Ok(())
}

async fn prove_by_password(
    identity: &Identity,
    me: &SignedIn,
    password: &Password,
) -> Result<(), Failure<ProveRefusal>> {
    let mut read = identity.store.read(me.scope(), Freshness::Latest).await?;
    let row = accounts::rows::by_id(&mut read, me.account())
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    drop(read);
    match confirm(identity, me, &row, password).await? {
        Ok(()) => {}
        Err(ConfirmRefusal::Wrong) => return Err(ProveRefusal::WrongPassword.into()),
        Err(ConfirmRefusal::Locked(after)) => return Err(ProveRefusal::Locked(after).into()),
    }
    let mut tx = identity.store.begin(me.scope()).await?;
    note_proof(&mut tx, me, Assurance::Single).await?;
    tx.commit().await?;
    Ok(())
}

/// Where attempts are counted, with whoever acts.
pub(super) fn at_the_door(account: AccountId, scope: &Scope) -> Scope {
    Scope::from_parts(Place::Installation, Actor::Account(account), scope.correlation())
}

/// Writes down that the owner of this session proved themselves just now.
pub(super) async fn note_proof(
    tx: &mut ScopedTx,
    me: &SignedIn,
    assurance: Assurance,
) -> Result<(), StoreError> {
    let (session, account) = (me.session(), me.account());
    let now = tx.sources().now();
    let changed = sessions::rows::prove(tx, account, session, assurance, now).await?;
    if changed {
        let proved_by = match assurance {
            Assurance::Single => ProvedBy::OneFactor,
            Assurance::Multi => ProvedBy::TwoFactors,
        };
        tx.append(&SessionAssuranceChanged {
            session,
            account,
            proved_by,
        })
        .await?;
    }
    Ok(())
}
