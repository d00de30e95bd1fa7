//! Change what one is called in an organisation, one's picture, language and time zone there.

use hustings_events::Append as _;
use hustings_http::{
    Answered, EdgeRefusal, Failure, IfMatch, Json, Once, Operation, Proof, State, Versioned,
};
use hustings_vocabulary::member::MemberChanged;
use schemars::JsonSchema;
use serde::Deserialize;

use super::read_own_membership::OwnMembershipView;
use super::rows::{self, Profile};
use crate::Identity;
use crate::permissions::{ChangeOrganisation, OwnMembership};
use crate::values::{Language, PersonName, PictureAddress, TimeZone};

hustings_http::refusals! {
    /// Why one's membership was not changed.
    pub(super) enum ChangeOwnMembershipRefusal {
        NameIsFixed = 403 "own-name-fixed": "Members of this organisation do not change their names themselves.",
    }
}

/// How one wants to be known here, as a whole: what is left out is taken away.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeOwnMembership {
    name: PersonName,
    avatar: Option<PictureAddress>,
    language: Option<Language>,
    time_zone: Option<TimeZone>,
}

async fn change_own_membership(
    may: Proof<OwnMembership>,
    seen: IfMatch,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<ChangeOwnMembership>,
) -> Result<Answered<Versioned<OwnMembershipView>>, Failure<ChangeOwnMembershipRefusal>> {
    let chooses_name =
        may.has::<ChangeOrganisation>() || identity.members_choose_their_name(may.org()).await?;
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let before = rows::lock(&mut tx, may.org(), may.member())
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    seen.check(before.version)?;
    if !chooses_name && input.name.as_str() != before.name {
        return Err(ChangeOwnMembershipRefusal::NameIsFixed.into());
    }
    let profile = Profile {
        name: input.name.as_str(),
        avatar: input.avatar.as_ref().map(PictureAddress::as_str),
        language: input.language.as_ref().map(Language::as_str),
        time_zone: input.time_zone.as_ref().map(TimeZone::as_str),
    };
    let fields = changed_fields(&before, &profile);
    if !fields.is_empty() {
        let now = tx.sources().now();
        rows::set_profile(&mut tx, may.org(), may.member(), &profile, now).await?;
        let member = may.member();
        tx.append(&MemberChanged { member, fields }).await?;
    }
    let row = rows::by_id(&mut tx, may.org(), may.member())
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    let changed = Versioned {
        version: row.version,
        value: OwnMembershipView::new(row, &may),
    };
    Ok(once.finish(tx, changed).await?)
}

fn changed_fields(before: &rows::MemberRow, after: &Profile<'_>) -> Vec<String> {
    [
        ("name", before.name != after.name),
        ("avatar", before.avatar.as_deref() != after.avatar),
        ("language", before.language.as_deref() != after.language),
        ("time_zone", before.time_zone.as_deref() != after.time_zone),
    ]
    .into_iter()
    .filter(|(_, changed)| *changed)
    .map(|(field, _)| field.to_owned())
    .collect()
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::put(
        "/orgs/{org}/membership",
        "change_own_membership",
        "Change one's own membership",
        change_own_membership,
    )
}
