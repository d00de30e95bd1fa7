//! What members are told of themselves and of their organisation: the kinds of notices, and the agent that gives them.

mod kinds;
mod rows;
mod tell;

use hustings_notify::notices::NoticeKind;

pub(crate) use tell::TellMembers;

/// The kinds of notices identity gives.
pub(crate) const NOTICES: &[NoticeKind] = &[
    NoticeKind::of::<kinds::RoleChanged>(),
    NoticeKind::of::<kinds::Suspended>(),
    NoticeKind::of::<kinds::Reinstated>(),
    NoticeKind::of::<kinds::HandedOver>(),
    NoticeKind::of::<kinds::InvitationAccepted>(),
    NoticeKind::of::<kinds::KeyMade>(),
    NoticeKind::of::<kinds::Closing>(),
];
