//! Found a further organisation: by who runs the installation, or by anybody if the settings say so.

use hustings_http::{Answered, Created, Failure, Json, Once, Operation, SignedIn, State};
use hustings_kernel::{Actor, MemberId, OrgId, Place, Scope};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{NewOrganisation, OrganisationView, SLUG_TAKEN, rows};
use crate::values::PersonName;
use crate::{Founding, Identity};

hustings_http::refusals! {
    /// Why no organisation was founded.
    pub(super) enum FoundRefusal {
        NotAllowed = 403 "founding-not-allowed": "Only those who run this installation found organisations here.",
        SlugTaken = 409 "slug-taken": "Another organisation has this slug.",
    }
}

/// A further organisation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FoundOrganisation {
    organisation: NewOrganisation,
    /// What the founder is called there.
    name: PersonName,
}

/// An organisation, just founded.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FoundedOrganisation {
    /// The organisation.
    pub organisation: OrganisationView,
    /// Its first admin.
    pub member: MemberId,
}

async fn found_organisation(
    me: SignedIn,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<FoundOrganisation>,
) -> Result<Answered<Created<FoundedOrganisation>>, Failure<FoundRefusal>> {
    let mut tx = identity.store.begin(me.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let runs_installation = rows::is_platform_admin(&mut tx, me.account()).await?;
    if identity.settings.founding == Founding::PlatformAdmins && !runs_installation {
        return Err(FoundRefusal::NotAllowed.into());
    }
    let org: OrgId = tx.sources().id();
    let inside = Scope::from_parts(
        Place::Organisation(org),
        Actor::Account(me.account()),
        me.scope().correlation(),
    );
    tx.hazmat_enter(&inside).await?;
    let (row, member) = super::found(&mut tx, org, &input.organisation, me.account(), &input.name)
        .await
        .map_err(|error| match error.constraint() {
            Some(SLUG_TAKEN) => FoundRefusal::SlugTaken.into(),
            _ => Failure::from(error),
        })?;
    let founded = FoundedOrganisation {
        organisation: row.into(),
        member,
    };
    let founded = Created::at(format!("/v1/orgs/{org}"), founded);
    Ok(once.finish(tx, founded).await?)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/orgs",
        "found_organisation",
        "Found an organisation",
        found_organisation,
    )
}
