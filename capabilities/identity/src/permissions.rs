//! What may be allowed in matters of people and organisations.

hustings_kernel::permissions! {
    /// See what the organisation is called and how it is set up.
    ReadOrganisation = "organisation.read", from Guest, also Viewer Operator;
    /// Change the organisation's name, address, language, time zone and rules of entry.
    ChangeOrganisation = "organisation.change", from Admin;
    /// Close the organisation, reopen it in time, or hand it over to another member.
    CloseOrganisation = "organisation.close", from Admin;

    /// See and change what one is in the organisation.
    OwnMembership = "membership.own", from Guest, also Viewer Operator;
    /// See who the members are.
    ReadMembers = "members.read", from Member, also Viewer Operator;
    /// Invite people, see open invitations and take them back.
    InviteMembers = "members.invite", from Leader;
    /// Give members another role, up to one's own.
    ChangeMemberRoles = "members.change-role", from Leader;
    /// Suspend a membership and reinstate it.
    SuspendMembers = "members.suspend", from Leader;
    /// See whether a member has a second factor, and ask for or approve the reset of a lost one.
    ResetSecondFactors = "members.reset-second-factor", from Admin;
    /// Remove a member from the organisation.
    RemoveMembers = "members.remove", from Admin;

    /// See which roles there are and what they allow.
    ReadRoles = "roles.read", from Member, also Viewer Operator;
    /// Make, change and delete the organisation's own roles.
    DefineRoles = "roles.define", from Admin;

    /// Make API keys that act with a part of one's own rights, and revoke them.
    UseKeys = "keys.use", from ActiveMember, also Operator;
    /// See and revoke everybody's API keys.
    ManageKeys = "keys.manage", from Admin, also Operator;

    /// See and export the audit log, and have it verified.
    ReadAudit = "audit.read", from Admin, also Operator;

    /// Found organisations and run the installation.
    RunInstallation = "installation.run", from PlatformAdmin;
}
