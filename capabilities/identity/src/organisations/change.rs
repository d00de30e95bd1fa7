//! Change an organisation's settings.

use hustings_events::Append as _;
use hustings_http::{
    Answered, Caller, Failure, IfMatch, Json, Once, Operation, Proof, State, StepUp, Versioned,
};
use hustings_kernel::Scope;
use hustings_store::Freshness;
use hustings_vocabulary::organisation::OrganisationChanged;
use schemars::JsonSchema;
use serde::Deserialize;

use super::rows::{self, OrganisationRow};
use super::{OrganisationView, SLUG_TAKEN, SignUpRule};
use crate::Identity;
use crate::members::authority;
use crate::permissions::ChangeOrganisation;
use crate::second_factors::rows::is_guarded;
use crate::values::{Label, Language, Slug, TimeZone};

hustings_http::refusals! {
    /// Why an organisation was not changed.
    pub(super) enum ChangeOrganisationRefusal {
        SlugTaken = 409 "slug-taken": "Another organisation has this slug.",
        PersonNeeded = 403 "person-needed": "Whether a second factor is needed is decided by a person; sign in.",
        OwnFactorFirst = 409 "own-second-factor-first": "Set a second factor up for yourself first, or you could not enter any more.",
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

/// Who decides whether members need a second factor is a person who has one, and who proved a short while ago that it
/// is them. So nobody locks themselves out, and no key or open session weakens the rule.
async fn may_rule_on_factors(
    identity: &Identity,
    may: &Proof<ChangeOrganisation>,
    step_up: &StepUp,
) -> Result<(), Failure<ChangeOrganisationRefusal>> {
    let Caller::Session(session) = may.caller() else {
        return Err(ChangeOrganisationRefusal::PersonNeeded.into());
    };
    let at_the_door = Scope::visitor(may.scope().correlation());
    let mut read = identity.store.read(&at_the_door, Freshness::Latest).await?;
    if !is_guarded(&mut read, session.account).await? {
        return Err(ChangeOrganisationRefusal::OwnFactorFirst.into());
    }
    drop(read);
    step_up.demand().await
}

async fn change_organisation(
    may: Proof<ChangeOrganisation>,
    step_up: StepUp,
    seen: IfMatch,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<ChangeOrganisationSettings>,
) -> Result<Answered<Versioned<OrganisationView>>, Failure<ChangeOrganisationRefusal>> {
    if input.second_factor_required.is_some() {
        may_rule_on_factors(&identity, &may, &step_up).await?;
    }
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
