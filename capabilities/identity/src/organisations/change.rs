//! Change an organisation's settings.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, IfMatch, Json, Once, Operation, Proof, State, Versioned};
use hustings_vocabulary::organisation::OrganisationChanged;
use schemars::JsonSchema;
use serde::Deserialize;

use super::rows::{self, OrganisationRow};
use super::{OrganisationView, SLUG_TAKEN, SignUpRule};
use crate::Identity;
use crate::members::authority;
use crate::permissions::ChangeOrganisation;
use crate::values::{Label, Language, Slug, TimeZone};

hustings_http::refusals! {
    /// Why an organisation was not changed.
    pub(super) enum ChangeOrganisationRefusal {
        SlugTaken = 409 "slug-taken": "Another organisation has this slug.",
    }
}

/// What is to change; what is left out stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeOrganisationSettings {
    name: Option<Label>,
    slug: Option<Slug>,
    language: Option<Language>,
    time_zone: Option<TimeZone>,
    sign_up: Option<SignUpRule>,
    second_factor_required: Option<bool>,
}

impl ChangeOrganisationSettings {
    /// Writes the changes into the row and says which there were.
    fn apply(self, row: &mut OrganisationRow) -> Vec<String> {
        let mut changed = Vec::new();
        let mut set = |field: &str, kept: &mut String, wanted: Option<String>| {
            if let Some(wanted) = wanted.filter(|wanted| wanted != kept) {
                *kept = wanted;
                changed.push(field.to_owned());
            }
        };
        set("name", &mut row.name, self.name.map(|name| name.to_string()));
        set("slug", &mut row.slug, self.slug.map(|slug| slug.to_string()));
        set(
            "language",
            &mut row.language,
            self.language.map(|language| language.to_string()),
        );
        set(
            "time_zone",
            &mut row.time_zone,
            self.time_zone.map(|zone| zone.to_string()),
        );
        set(
            "sign_up",
            &mut row.sign_up,
            self.sign_up.map(|rule| rule.as_str().to_owned()),
        );
        if let Some(required) = self.second_factor_required
            && required != row.second_factor_required
        {
            row.second_factor_required = required;
            changed.push("second_factor_required".to_owned());
        }
        changed
    }
}

async fn change_organisation(
    may: Proof<ChangeOrganisation>,
    seen: IfMatch,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<ChangeOrganisationSettings>,
) -> Result<Answered<Versioned<OrganisationView>>, Failure<ChangeOrganisationRefusal>> {
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let mut row = authority(&mut tx, &identity.permissions, &may)
        .await?
        .organisation;
    seen.check(row.version)?;
    let fields = input.apply(&mut row);
    if !fields.is_empty() {
        row.version += 1;
        rows::update(&mut tx, &row)
            .await
            .map_err(|error| match error.constraint() {
                Some(SLUG_TAKEN) => ChangeOrganisationRefusal::SlugTaken.into(),
                _ => Failure::from(error),
            })?;
        let organisation = may.org();
        tx.append(&OrganisationChanged { organisation, fields }).await?;
    }
    let changed = Versioned {
        version: row.version,
        value: row.into(),
    };
    let done = once.finish(tx, changed).await?;
    identity.memory.forget_organisation(may.org());
    Ok(done)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::patch(
        "/orgs/{org}",
        "change_organisation",
        "Change an organisation's settings",
        change_organisation,
    )
}
