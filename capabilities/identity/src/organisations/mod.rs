//! Organisations: the tenants, their settings, their beginning and their end.

mod change;
mod close;
pub(crate) mod close_due;
mod found;
mod list_own;
mod read;
mod read_open;
mod read_setup;
mod reopen;
pub(crate) mod rows;
mod setup;
mod transfer;

use chrono::{DateTime, Utc};
use hustings_events::Append as _;
use hustings_http::Operations;
use hustings_kernel::{BuiltInRole, MemberId, OrgId};
use hustings_store::{ScopedTx, StoreError};
use hustings_vocabulary::member::Way;
use hustings_vocabulary::organisation::OrganisationCreated;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Identity;
use crate::members::{Admission, admit};
use crate::roles::Role;
use crate::values::{Label, Language, PersonName, Slug, TimeZone};

pub use setup::issue_setup_token;

/// Who may become a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SignUpRule {
    /// Anybody with an account.
    Open,
    /// Only who was invited.
    #[default]
    Invitation,
}

impl SignUpRule {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Invitation => "invitation",
        }
    }

    fn of_column(text: &str) -> Self {
        match text {
            "open" => Self::Open,
            _ => Self::Invitation,
        }
    }
}

/// How far an organisation is from its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OrganisationState {
    /// It goes on.
    Active,
    /// It will close, and can still be reopened.
    Closing,
    /// It is closed.
    Closed,
}

impl OrganisationState {
    fn of_column(text: &str) -> Self {
        match text {
            "active" => Self::Active,
            "closing" => Self::Closing,
            _ => Self::Closed,
        }
    }
}

/// An organisation and its settings.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OrganisationView {
    /// The organisation.
    pub id: OrgId,
    /// What it is called.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// The language it speaks, where a member has not chosen another.
    pub language: String,
    /// The time zone it lives by, where a member has not chosen another.
    pub time_zone: String,
    /// Who may become a member.
    pub sign_up: SignUpRule,
    /// Do members need a second factor to enter?
    pub second_factor_required: bool,
    /// How far it is from its end.
    pub state: OrganisationState,
    /// Until when it can be reopened, if it is closing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<DateTime<Utc>>,
    /// When it was founded.
    pub created_at: DateTime<Utc>,
}

impl From<rows::OrganisationRow> for OrganisationView {
    fn from(row: rows::OrganisationRow) -> Self {
        Self {
            id: row.org_id.into(),
            name: row.name,
            slug: row.slug,
            language: row.language,
            time_zone: row.time_zone,
            sign_up: SignUpRule::of_column(&row.sign_up),
            second_factor_required: row.second_factor_required,
            state: OrganisationState::of_column(&row.state),
            closes_at: row.closes_at,
            created_at: row.created_at,
        }
    }
}

/// What has to be said to found an organisation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrganisation {
    /// What it is called.
    pub name: Label,
    /// Its name in addresses.
    pub slug: Slug,
    /// The language it speaks.
    #[serde(default = "Language::english")]
    pub language: Language,
    /// The time zone it lives by.
    #[serde(default = "TimeZone::utc")]
    pub time_zone: TimeZone,
}

/// The constraint that keeps two organisations from having one slug.
const SLUG_TAKEN: &str = "organisations_slug_unique";

/// Founds an organisation, in whose scope the transaction already is, with its first admin.
async fn found(
    tx: &mut ScopedTx,
    org: OrgId,
    new: &NewOrganisation,
    account: hustings_kernel::AccountId,
    founder: &PersonName,
) -> Result<(rows::OrganisationRow, MemberId), StoreError> {
    let row = rows::OrganisationRow {
        org_id: org.uuid(),
        name: new.name.to_string(),
        slug: new.slug.to_string(),
        language: new.language.to_string(),
        time_zone: new.time_zone.to_string(),
        sign_up: SignUpRule::Invitation.as_str().to_owned(),
        second_factor_required: false,
        state: "active".to_owned(),
        closes_at: None,
        created_at: tx.sources().now(),
        version: 1,
    };
    rows::insert(tx, &row).await?;
    let admission = Admission {
        account,
        name: founder,
        role: Role::BuiltIn(BuiltInRole::Admin),
        language: None,
        time_zone: None,
        way: Way::Founding,
    };
    let member = admit(tx, &admission)
        .await?
        .ok_or(StoreError::Sealed("a new organisation already has a member"))?;
    tx.append(&OrganisationCreated {
        organisation: org,
        founder: member,
    })
    .await?;
    Ok((row, member))
}

pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("organisations")
        .add(read_setup::operation())
        .add(setup::operation())
        .add(read_open::operation())
        .add(list_own::operation())
        .add(found::operation())
        .add(read::operation())
        .add(change::operation())
        .add(close::operation())
        .add(reopen::operation())
        .add(transfer::operation())
}
