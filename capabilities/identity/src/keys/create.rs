//! Make an API key with a part of one's own rights. Its secret is shown this once.

use chrono::{DateTime, Utc};
use hustings_events::Append as _;
use hustings_http::{
    Answered, Caller, Created, Failure, Json, Once, Operation, Proof, Secret, State, SteppedUp,
};
use hustings_kernel::ApiKeyId;
use hustings_vocabulary::key::KeyCreated;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::rows::{self, KeyRow};
use super::{KeySecret, KeyView, MOST_KEYS};
use crate::Identity;
use crate::permissions::UseKeys;
use crate::roles::parse_permissions;
use crate::values::Label;

hustings_http::refusals! {
    /// Why no key was made.
    pub(super) enum CreateKeyRefusal {
        PersonNeeded = 403 "person-needed": "A key does not make keys; sign in.",
        NoSuchPermission(fields) = 422 "no-such-permission": "Some permissions do not exist.",
        MoreThanOwn = 403 "more-than-own-rights": "A key never has a right that its member has not.",
        InThePast = 422 "expires-in-the-past": "The expiry lies in the past.",
        LivesTooLong = 422 "key-lives-too-long": "Keys of this organisation do not work for that long.",
        TooMany = 409 "too-many-keys": "A member has at most 50 keys; revoke one first.",
    }
}

/// A new key.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateKey {
    /// What it is for.
    name: Label,
    /// What it may do.
    #[schemars(length(min = 1, max = 500))]
    permissions: Vec<String>,
    /// Until when it works; for ever if nothing is said.
    expires_at: Option<DateTime<Utc>>,
}

/// A key, with its secret.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CreatedKey {
    /// The key.
    key: KeyView,
    /// The secret. It is never shown again.
    secret: String,
}

async fn create_key(
    may: Proof<UseKeys>,
    _: SteppedUp,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<CreateKey>,
) -> Result<Answered<Secret<Created<CreatedKey>>>, Failure<CreateKeyRefusal>> {
    if matches!(may.caller(), Caller::Key(_)) {
        return Err(CreateKeyRefusal::PersonNeeded.into());
    }
    let permissions = parse_permissions(&input.permissions, &identity.permissions)
        .map_err(CreateKeyRefusal::NoSuchPermission)?;
    if !may.permissions().covers(&permissions) {
        return Err(CreateKeyRefusal::MoreThanOwn.into());
    }
    let longest = identity.keys_work_for(may.org()).await?;
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let now = tx.sources().now();
    if input.expires_at.is_some_and(|expiry| expiry <= now) {
        return Err(CreateKeyRefusal::InThePast.into());
    }
    if longest.is_some_and(|longest| input.expires_at.is_none_or(|expiry| expiry > now + longest)) {
        return Err(CreateKeyRefusal::LivesTooLong.into());
    }
    if rows::count_usable(&mut tx, may.org(), may.member(), now).await? >= MOST_KEYS {
        return Err(CreateKeyRefusal::TooMany.into());
    }
    let secret = KeySecret::new(&Zeroizing::new(tx.sources().bytes()));
    let key: ApiKeyId = tx.sources().id();
    let row = KeyRow {
        org_id: may.org().uuid(),
        key_id: key.uuid(),
        member_id: may.member().uuid(),
        name: input.name.to_string(),
        prefix: secret.prefix().to_owned(),
        permissions: permissions.names().map(str::to_owned).collect(),
        created_at: now,
        expires_at: input.expires_at,
        last_used_at: None,
        revoked_at: None,
    };
    rows::insert(&mut tx, &row, &secret.hash(identity.store.vault())).await?;
    tx.append(&KeyCreated {
        key,
        member: may.member(),
        permissions: row.permissions.clone(),
        expires_at: row.expires_at,
    })
    .await?;
    let made = Secret(Created::new(CreatedKey {
        key: row.into(),
        secret: secret.reveal().to_owned(),
    }));
    Ok(once.finish(tx, made).await?)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post("/orgs/{org}/keys", "create_key", "Make an API key", create_key)
}
