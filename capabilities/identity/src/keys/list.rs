//! List one's own API keys, or everybody's for those who manage them.

use hustings_http::{EdgeRefusal, Failure, Operation, Page, PageRequest, Proof, State};
use hustings_kernel::ApiKeyId;
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{KeyView, rows};
use crate::Identity;
use crate::permissions::{ManageKeys, UseKeys};

/// Whose keys.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyFilter {
    /// Everybody's, not only one's own.
    #[serde(default)]
    everybody: bool,
}

async fn list_keys(
    may: Proof<UseKeys>,
    request: PageRequest<ApiKeyId, KeyFilter>,
    State(identity): State<Identity>,
) -> Result<Page<KeyView>, Failure> {
    let everybody = request.filter().everybody;
    if everybody && !may.has::<ManageKeys>() {
        return Err(EdgeRefusal::NoPermission.into());
    }
    let of = (!everybody).then(|| may.member());
    let mut read = identity.store.read(may.scope(), Freshness::Latest).await?;
    let found = rows::list(&mut read, may.org(), of, request.after().copied(), request.rows()).await?;
    Ok(request.page(found, |row| row.key_id.into(), KeyView::from))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get("/orgs/{org}/keys", "list_keys", "List API keys", list_keys)
}
