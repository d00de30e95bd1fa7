//! The agent that tells members what happened to them. Not in the transaction that did it: whoever changes a role should
//! not wait until everybody is told.

use hustings_events::{Agent, AgentContext, AgentFailure, Starts};
use hustings_kernel::{Actor, AgentName, Envelope, Event as _, MemberId};
use hustings_notify::notices::{Notice, Notify as _, Told};
use hustings_store::{ScopedConnection as _, ScopedTx, StoreError};
use hustings_vocabulary::{invitation, key, member, organisation};

use super::kinds::{
    Closing, HandedOver, InvitationAccepted, KeyMade, NamedRole, Reinstated, RoleChanged, Suspended,
};
use super::rows;
use crate::roles::{self, Role};

/// Tells members what happened to them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TellMembers;

impl Agent for TellMembers {
    const NAME: AgentName = AgentName::new("identity.tell-members");
    const READS: &'static [&'static str] = &[
        member::MemberRoleChanged::KIND,
        member::MemberSuspended::KIND,
        member::MemberReinstated::KIND,
        organisation::OrganisationTransferred::KIND,
        organisation::OrganisationClosing::KIND,
        invitation::InvitationAccepted::KIND,
        key::KeyCreated::KIND,
    ];
    // What happened before there were notices is no news.
    const STARTS: Starts = Starts::Now;

    async fn handle(&self, ctx: &mut AgentContext, event: &Envelope) -> Result<(), AgentFailure> {
        let tx = ctx.scoped();
        match event.kind.as_str() {
            member::MemberRoleChanged::KIND => role_changed(tx, event).await,
            member::MemberSuspended::KIND => {
                let suspended: member::MemberSuspended = event.decode()?;
                tell(tx, event, &Suspended {}, &[suspended.member]).await
            }
            member::MemberReinstated::KIND => {
                let reinstated: member::MemberReinstated = event.decode()?;
                tell(tx, event, &Reinstated {}, &[reinstated.member]).await
            }
            organisation::OrganisationTransferred::KIND => {
                let transferred: organisation::OrganisationTransferred = event.decode()?;
                tell(tx, event, &HandedOver {}, &[transferred.to]).await
            }
            organisation::OrganisationClosing::KIND => {
                let closing: organisation::OrganisationClosing = event.decode()?;
                let admins = rows::admins(tx).await?;
                let closes_at = closing.closes_at;
                tell(tx, event, &Closing { closes_at }, &admins).await
            }
            invitation::InvitationAccepted::KIND => invitation_accepted(tx, event).await,
            _ => key_made(tx, event).await,
        }
    }
}

async fn tell(
    tx: &mut ScopedTx,
    event: &Envelope,
    notice: &impl Notice,
    members: &[MemberId],
) -> Result<(), AgentFailure> {
    let by = match event.actor {
        Actor::Member(member) => Some(member),
        _ => None,
    };
    tell_by(tx, event, notice, members, by).await
}

async fn tell_by(
    tx: &mut ScopedTx,
    event: &Envelope,
    notice: &impl Notice,
    members: &[MemberId],
    by: Option<MemberId>,
) -> Result<(), AgentFailure> {
    let told = Told {
        members,
        about: event.id.uuid(),
        by,
        at: event.occurred_at,
    };
    tx.notify(notice, told).await?;
    Ok(())
}

async fn role_changed(tx: &mut ScopedTx, event: &Envelope) -> Result<(), AgentFailure> {
    let changed: member::MemberRoleChanged = event.decode()?;
    // A role of the organisation's own that is gone by now: another change of role follows.
    let Some(role) = name_of(tx, &changed.to).await? else {
        return Ok(());
    };
    let member = changed.member;
    tell(tx, event, &RoleChanged { member, role }, &[member]).await
}

async fn name_of(tx: &mut ScopedTx, role: &str) -> Result<Option<NamedRole>, StoreError> {
    let org = tx.scope().org();
    Ok(match role.parse() {
        Ok(Role::BuiltIn(role)) => Some(NamedRole::BuiltIn(role)),
        Ok(Role::Own(role)) => {
            let row = roles::rows::by_id(tx, org, role).await?;
            row.map(|row| NamedRole::Own(row.name))
        }
        Err(_) => None,
    })
}

async fn invitation_accepted(tx: &mut ScopedTx, event: &Envelope) -> Result<(), AgentFailure> {
    let accepted: invitation::InvitationAccepted = event.decode()?;
    let Some(inviter) = rows::inviter(tx, accepted.invitation).await? else {
        return Ok(());
    };
    let member = accepted.member;
    // Whoever accepts is not a member yet at that moment.
    tell_by(
        tx,
        event,
        &InvitationAccepted { member },
        &[inviter],
        Some(member),
    )
    .await
}

async fn key_made(tx: &mut ScopedTx, event: &Envelope) -> Result<(), AgentFailure> {
    let made: key::KeyCreated = event.decode()?;
    let admins = rows::admins(tx).await?;
    let permissions = made.permissions.len();
    tell(tx, event, &KeyMade { permissions }, &admins).await
}
