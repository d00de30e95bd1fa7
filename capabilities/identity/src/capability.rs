//! Identity as the server puts it together with the other capabilities.

use hustings_capability::{Capability, Worker};
use hustings_events::Agents;
use hustings_jobs::ScheduleError;
use hustings_kernel::Event;
use hustings_vocabulary::{
    account, audit, invitation, key, member, member_import, organisation, role, session,
};

use crate::audit::SealAudit;
use crate::notices::{NOTICES, TellMembers};
use crate::{Identity, configuration, jobs, live, permissions, routes, schedules};

/// The kinds of events identity emits.
const EMITS: &[&str] = &[
    account::AccountCreated::KIND,
    account::AccountProfileChanged::KIND,
    account::AccountEmailChanged::KIND,
    account::AccountPasswordChanged::KIND,
    account::AccountLocked::KIND,
    account::SecondFactorAdded::KIND,
    account::SecondFactorRemoved::KIND,
    account::RecoveryCodesRenewed::KIND,
    account::RecoveryCodeUsed::KIND,
    account::SecondFactorLocked::KIND,
    account::AccountClosed::KIND,
    audit::AuditExported::KIND,
    invitation::InvitationCreated::KIND,
    invitation::InvitationResent::KIND,
    invitation::InvitationHandedOver::KIND,
    invitation::InvitationRevoked::KIND,
    invitation::InvitationAccepted::KIND,
    invitation::InvitationDeclined::KIND,
    key::KeyCreated::KIND,
    key::KeyRevoked::KIND,
    member::MemberJoined::KIND,
    member::MemberRoleChanged::KIND,
    member::MemberChanged::KIND,
    member::MemberSuspended::KIND,
    member::SecondFactorResetRequested::KIND,
    member::SecondFactorResetApproved::KIND,
    member::SecondFactorResetWithdrawn::KIND,
    member::MemberReinstated::KIND,
    member::MemberLeft::KIND,
    member::MemberRemoved::KIND,
    member_import::MemberImportStarted::KIND,
    member_import::MemberImportAdvanced::KIND,
    member_import::MemberImportEnded::KIND,
    organisation::OrganisationCreated::KIND,
    organisation::OrganisationChanged::KIND,
    organisation::OrganisationClosing::KIND,
    organisation::OrganisationClosed::KIND,
    organisation::OrganisationReopened::KIND,
    organisation::OrganisationTransferred::KIND,
    role::RoleCreated::KIND,
    role::RoleChanged::KIND,
    role::RoleDeleted::KIND,
    session::SessionStarted::KIND,
    session::SessionAssuranceChanged::KIND,
    session::SessionRevoked::KIND,
    session::SessionReuseDetected::KIND,
];

/// Who people are and what they may do.
pub fn capability(identity: &Identity, workers: Vec<Worker>) -> Result<Capability, ScheduleError> {
    Ok(Capability {
        name: "identity",
        routes: routes(identity),
        agents: Agents::new()
            .with(SealAudit::new(identity.store.vault()))
            .with(TellMembers),
        jobs: jobs(identity),
        schedules: schedules()?,
        workers,
        live: live::TOPICS,
        permissions: permissions::ALL_PERMISSIONS,
        configurable: configuration::CONFIGURABLE,
        notices: NOTICES,
        emits: EMITS,
    })
}
