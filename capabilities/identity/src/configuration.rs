//! What an organisation can set about its people while everything runs.

use std::str::FromStr as _;

use chrono::TimeDelta;
use hustings_configuration::{Configurable, Flag, Setting, Who};
use hustings_http::Proof;
use hustings_kernel::{BuiltInRole, OrgId, Permission};
use hustings_store::{ScopedConnection, ScopedTx, StoreError};

use crate::Identity;
use crate::permissions::ChangeOrganisation;
use crate::roles::Role;

const INVITATION_DAYS: Setting<i64> = Setting::number(
    "invitations.lifetime-days",
    "For how many days an invitation holds, if whoever invites says nothing else.",
    (1, 365),
    14,
);

const INVITATION_GREETING: Setting<String> = Setting::text(
    "invitations.greeting",
    "A sentence of the organisation's own in each letter that invites somebody.",
    300,
);

const JOINING_ROLE: Setting<&str> = Setting::choice(
    "members.joining-role",
    "The role of whoever joins without an invitation, where the organisation is open to everybody.",
    &["guest", "supporter", "member"],
    "supporter",
)
.guarded_by(ChangeOrganisation::TYPE.name);

const OWN_NAME: Setting<bool> = Setting::switch(
    "members.choose-own-name",
    "Members may change the name that others see. Who may change the organisation always may.",
    true,
);

const KEY_DAYS: Setting<i64> = Setting::number(
    "keys.longest-days",
    "For how many days a new API key works at most; 0 sets no limit.",
    (0, 3650),
    0,
)
.guarded_by(ChangeOrganisation::TYPE.name);

const SESSION_HOURS: Setting<i64> = Setting::number(
    "sessions.longest-hours",
    "For how many hours people work here before they prove again that it is them; 0 sets no limit.",
    (0, 8760),
    0,
)
.guarded_by(ChangeOrganisation::TYPE.name);

pub(crate) const MEMBER_IMPORT: Flag = Flag::new(
    "members.import",
    "Inviting many people at once from a file.",
    true,
);

/// Everything that can be configured here.
pub(crate) const CONFIGURABLE: &[Configurable] = &[
    INVITATION_DAYS.configurable(),
    INVITATION_GREETING.configurable(),
    JOINING_ROLE.configurable(),
    OWN_NAME.configurable(),
    KEY_DAYS.configurable(),
    SESSION_HOURS.configurable(),
    MEMBER_IMPORT.configurable(),
];

/// Ask before a transaction is begun, unless in it: an answer that is not in memory takes a connection of its own.
impl Identity {
    /// How long an invitation holds, if whoever invites says nothing else.
    pub(crate) async fn invitations_hold_for(&self, org: OrgId) -> Result<TimeDelta, StoreError> {
        let days = self.configuration.read(org, &INVITATION_DAYS).await?;
        Ok(TimeDelta::days(days))
    }

    /// The organisation's own sentence in letters that invite; empty if it has none.
    pub(crate) async fn invitation_greeting(&self, org: OrgId) -> Result<String, StoreError> {
        self.configuration.read(org, &INVITATION_GREETING).await
    }

    /// The role of whoever joins the organisation that the transaction is in without an invitation.
    pub(crate) async fn joining_role(&self, tx: &mut ScopedTx) -> Result<Role, StoreError> {
        let role = self.configuration.read_in(tx, &JOINING_ROLE).await?;
        let role = BuiltInRole::from_str(role).unwrap_or(BuiltInRole::Supporter);
        Ok(Role::BuiltIn(role))
    }

    /// May members change the name that others see?
    pub(crate) async fn members_choose_their_name(&self, org: OrgId) -> Result<bool, StoreError> {
        self.configuration.read(org, &OWN_NAME).await
    }

    /// How long a new API key works at most, if there is a limit.
    pub(crate) async fn keys_work_for(&self, org: OrgId) -> Result<Option<TimeDelta>, StoreError> {
        let days = self.configuration.read(org, &KEY_DAYS).await?;
        Ok((days > 0).then(|| TimeDelta::days(days)))
    }

    /// For how long a proof that it is them lets people into the organisation that the connection is in, if there is a
    /// limit. Asked of the database: the door remembers the answer until the log tells that it changed, and what
    /// configuration remembers may be a moment behind that.
    pub(crate) async fn proofs_hold_for(
        &self,
        on: &mut impl ScopedConnection,
    ) -> Result<Option<TimeDelta>, StoreError> {
        let hours = self.configuration.read_in(on, &SESSION_HOURS).await?;
        Ok((hours > 0).then(|| TimeDelta::hours(hours)))
    }

    /// Can this caller invite from a file?
    pub(crate) async fn imports_for<P: Permission>(&self, may: &Proof<P>) -> Result<bool, StoreError> {
        let who = Who {
            member: may.member(),
            role: may.role(),
        };
        self.configuration.is_on(may.org(), &MEMBER_IMPORT, &who).await
    }
}
