//! Change one's name, language or time zone.

use hustings_events::Append as _;
use hustings_http::{
    Answered, EdgeRefusal, Failure, IfMatch, Json, Once, Operation, SignedIn, State, Versioned,
};
use hustings_vocabulary::account::AccountProfileChanged;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{AccountView, rows};
use crate::Identity;
use crate::values::{Language, PersonName, TimeZone};

/// What changes; what is left out stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeProfile {
    /// What the person is called.
    name: Option<PersonName>,
    /// The language they read.
    language: Option<Language>,
    /// The time zone they live by.
    time_zone: Option<TimeZone>,
}

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::patch(
        "/account",
        "change_profile",
        "Change one's name, language or time zone",
        change_profile,
    )
}

async fn change_profile(
    me: SignedIn,
    seen: IfMatch,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<ChangeProfile>,
) -> Result<Answered<Versioned<AccountView>>, Failure> {
    let mut tx = identity.store.begin(me.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let before = rows::hold(&mut tx, me.account())
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    seen.check(before.version)?;
    let fields = input.fields();
    if !fields.is_empty() {
        let owner = me.account().uuid();
        let keys = identity.store.vault().for_sealing(&[owner]).await?;
        let name = input
            .name
            .map(|name| keys.seal(owner, name.as_str().as_bytes()))
            .transpose()?;
        let language = input.language.as_ref().map(Language::as_str);
        let time_zone = input.time_zone.as_ref().map(TimeZone::as_str);
        rows::change_profile(&mut tx, me.account(), name.as_deref(), language, time_zone).await?;
        let account = me.account();
        tx.append(&AccountProfileChanged { account, fields }).await?;
    }
    let row = rows::by_id(&mut tx, me.account())
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    let changed = Versioned {
        version: row.version,
        value: AccountView::of(identity.store.vault(), row).await?,
    };
    Ok(once.finish(tx, changed).await?)
}

impl ChangeProfile {
    /// The names of the fields that are given.
    fn fields(&self) -> Vec<String> {
        [
            ("name", self.name.is_some()),
            ("language", self.language.is_some()),
            ("time_zone", self.time_zone.is_some()),
        ]
        .into_iter()
        .filter(|(_, given)| *given)
        .map(|(field, _)| field.to_owned())
        .collect()
    }
}
