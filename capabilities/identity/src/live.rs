//! What one can hear of people and organisations as it happens.

use hustings_kernel::{Event, Permission};
use hustings_live::{Reach, Topic};
use hustings_vocabulary::{
    AUDITED, account, invitation, key, member, member_import, organisation, role, session,
};

use crate::permissions::{
    InviteMembers, ManageKeys, OwnMembership, ReadAudit, ReadMembers, ReadOrganisation, ReadRoles,
};

/// The live topics of identity.
pub(crate) const TOPICS: &[Topic] = &[
    Topic {
        name: "organisation",
        kinds: &[
            organisation::OrganisationChanged::KIND,
            organisation::OrganisationClosing::KIND,
            organisation::OrganisationReopened::KIND,
            organisation::OrganisationClosed::KIND,
            organisation::OrganisationTransferred::KIND,
        ],
        reach: Reach::Organisation(ReadOrganisation::TYPE.name),
    },
    Topic {
        name: "members",
        kinds: &[
            member::MemberJoined::KIND,
            member::MemberChanged::KIND,
            member::MemberRoleChanged::KIND,
            member::MemberSuspended::KIND,
            member::MemberReinstated::KIND,
            member::SecondFactorResetRequested::KIND,
            member::SecondFactorResetApproved::KIND,
            member::SecondFactorResetWithdrawn::KIND,
            member::MemberLeft::KIND,
            member::MemberRemoved::KIND,
        ],
        reach: Reach::Organisation(ReadMembers::TYPE.name),
    },
    Topic {
        name: "roles",
        kinds: &[
            role::RoleCreated::KIND,
            role::RoleChanged::KIND,
            role::RoleDeleted::KIND,
        ],
        reach: Reach::Organisation(ReadRoles::TYPE.name),
    },
    Topic {
        name: "invitations",
        kinds: &[
            invitation::InvitationCreated::KIND,
            invitation::InvitationResent::KIND,
            invitation::InvitationRevoked::KIND,
            invitation::InvitationAccepted::KIND,
            invitation::InvitationDeclined::KIND,
        ],
        reach: Reach::Organisation(InviteMembers::TYPE.name),
    },
    Topic {
        name: "member-imports",
        kinds: &[
            member_import::MemberImportStarted::KIND,
            member_import::MemberImportAdvanced::KIND,
            member_import::MemberImportEnded::KIND,
        ],
        reach: Reach::Organisation(InviteMembers::TYPE.name),
    },
    Topic {
        name: "keys",
        kinds: &[key::KeyCreated::KIND, key::KeyRevoked::KIND],
        reach: Reach::Organisation(ManageKeys::TYPE.name),
    },
    Topic {
        name: "audit",
        kinds: AUDITED,
        reach: Reach::Organisation(ReadAudit::TYPE.name),
    },
    Topic {
        name: "membership",
        kinds: &[
            member::MemberChanged::KIND,
            member::MemberRoleChanged::KIND,
            member::MemberSuspended::KIND,
            member::MemberReinstated::KIND,
            key::KeyCreated::KIND,
            key::KeyRevoked::KIND,
        ],
        reach: Reach::Member(OwnMembership::TYPE.name, "member"),
    },
    Topic {
        name: "account",
        kinds: &[
            account::AccountProfileChanged::KIND,
            account::AccountEmailChanged::KIND,
            account::AccountPasswordChanged::KIND,
            account::SecondFactorAdded::KIND,
            account::SecondFactorRemoved::KIND,
            account::RecoveryCodesRenewed::KIND,
            account::RecoveryCodeUsed::KIND,
            member::MemberJoined::KIND,
            session::SessionStarted::KIND,
            session::SessionRevoked::KIND,
        ],
        reach: Reach::Account("account"),
    },
];
