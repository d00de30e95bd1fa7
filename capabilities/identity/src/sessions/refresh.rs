//! Refresh a session: a new access token and the next refresh token, for the newest refresh token.
//!
//! The predecessor of the newest gets the same successor for half a minute: that is a second tab, or a client that never
//! saw the answer. After that it is somebody who copied it, and the session ends for both.

use chrono::{DateTime, TimeDelta, Utc};
use hustings_events::Append as _;
use hustings_http::{Anyone, Client, CookieKind, EdgeRefusal, Failure, Json, Operation, State, WithCookies};
use hustings_jobs::Enqueue as _;
use hustings_kernel::{AccountId, Actor, Place, Scope, SessionId};
use hustings_store::ScopedTx;
use hustings_vocabulary::session::SessionReuseDetected;
use schemars::JsonSchema;
use serde::Deserialize;

use super::handing_over::{Delivery, SessionView, hand_over};
use super::rows::{self, FamilyRow};
use super::starting::{self, SessionState, Whereabouts};
use crate::Identity;
use crate::mail::{Notice, SendLetter};
use crate::values::SecretText;

/// How long a token's predecessor gets the same token.
const GRACE: TimeDelta = TimeDelta::seconds(30);

/// What is refreshed.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RefreshSession {
    /// The refresh token of a program; a browser sends it as a cookie.
    #[serde(default)]
    refresh_token: Option<SecretText>,
}

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::post(
        "/session/refresh",
        "refresh_session",
        "Get a new access token for a refresh token",
        refresh,
    )
    .without_idempotency_key(
        "a repeat within half a minute gets the same tokens anyway, and later ends the session",
    )
}

async fn refresh(
    anyone: Anyone,
    client: Client,
    State(identity): State<Identity>,
    Json(input): Json<RefreshSession>,
) -> Result<WithCookies<Json<SessionView>>, Failure> {
    let delivery = match input.refresh_token {
        Some(_) => Delivery::Body,
        None => Delivery::Cookies,
    };
    let token = input.refresh_token.as_ref().map(SecretText::reveal);
    let token = token
        .or_else(|| client.cookie(CookieKind::Refresh))
        .ok_or(EdgeRefusal::NotSignedIn)?;
    let (session, presented) = identity
        .refresh_key
        .read(token)
        .ok_or(EdgeRefusal::TokenInvalid)?;

    let mut tx = identity.store.begin(anyone.scope()).await?;
    let family = rows::hold(&mut tx, session)
        .await?
        .ok_or(EdgeRefusal::SessionEnded)?;
    let now = tx.sources().now();
    let state = match judge(&family, presented, now) {
        Judgement::Rotate(next) => rotate(&mut tx, session, &family, next, &Whereabouts::of(&client)).await?,
        Judgement::Again => family.state(session, presented + 1),
        Judgement::Ended => return Err(EdgeRefusal::SessionEnded.into()),
        Judgement::Stolen => {
            drop(tx);
            end_stolen(&identity, anyone.scope(), session, &family).await?;
            return Err(EdgeRefusal::SessionEnded.into());
        }
    };
    tx.commit().await?;
    Ok(hand_over(&identity, &client, &state, delivery)?)
}

/// What a refresh token is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judgement {
    /// It is the newest; this is the generation of its successor.
    Rotate(u32),
    /// It is the newest's predecessor, and not for long: the newest is given out once more.
    Again,
    /// The session is over.
    Ended,
    /// Its successor has long been used: two have it.
    Stolen,
}

fn judge(family: &FamilyRow, presented: u32, now: DateTime<Utc>) -> Judgement {
    let Ok(newest) = u32::try_from(family.generation) else {
        return Judgement::Ended;
    };
    if family.revoked_at.is_some() || family.expires_at <= now || presented > newest {
        // A later generation than the newest was given out before a backup was restored.
        Judgement::Ended
    } else if presented == newest {
        Judgement::Rotate(newest.saturating_add(1))
    } else if presented.saturating_add(1) == newest && now - family.rotated_at <= GRACE {
        Judgement::Again
    } else {
        Judgement::Stolen
    }
}

async fn rotate(
    tx: &mut ScopedTx,
    session: SessionId,
    family: &FamilyRow,
    next: u32,
    whereabouts: &Whereabouts,
) -> Result<SessionState, Failure> {
    let account = AccountId::from(family.account_id);
    let seen = starting::seen(tx, session, account, next, whereabouts).await?;
    rows::rotate(tx, &seen).await?;
    let mut state = family.state(session, next);
    state.refresh_until = seen.expires_at;
    Ok(state)
}

/// Ends a session whose token two have, and says so.
async fn end_stolen(
    identity: &Identity,
    scope: &Scope,
    session: SessionId,
    family: &FamilyRow,
) -> Result<(), Failure> {
    let account = AccountId::from(family.account_id);
    let scope = Scope::from_parts(Place::Installation, Actor::Visitor, scope.correlation());
    let mut tx = identity.store.begin(&scope).await?;
    let now = tx.sources().now();
    if rows::revoke(&mut tx, account, session, now).await? {
        tx.append(&SessionReuseDetected { session, account }).await?;
        tx.enqueue(&SendLetter::Security {
            account,
            notice: Notice::SessionStolen,
        })
        .await?;
        tx.commit().await?;
        identity.memory.forget_session(session);
    }
    Ok(())
}

impl FamilyRow {
    fn state(&self, session: SessionId, generation: u32) -> SessionState {
        SessionState {
            session,
            account: self.account_id.into(),
            assurance: rows::assurance(&self.assurance),
            generation,
            refresh_until: self.expires_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn family(generation: i32) -> FamilyRow {
        FamilyRow {
            account_id: uuid::Uuid::nil(),
            generation,
            rotated_at: at(0),
            assurance: "single".to_owned(),
            expires_at: at(1000),
            revoked_at: None,
        }
    }

    #[test]
    fn the_newest_token_moves_on_and_its_predecessor_gets_the_same_for_half_a_minute() {
        assert_eq!(judge(&family(4), 4, at(500)), Judgement::Rotate(5));
        assert_eq!(judge(&family(4), 3, at(30)), Judgement::Again);
        assert_eq!(judge(&family(4), 3, at(31)), Judgement::Stolen);
        assert_eq!(judge(&family(4), 2, at(1)), Judgement::Stolen);
    }

    #[test]
    fn a_session_that_is_over_cannot_be_refreshed_or_stolen() {
        assert_eq!(judge(&family(4), 4, at(1000)), Judgement::Ended);
        assert_eq!(judge(&family(4), 9, at(1)), Judgement::Ended);
        let mut revoked = family(4);
        revoked.revoked_at = Some(at(1));
        assert_eq!(judge(&revoked, 2, at(2)), Judgement::Ended);
    }
}
