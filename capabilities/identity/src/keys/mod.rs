//! API keys: how programs come in. A key acts for the member who made it, with a part of that member's rights.

mod create;
mod last_use;
mod list;
mod revoke;
pub(crate) mod rows;
mod secret;

use chrono::{DateTime, Utc};
use hustings_http::Operations;
use hustings_kernel::{ApiKeyId, MemberId};
use schemars::JsonSchema;
use serde::Serialize;

use crate::Identity;

pub use last_use::KeyUse;
pub(crate) use secret::KeySecret;

/// More keys than this nobody keeps apart.
const MOST_KEYS: i64 = 50;

/// A key as it is shown, without its secret.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KeyView {
    /// The key.
    pub id: ApiKeyId,
    /// The member it acts for.
    pub member: MemberId,
    /// What it is for.
    pub name: String,
    /// The first characters of its secret.
    pub prefix: String,
    /// What it may do at most; never more than its member.
    pub permissions: Vec<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Until when it works, if not for ever.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl From<rows::KeyRow> for KeyView {
    fn from(row: rows::KeyRow) -> Self {
        Self {
            id: row.key_id.into(),
            member: row.member_id.into(),
            name: row.name,
            prefix: row.prefix,
            permissions: row.permissions,
            created_at: row.created_at,
            expires_at: row.expires_at,
            last_used_at: row.last_used_at,
            revoked_at: row.revoked_at,
        }
    }
}

pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("keys")
        .add(create::operation())
        .add(list::operation())
        .add(revoke::operation())
}
