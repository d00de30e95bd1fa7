// Generated from docs/api/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ask whether the installation is still to be set up */
        get: operations["read_setup"];
        put?: never;
        /** Set up the installation */
        post: operations["set_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/open-organisations/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look at an organisation that is open to everybody */
        get: operations["read_open_organisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the organisations one belongs to */
        get: operations["list_own_organisations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Found an organisation */
        post: operations["found_organisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an organisation */
        get: operations["read_organisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change an organisation's settings */
        patch: operations["change_organisation"];
        trace?: never;
    };
    "/v1/orgs/{org}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Close an organisation */
        put: operations["close_organisation"];
        post?: never;
        /** Reopen an organisation that is closing */
        delete: operations["reopen_organisation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand an organisation over to another member */
        post: operations["transfer_organisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List members */
        get: operations["list_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/members/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count members */
        get: operations["count_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/members/{member}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a member */
        get: operations["read_member"];
        put?: never;
        post?: never;
        /** Remove a member */
        delete: operations["remove_member"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/members/{member}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what a member can do */
        get: operations["read_member_permissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/members/{member}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give a member another role */
        put: operations["change_member_role"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/members/{member}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Suspend a membership */
        put: operations["suspend_member"];
        post?: never;
        /** Reinstate a suspended membership */
        delete: operations["reinstate_member"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/membership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one's own membership */
        get: operations["read_own_membership"];
        /** Change one's own membership */
        put: operations["change_own_membership"];
        /** Join an organisation that is open to everybody */
        post: operations["join_organisation"];
        /** Leave an organisation */
        delete: operations["leave_organisation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/members/imports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at what an import of members would do
         * @description `Idempotency-Key` is not looked at: it changes nothing; it is no GET because of the size of what it looks at.
         */
        post: operations["preview_member_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/members/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List imports of members */
        get: operations["list_member_imports"];
        put?: never;
        /** Invite everybody in a file */
        post: operations["start_member_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/members/imports/{import}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how far an import of members is */
        get: operations["read_member_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/members/imports/{import}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel an import of members */
        post: operations["cancel_member_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/members/imports/{import}/rejections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the rows that an import rejected */
        get: operations["list_import_rejections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the permissions there are */
        get: operations["list_permissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the roles */
        get: operations["list_roles"];
        put?: never;
        /** Make a role */
        post: operations["create_role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/roles/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a role */
        put: operations["change_role"];
        post?: never;
        /** Delete a role */
        delete: operations["delete_role"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List invitations */
        get: operations["list_invitations"];
        put?: never;
        /** Invite somebody by e-mail */
        post: operations["invite_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/invitations/{invitation}/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send an invitation once more */
        post: operations["resend_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/invitations/{invitation}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand an invitation over as a link */
        post: operations["hand_invitation_over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back */
        delete: operations["revoke_invitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at an invitation
         * @description `Idempotency-Key` is not looked at: it changes nothing; it is no GET because the token must not stand in an address.
         */
        post: operations["look_at_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation with the account one has */
        post: operations["accept_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation and get an account with it */
        post: operations["join_by_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline an invitation */
        post: operations["decline_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List API keys */
        get: operations["list_keys"];
        put?: never;
        /** Make an API key */
        post: operations["create_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key */
        delete: operations["revoke_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the audit log */
        get: operations["list_audit_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/audit/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export the audit log
         * @description `Idempotency-Key` is not looked at: every copy is taken, and audited, anew.
         */
        post: operations["export_audit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Verify the audit log */
        get: operations["verify_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one's own account */
        get: operations["read_account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change one's name, language or time zone */
        patch: operations["change_profile"];
        trace?: never;
    };
    "/v1/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change one's password */
        put: operations["change_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close one's account
         * @description `Idempotency-Key` is not looked at: whoever has closed their account gets `session-ended`, which says the same.
         */
        post: operations["close_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign up for an account */
        post: operations["sign_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-ups/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the address one signed up with */
        post: operations["confirm_sign_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to be reached at another address */
        post: operations["request_email_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/email-changes/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a change of address */
        post: operations["confirm_email_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a link to choose a new password */
        post: operations["request_password_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/password-resets/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose a new password with the link from the letter */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with e-mail address and password
         * @description `Idempotency-Key` is not looked at: a repeat starts another session, and the first answer, a secret, is kept nowhere.
         */
        post: operations["sign_in"];
        /**
         * Sign out
         * @description `Idempotency-Key` is not looked at: whoever is signed out gets `session-ended`, which says the same.
         */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a new access token for a refresh token
         * @description `Idempotency-Key` is not looked at: a repeat within half a minute gets the same tokens anyway, and later ends the session.
         */
        post: operations["refresh_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the sessions of one's account */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        /** End all of one's sessions but this one */
        delete: operations["revoke_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of one's sessions */
        delete: operations["revoke_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how one's account is guarded */
        get: operations["read_second_factor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/authenticator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to set an authenticator app up */
        post: operations["begin_authenticator"];
        /** Take one's authenticator app away, and with it the recovery codes */
        delete: operations["remove_authenticator"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/authenticator/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finish setting an authenticator app up */
        post: operations["confirm_authenticator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have new recovery codes made */
        post: operations["renew_recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove once more that it is you
         * @description `Idempotency-Key` is not looked at: a code can be used once, and a repeat with the password proves the same again.
         */
        post: operations["prove_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish signing in with a second factor
         * @description `Idempotency-Key` is not looked at: a challenge is good for one session, and the answer, a secret, is kept nowhere.
         */
        post: operations["answer_sign_in_challenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/members/{member}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read whether a member has a second factor */
        get: operations["read_member_second_factor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/members/{member}/second-factor-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a member's lost second factor to be taken away */
        post: operations["request_second_factor_reset"];
        /** Take the request to reset a member's second factor back */
        delete: operations["withdraw_second_factor_reset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/members/{member}/second-factor-reset/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Approve that a member's lost second factor is taken away */
        put: operations["approve_second_factor_reset"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/second-factor-resets/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take one's lost second factor away with the link from the letter */
        post: operations["confirm_second_factor_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List background jobs */
        get: operations["list_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/jobs/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count background jobs by state */
        get: operations["count_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a background job */
        get: operations["read_job"];
        put?: never;
        post?: never;
        /** Discard a dead background job */
        delete: operations["discard_job"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/jobs/{job}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry a background job */
        post: operations["retry_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/jobs/{job}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a background job */
        post: operations["cancel_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the installation's own background jobs */
        get: operations["list_installation_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/jobs/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the installation's own background jobs by state */
        get: operations["count_installation_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a background job of the installation itself */
        get: operations["read_installation_job"];
        put?: never;
        post?: never;
        /** Discard a dead background job of the installation itself */
        delete: operations["discard_installation_job"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/jobs/{job}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry a background job of the installation itself */
        post: operations["retry_installation_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/jobs/{job}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a background job of the installation itself */
        post: operations["cancel_installation_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the agents */
        get: operations["list_agents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/agents/{agent}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an agent */
        get: operations["read_agent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/agents/{agent}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Run, pause or drain an agent */
        put: operations["set_agent_state"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/agents/{agent}/rewind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send an agent back in the log */
        post: operations["rewind_agent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/agents/{agent}/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what an agent could not handle */
        get: operations["list_agent_dead_letters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/agents/{agent}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let an agent try again everything it could not handle */
        post: operations["replay_dead_letters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/agents/{agent}/dead-letters/{event}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let an agent try an event again that it could not handle */
        post: operations["replay_dead_letter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/agents/{agent}/dead-letters/{event}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give up an event that an agent could not handle */
        post: operations["skip_dead_letter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what agents could not handle in the organisation */
        get: operations["list_dead_letters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look at how the system is doing */
        get: operations["read_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what can be configured */
        get: operations["list_configuration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/configuration/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one thing that can be configured */
        get: operations["read_configured"];
        /** Choose what holds */
        put: operations["change_configured"];
        post?: never;
        /** Have something as the release has it */
        delete: operations["reset_configured"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/configuration/{key}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo the latest change */
        post: operations["undo_configured"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/configuration/{key}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the changes of one thing that can be configured */
        get: operations["list_configured_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read which features and variants one has */
        get: operations["read_own_features"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/features/{key}/exposures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that one was shown a variant of an experiment
         * @description `Idempotency-Key` is not looked at: the first time counts, and a repeat changes nothing.
         */
        post: operations["note_exposure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what needs one's attention */
        get: operations["list_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/installation/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what needs the attention of those who run the installation */
        get: operations["list_installation_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what one was told */
        get: operations["list_inbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/inbox/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what one has not read */
        get: operations["count_unread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/inbox/{notice}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mark a notice as read, unread or thrown away
         * @description `Idempotency-Key` is not looked at: it stands afterwards as was asked, however often.
         */
        put: operations["mark_notice"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/inbox/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark everything as read */
        post: operations["read_all"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/inbox/unreading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put back what was marked as read together
         * @description `Idempotency-Key` is not looked at: what is unread already stays so.
         */
        post: operations["put_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/inbox/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List which notices one gets letters of */
        get: operations["list_preferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/inbox/preferences/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose whether one gets letters of a kind of notice
         * @description `Idempotency-Key` is not looked at: what was said last already is not said again.
         */
        put: operations["choose_letters"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/inbox/preferences/{kind}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what one said about letters of a kind of notice */
        get: operations["list_words"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org}/inbox/quiet-hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read when one wants no letters that can wait */
        get: operations["read_quiet_hours"];
        /**
         * Choose when one wants no letters that can wait
         * @description `Idempotency-Key` is not looked at: they are afterwards as was asked, however often.
         */
        put: operations["choose_quiet_hours"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unsubscriptions/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Be led to the page where one can say no to letters */
        get: operations["look_with_one_click"];
        put?: never;
        /**
         * Get no more letters like this one, with one click
         * @description `Idempotency-Key` is not looked at: whoever gets no letters any more gets none however often it is said.
         */
        post: operations["unsubscribe_with_one_click"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscription/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See which letters a letter's link is about
         * @description `Idempotency-Key` is not looked at: it only looks.
         */
        post: operations["look_at_subscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscription/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get no more letters like this one
         * @description `Idempotency-Key` is not looked at: what was said last already is not said again.
         */
        post: operations["end_subscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscription/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get letters like this one again
         * @description `Idempotency-Key` is not looked at: what was said last already is not said again.
         */
        post: operations["take_unsubscribing_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/csrf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the token that unsafe requests of a browser carry */
        get: operations["csrf_token"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Which invitation, and what to be called there. */
        Accept: {
            name: components["schemas"]["PersonName"];
            /** @description The token from the letter's link, or from one that was handed over. */
            token: string;
        };
        /** @description A new member, as they see it. */
        AcceptedInvitation: {
            /** @description Who one is there. */
            member: components["schemas"]["MemberId"];
            /** @description The organisation. */
            organisation: components["schemas"]["OrgId"];
        };
        /**
         * Format: uuid
         * @description The id of a account.
         */
        AccountId: string;
        /** @description An account as its owner sees it. */
        AccountView: {
            /**
             * Format: date-time
             * @description When the account was made.
             */
            created_at: string;
            /** @description The address it is reached at. */
            email: string;
            /**
             * Format: date-time
             * @description When the address was confirmed.
             */
            email_confirmed_at: string;
            /** @description The account. */
            id: components["schemas"]["AccountId"];
            /** @description The language they read. */
            language: string;
            /** @description What the person is called. */
            name: string;
            /** @description Do they run the installation? */
            platform_admin: boolean;
            /** @description The time zone they live by. */
            time_zone: string;
        };
        /** @description A process that works for an agent. */
        AgentProcess: {
            /** @description The machine it runs on, if it has said so. */
            host?: string | null;
            /**
             * Format: int64
             * @description How many of the agent's lanes it holds; all its processes together hold eight.
             */
            lanes: number;
            /**
             * Format: uuid
             * @description The process, as system health names it.
             */
            node: string;
        };
        /** @description What is wanted of an agent, or what became of it. */
        AgentState: "running" | "paused" | "draining" | "failed";
        /** @description What to make of an agent. */
        AgentVerdict: "healthy" | "dead-letters" | "stuck" | "unattended" | "stopped" | "failed";
        /** @description An agent, and how it is doing. */
        AgentView: {
            /**
             * Format: int64
             * @description Things whose events wait for an operator: its dead letters.
             */
            dead_letters: number;
            /**
             * Format: int64
             * @description Events it has handled in its life.
             */
            handled: number;
            /**
             * Format: int64
             * @description Events it still has to handle; 10,000 stands for that many or more.
             */
            lag_events: number;
            /**
             * Format: uint64
             * @description How long ago the oldest of them was recorded.
             */
            lag_seconds: number;
            /** @description Its name. */
            name: string;
            /** @description The processes that work for it. */
            processes: components["schemas"]["AgentProcess"][];
            /**
             * Format: date-time
             * @description When it last got on.
             */
            progressed_at: string;
            /** @description Why it does not run, in an operator's words. */
            reason?: string | null;
            /** @description What is wanted of it. */
            state: components["schemas"]["AgentState"];
            /** @description What to make of it. */
            verdict: components["schemas"]["AgentVerdict"];
            /**
             * Format: int64
             * @description Things whose events failed and are tried again by themselves.
             */
            waiting: number;
        };
        /** @description The answer to a challenge. */
        AnswerChallenge: {
            /** @description The token that the right password earned. */
            challenge: string;
            /** @description A code of the authenticator app, or a recovery code. */
            code: components["schemas"]["FactorCode"];
            /** @description Where the tokens go: into cookies for a browser, into the answer for a program. */
            tokens?: components["schemas"]["Delivery"];
        };
        /**
         * Format: uuid
         * @description The id of a API key.
         */
        ApiKeyId: string;
        /** @description An entry of the audit log. */
        AuditEntry: {
            /** @description Who did it. */
            actor: string;
            /** @description What it belongs to: the id of the request. */
            correlation: components["schemas"]["CorrelationId"];
            /** @description The event. */
            id: components["schemas"]["EventId"];
            /** @description What happened. */
            kind: string;
            /** @description What kind of thing it happened to. */
            noun: string;
            /**
             * Format: date-time
             * @description When.
             */
            occurred_at: string;
            /** @description What is particular to it. What was erased reads `$erased`. */
            payload: unknown;
            /**
             * Format: int64
             * @description Its place in the chain.
             */
            sequence: number;
            /**
             * Format: uuid
             * @description Which one.
             */
            subject: string;
            /**
             * Format: int16
             * @description The version of its payload.
             */
            version: number;
        };
        /** @description Which entries. */
        AuditFilter: {
            /** @description Who did it, for example `member:` and an id. */
            actor?: string | null;
            /**
             * Format: date-time
             * @description Recorded at this moment or later.
             */
            from?: string | null;
            /** @description What happened, for example `member.role-changed`. */
            kind?: string | null;
            /** @description What kind of thing it happened to, for example `role`. */
            noun?: string | null;
            /**
             * Format: uuid
             * @description Which one.
             */
            subject?: string | null;
            /**
             * Format: date-time
             * @description Recorded before this moment.
             */
            until?: string | null;
        };
        /** @description An authenticator app. */
        AuthenticatorView: {
            /**
             * Format: date-time
             * @description When it was added.
             */
            added_at: string;
            /**
             * Format: date-time
             * @description When a code of it was last accepted.
             */
            last_used_at?: string | null;
        };
        /** @description Where and how a chain breaks. */
        Break: {
            /**
             * Format: uuid
             * @description The event that stands, or stood, there.
             */
            event?: string | null;
            /**
             * Format: int64
             * @description The place in the chain.
             */
            sequence: number;
            /** @description What is wrong. */
            what: components["schemas"]["BreakKind"];
        };
        /** @description What can be wrong with a chain. */
        BreakKind: "link-missing" | "link-altered" | "event-altered" | "event-missing" | "head-altered" | "seal-forged" | "anchor-forged";
        /** @description How far stopping a job got. */
        CancelOutcome: "cancelled" | "stopping";
        /** @description What becomes of the job. */
        Cancelling: {
            /** @description How far it got. */
            outcome: components["schemas"]["CancelOutcome"];
        };
        /** @description The password was right; the second factor is awaited. */
        Challenge: {
            /** @description To be sent back together with a code. It is good for one sign-in and worth nothing by itself. */
            challenge: string;
            /**
             * Format: date-time
             * @description Until when.
             */
            expires_at: string;
        };
        /** @description What is to change; what is left out stays. */
        ChangeOrganisationSettings: {
            language?: components["schemas"]["Language"] | null;
            name?: components["schemas"]["Label"] | null;
            second_factor_required?: boolean | null;
            sign_up?: components["schemas"]["SignUpRule"] | null;
            slug?: components["schemas"]["Slug"] | null;
            time_zone?: components["schemas"]["TimeZone"] | null;
        };
        /** @description How one wants to be known here, as a whole: what is left out is taken away. */
        ChangeOwnMembership: {
            avatar?: components["schemas"]["PictureAddress"] | null;
            language?: components["schemas"]["Language"] | null;
            name: components["schemas"]["PersonName"];
            time_zone?: components["schemas"]["TimeZone"] | null;
        };
        /** @description The role as it is to be. */
        ChangeOwnRole: {
            /** @default  */
            description: components["schemas"]["Note"];
            name: components["schemas"]["Label"];
            /** @description The names of what it allows. */
            permissions: string[];
        };
        /** @description The old password and the new. */
        ChangePassword: {
            /** @description The password as it is. */
            current: components["schemas"]["Password"];
            /** @description The password as it shall be. */
            new: components["schemas"]["Password"];
        };
        /** @description What changes; what is left out stays. */
        ChangeProfile: {
            /** @description The language they read. */
            language?: components["schemas"]["Language"] | null;
            /** @description What the person is called. */
            name?: components["schemas"]["PersonName"] | null;
            /** @description The time zone they live by. */
            time_zone?: components["schemas"]["TimeZone"] | null;
        };
        /** @description Another role. */
        ChangeRole: {
            role: components["schemas"]["Role"];
        };
        /** @description A change of the past. */
        ChangeView: {
            /**
             * Format: date-time
             * @description When.
             */
            changed_at: string;
            /** @description Who: `member:` and an id, mostly. */
            changed_by: string;
            /** @description What was chosen before; nothing if it was as the release has it. */
            from?: components["schemas"]["ChosenView"] | null;
            /** @description What was chosen from then on; nothing if it was as the release has it. */
            to?: components["schemas"]["ChosenView"] | null;
            /**
             * Format: int64
             * @description The change that it undid.
             */
            undoes?: number | null;
            /**
             * Format: int64
             * @description Which of the changes it is, counted from 1.
             */
            version: number;
        };
        /** @description What is looked at. */
        Check: "settings" | "data-folder" | "disk" | "mail" | "key" | "database" | "migrations" | "roles" | "row-level-security" | "clock" | "partitions" | "nodes" | "agents" | "jobs" | "redis";
        /** @description What one wants. */
        Choose: {
            /** @description Letters? */
            letters: boolean;
        };
        /** @description What was chosen. */
        ChosenView: {
            value: components["schemas"]["SettingValue"];
        } | {
            rule: components["schemas"]["FlagRule"];
        } | {
            plan: components["schemas"]["ExperimentPlan"];
        };
        /** @description Meant in earnest? */
        Close: {
            /** @description The slug of the organisation, against slips of the hand. */
            slug: string;
        };
        /** @description The password, once more. */
        CloseAccount: {
            /** @description The password of the account. */
            password: components["schemas"]["Password"];
        };
        /** @description What is to hold. */
        ConfigurationChoice: {
            value: components["schemas"]["SettingValue"];
        } | {
            rule: components["schemas"]["FlagRule"];
        } | {
            plan: components["schemas"]["PlanChoice"];
        };
        /** @description One thing that can be configured, and what holds. */
        ConfiguredView: {
            /** @description What it does. */
            description: string;
            /**
             * Format: date-time
             * @description When it was changed last.
             */
            changed_at?: string | null;
            /** @description Who changed it last: `member:` and an id, mostly. */
            changed_by?: string | null;
            /** @description Did somebody choose what holds? Otherwise it is as the release has it. */
            chosen: boolean;
            /** @description Its stable name. */
            key: string;
            /** @description May the caller change it? */
            may_change: boolean;
            /**
             * Format: int64
             * @description How many changes there were; send it in If-Match (`"v3"`) when changing it.
             */
            version: number;
            /** @description What it is, and what holds. */
            what: components["schemas"]["ConfiguredWhat"];
        };
        /** @description What something that can be configured is, and what holds. */
        ConfiguredWhat: {
            /** @description What holds where nobody chose. */
            default: components["schemas"]["SettingValue"];
            /** @constant */
            kind: "switch";
            /** @description What holds. */
            value: components["schemas"]["SettingValue"];
        } | {
            /** @description What holds where nobody chose. */
            default: components["schemas"]["SettingValue"];
            /** @constant */
            kind: "number";
            /**
             * Format: int64
             * @description The smallest it can be.
             */
            least: number;
            /**
             * Format: int64
             * @description The largest it can be.
             */
            most: number;
            /** @description What holds. */
            value: components["schemas"]["SettingValue"];
        } | {
            /** @description All there are. */
            choices: string[];
            /** @description What holds where nobody chose. */
            default: components["schemas"]["SettingValue"];
            /** @constant */
            kind: "choice";
            /** @description What holds. */
            value: components["schemas"]["SettingValue"];
        } | {
            /** @description What holds where nobody chose. */
            default: components["schemas"]["SettingValue"];
            /** @constant */
            kind: "text";
            /**
             * Format: uint
             * @description Its most characters.
             */
            longest: number;
            /** @description What holds. */
            value: components["schemas"]["SettingValue"];
        } | {
            /** @description For whom it is there where nobody chose. */
            default: components["schemas"]["FlagRule"];
            /** @constant */
            kind: "flag";
            /** @description For whom it is there. */
            rule: components["schemas"]["FlagRule"];
        } | {
            /** @description To how many members each variant was shown in the present round, or the one that ended last. */
            exposures: {
                [key: string]: number;
            };
            /** @constant */
            kind: "experiment";
            /** @description What is done with it. */
            plan: components["schemas"]["ExperimentPlan"];
            /** @description The ways, the usual one first. */
            variants: string[];
        };
        /** @description What the app shows. */
        ConfirmAuthenticator: {
            /** @description The six digits. */
            code: components["schemas"]["FactorCode"];
        };
        /** @description The token from one of the letters. */
        ConfirmEmailChange: {
            /** @description What stands behind `#token=` in the link. */
            token: string;
        };
        /** @description The token from the letter, and the password. */
        ConfirmReset: {
            /** @description The password of the account. */
            password: components["schemas"]["Password"];
            /** @description What stands behind `#token=` in the link. */
            token: string;
        };
        /** @description The token from the letter. */
        ConfirmSignUp: {
            /** @description What stands behind `#token=` in the link. */
            token: string;
        };
        /** @description The account that there is now. */
        ConfirmedSignUp: {
            /** @description The account. */
            account: components["schemas"]["AccountId"];
            /** @description The organisation that was joined, if it is still open to everybody or the invitation still holds. */
            organisation?: components["schemas"]["OrgId"] | null;
        };
        /**
         * Format: uuid
         * @description The id of a correlation.
         */
        CorrelationId: string;
        /** @description Which members. */
        CountMembers: {
            /** @description The role they hold. */
            role?: components["schemas"]["Role"] | null;
            /**
             * @description How the membership stands; active if nothing is said.
             * @default active
             */
            status: components["schemas"]["MemberStatus"];
        };
        /** @description A new key. */
        CreateKey: {
            /**
             * Format: date-time
             * @description Until when it works; for ever if nothing is said.
             */
            expires_at?: string | null;
            /** @description What it is for. */
            name: components["schemas"]["Label"];
            /** @description What it may do. */
            permissions: string[];
        };
        /** @description A new role. */
        CreateRole: {
            /** @default  */
            description: components["schemas"]["Note"];
            name: components["schemas"]["Label"];
            /** @description The names of what it allows. */
            permissions: string[];
        };
        /** @description A key, with its secret. */
        CreatedKey: {
            /** @description The key. */
            key: components["schemas"]["KeyView"];
            /** @description The secret. It is never shown again. */
            secret: string;
        };
        /** @description The token, for the header `X-CSRF-Token`. */
        CsrfToken: {
            /** @description Valid until the session ends, or until sign-in for a browser that is not signed in. */
            token: string;
        };
        /** @description An event that an agent could not handle, as it is shown. What it says is not. */
        DeadLetterView: {
            /** @description The agent. */
            agent: string;
            /**
             * Format: int32
             * @description How often it was tried.
             */
            attempts: number;
            /** @description Whether it waits for an operator; otherwise it is tried again by itself. */
            dead: boolean;
            /** @description Why it failed, in fixed words. */
            error: string;
            /** @description The event. */
            event: components["schemas"]["EventId"];
            /** @description What happened. */
            kind: string;
            /** @description What kind of thing it happened to. */
            noun: string;
            /**
             * Format: uuid
             * @description The organisation it happened in; the nil id for what happened outside any.
             */
            organisation: string;
            /**
             * Format: date-time
             * @description When the log took it.
             */
            recorded_at: string;
            /**
             * Format: date-time
             * @description When the agent set it aside.
             */
            set_aside_at: string;
            /**
             * Format: uuid
             * @description Which one. Nothing else happens to it, as far as this agent is concerned, until this is settled.
             */
            subject: string;
            /**
             * Format: int64
             * @description How many events wait with it, itself among them.
             */
            waiting: number;
        };
        /** @description Which invitation. */
        Decline: {
            /** @description The token from the letter's link. */
            token: string;
        };
        /** @description What comes instead. */
        DeleteRole: {
            /** @description The role that whoever holds this one gets. */
            replacement?: components["schemas"]["Role"] | null;
        };
        /** @description Where the tokens go. */
        Delivery: "cookies" | "body";
        /** @description How a letter stands. */
        DeliveryState: "sending" | "waiting" | "sent" | "refused" | "unknown" | "withheld";
        /** Format: email */
        EmailAddress: string;
        /** @description How far the change is. */
        EmailChangeProgress: {
            /** @description Is the account reached at the new address now? If not, the other letter is still to be answered. */
            changed: boolean;
        };
        /** @description What an app is told. */
        Enrolment: {
            /**
             * Format: date-time
             * @description Until when a code of it must have been shown.
             */
            expires_at: string;
            /** @description The secret in base 32, for typing it in. */
            secret: string;
            /** @description The same and everything else as an address, for a QR code. */
            uri: string;
        };
        /**
         * Format: uuid
         * @description The id of a event.
         */
        EventId: string;
        /** @description What an organisation does with an experiment. */
        ExperimentPlan: {
            /**
             * Format: int64
             * @description The round that ended last; 0 if there was none.
             */
            round: number;
            /** @constant */
            state: "stopped";
            /** @description Which. */
            variant: string;
        } | {
            /**
             * Format: int64
             * @description Which round it is. Each has a lot of its own.
             */
            round: number;
            /** @constant */
            state: "running";
            /** @description How much of the members each variant gets, beside the others. */
            weights: {
                [key: string]: number;
            };
        };
        /** @description What was shown. */
        Exposure: {
            /** @description The variant. */
            variant: string;
        };
        /** @description The six digits that an authenticator app shows, or a recovery code. */
        FactorCode: string;
        /** @description One field of the input that is wrong. */
        FieldProblem: {
            /** @description A stable code for programs: `too-long`. */
            code: string;
            /** @description Where, as a path into the input: `members[3].email`. */
            field: string;
            /** @description A sentence for people. */
            message: string;
        };
        /** @description One thing looked at. */
        Finding: {
            /** @description What was looked at. */
            check: components["schemas"]["Check"];
            /** @description A stable code for what was found; together with the check it names one text. */
            code: string;
            /** @description What was found, in English. */
            found: string;
            /** @description What to do about it, in English; nothing when there is nothing to do. */
            remedy?: string | null;
            /** @description How bad it is. */
            severity: components["schemas"]["Severity"];
        };
        /** @description Who runs it. */
        FirstAdmin: {
            email: components["schemas"]["EmailAddress"];
            name: components["schemas"]["PersonName"];
            password: components["schemas"]["Password"];
        };
        /** @description For whom a feature is there. */
        FlagRule: {
            /** @constant */
            for: "nobody";
        } | {
            /** @constant */
            for: "everybody";
        } | {
            /** @constant */
            for: "share";
            /**
             * Format: uint8
             * @description How many of a hundred.
             */
            percent: number;
        } | {
            /** @constant */
            for: "roles";
            /** @description Names of built-in roles, ids of own ones. */
            roles: string[];
        };
        /** @description A further organisation. */
        FoundOrganisation: {
            /** @description What the founder is called there. */
            name: components["schemas"]["PersonName"];
            organisation: components["schemas"]["NewOrganisation"];
        };
        /** @description An organisation, just founded. */
        FoundedOrganisation: {
            /** @description Its first admin. */
            member: components["schemas"]["MemberId"];
            /** @description The organisation. */
            organisation: components["schemas"]["OrganisationView"];
        };
        /** @description A file of people to invite. */
        ImportMembers: {
            /**
             * @description The text of the file: comma, semicolon, tab or bar between the columns, quotes where needed. The first row names
             *      the columns (e-mail, name or first name and last name, role, language, in any order); without names they are
             *      e-mail, name, role, language.
             */
            csv: string;
            /**
             * @description The role of rows that name none; member if nothing is said.
             * @default member
             */
            role: components["schemas"]["Role"];
        };
        /** @description What an import would do. */
        ImportPreview: {
            /**
             * Format: uint
             * @description How many would be invited.
             */
            accepted: number;
            /** @description The columns of the file that mean nothing here. */
            ignored_columns: string[];
            /**
             * Format: uint
             * @description How many would not.
             */
            rejected: number;
            /** @description Every row, in the order of the file. */
            rows: components["schemas"]["ImportRow"][];
        };
        /** @description A row of the file, and what speaks against it. */
        ImportRow: {
            /** @description The address, as it stands in the file. */
            email: string;
            /** @description The language of the letter, if the row names one. */
            language?: string | null;
            /**
             * Format: uint32
             * @description The line of the file it begins on, counted from one.
             */
            line: number;
            /** @description The name, as it stands in the file. */
            name: string;
            /** @description Everything that speaks against it; a row without problems is accepted. */
            problems: components["schemas"]["FieldProblem"][];
            /** @description The role that the invitation would grant, if there is such a role. */
            role?: components["schemas"]["Role"] | null;
        };
        /** @description Where an import stands. */
        ImportState: "running" | "finished" | "cancelled" | "stopped";
        /** @description An import, and how far it is. */
        ImportView: {
            /**
             * Format: int32
             * @description How many of them are done.
             */
            done: number;
            /** @description The import. */
            id: components["schemas"]["MemberImportId"];
            /**
             * Format: int32
             * @description How many people were invited.
             */
            invited: number;
            /**
             * Format: date-time
             * @description When it last got further, or ended.
             */
            moved_at: string;
            /**
             * Format: int32
             * @description How many rows were rejected.
             */
            rejected: number;
            /** @description The role of rows that name none. */
            role: string;
            /**
             * Format: int32
             * @description How many rows the file has.
             */
            rows: number;
            /**
             * Format: date-time
             * @description When.
             */
            started_at: string;
            /** @description Who started it. */
            started_by: components["schemas"]["MemberId"];
            /** @description Where it stands. */
            state: components["schemas"]["ImportState"];
            /** @description Why it could not go on, if it was stopped. */
            stopped_because?: components["schemas"]["StopReason"] | null;
        };
        /** @description Something the caller was told. */
        InboxEntry: {
            /** @description What happened, in a line. */
            title: string;
            /** @description What the link is called. */
            action: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /** @description Whose doing it was, if a member's. */
            by?: components["schemas"]["MemberId"] | null;
            /** @description The notice. */
            id: components["schemas"]["NoticeId"];
            /** @description Which kind of notice: `identity.role-changed`. */
            kind: string;
            /** @description The page it leads to, below the organisation's own; that itself if there is none. */
            page?: string | null;
            /** @description How it stands. */
            state: components["schemas"]["NoticeState"];
            /** @description What it means, in a sentence or two. */
            text: string;
        };
        /** @description Which of one's notices. */
        InboxFilter: {
            /** @description Only those of this kind, unless only the unread are asked for. */
            kind?: string | null;
            /** @description The language to write them in; one's own if nothing is said. */
            language?: string | null;
            /**
             * @description Only those not read yet.
             * @default false
             */
            unread: boolean;
        };
        /** @description Which invitations. */
        InvitationFilter: {
            /**
             * @description What became of them; open if nothing is said.
             * @default open
             */
            state: components["schemas"]["InvitationState"];
        };
        /**
         * Format: uuid
         * @description The id of a invitation.
         */
        InvitationId: string;
        /** @description An invitation as a link. */
        InvitationLink: {
            /**
             * Format: date-time
             * @description Until when it holds.
             */
            expires_at: string;
            /** @description Where it is answered. It is never shown again. */
            link: string;
        };
        /** @description What became of an invitation. */
        InvitationState: "open" | "accepted" | "declined" | "revoked" | "expired";
        /** @description An invitation, as those who invite see it. */
        InvitationView: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description To whom; nothing once the address was forgotten, a month after the invitation ended. */
            email?: string | null;
            /**
             * Format: date-time
             * @description Until when it holds.
             */
            expires_at: string;
            /** @description The invitation. */
            id: components["schemas"]["InvitationId"];
            /** @description Who invites. */
            invited_by: components["schemas"]["MemberId"];
            /** @description The language of the letter, if not the organisation's. */
            language?: string | null;
            /** @description What became of the last one; nothing until the mail server is asked to take it, and after three months. */
            letter?: components["schemas"]["LetterState"] | null;
            /** @description What whoever invites calls the person. */
            name?: string | null;
            /** @description The role it grants. */
            role: components["schemas"]["Role"];
            /**
             * Format: date-time
             * @description When the last letter went out.
             */
            sent_at?: string | null;
            /**
             * Format: date-time
             * @description When it was answered or taken back, or ran out for good.
             */
            settled_at?: string | null;
            /** @description What became of it. */
            state: components["schemas"]["InvitationState"];
            /**
             * Format: int32
             * @description How many letters went out.
             */
            times_sent: number;
        };
        /** @description Whom, and as what. */
        Invite: {
            /**
             * Format: uint16
             * @description For how many days the invitation holds; as the organisation set it if nothing is said.
             */
            days?: number | null;
            email: components["schemas"]["EmailAddress"];
            /** @description The language of the letter; the organisation's if nothing is said. */
            language?: components["schemas"]["Language"] | null;
            /** @description What to call the person; they may choose another name. */
            name?: components["schemas"]["PersonName"] | null;
            role: components["schemas"]["Role"];
        };
        /** @description How many jobs stand where. */
        JobCounts: {
            /**
             * Format: int64
             * @description Those that were stopped or given up.
             */
            cancelled: number;
            /**
             * Format: int32
             * @description Nothing is counted further than this: such a number stands for "that many or more".
             */
            counted_up_to: number;
            /**
             * Format: int64
             * @description Those that failed for good.
             */
            dead: number;
            /**
             * Format: int64
             * @description Those that wait for their first attempt.
             */
            queued: number;
            /**
             * Format: int64
             * @description Those that wait for another attempt.
             */
            retrying: number;
            /**
             * Format: int64
             * @description Those that run.
             */
            running: number;
            /**
             * Format: int64
             * @description Those that are done, as far back as records are kept.
             */
            succeeded: number;
        };
        /** @description Which jobs. */
        JobFilter: {
            /** @description What kind of job, for example `identity.send-letter`. */
            kind?: string | null;
            /** @description Where they stand. */
            state?: components["schemas"]["JobState"] | null;
        };
        /**
         * Format: uuid
         * @description The id of a job.
         */
        JobId: string;
        /** @description Where a job stands. */
        JobState: "queued" | "running" | "retrying" | "succeeded" | "cancelled" | "dead";
        /** @description A job as it is shown. What it is to do is not: that may be about anybody. */
        JobView: {
            /** @description Who caused it, for example `member:` and an id. */
            actor: string;
            /**
             * Format: uint16
             * @description Attempts so far, with the one that runs.
             */
            attempts: number;
            /** @description What it belongs to: the id of the request that caused it. */
            correlation: components["schemas"]["CorrelationId"];
            /**
             * Format: date-time
             * @description When its next attempt is due; for one that ended, when it was enqueued.
             */
            due_at: string;
            /**
             * Format: date-time
             * @description When it was enqueued.
             */
            enqueued_at: string;
            /** @description Why the last attempt failed. Whatever the job was given is taken out. */
            error?: string | null;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at?: string | null;
            /** @description The job. */
            id: components["schemas"]["JobId"];
            /** @description What kind of job it is. */
            kind: string;
            /**
             * Format: date-time
             * @description When its last attempt began.
             */
            started_at?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["JobState"];
        };
        /** @description What to be called there. */
        Join: {
            name: components["schemas"]["PersonName"];
        };
        /** @description Which invitation, and who. */
        JoinByInvitation: {
            /**
             * @description The language the person reads.
             * @default en
             */
            language: components["schemas"]["Language"];
            name: components["schemas"]["PersonName"];
            /** @description The password that the account will have. */
            password: components["schemas"]["Password"];
            /**
             * @description The time zone they live by.
             * @default UTC
             */
            time_zone: components["schemas"]["TimeZone"];
            /** @description The token from the letter's link. */
            token: string;
        };
        /** @description Whose keys. */
        KeyFilter: {
            /**
             * @description Everybody's, not only one's own.
             * @default false
             */
            everybody: boolean;
        };
        /** @description A key as it is shown, without its secret. */
        KeyView: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Until when it works, if not for ever.
             */
            expires_at?: string | null;
            /** @description The key. */
            id: components["schemas"]["ApiKeyId"];
            /**
             * Format: date-time
             * @description When it was last used, to the minute.
             */
            last_used_at?: string | null;
            /** @description The member it acts for. */
            member: components["schemas"]["MemberId"];
            /** @description What it is for. */
            name: string;
            /** @description What it may do at most; never more than its member. */
            permissions: string[];
            /** @description The first characters of its secret. */
            prefix: string;
            /**
             * Format: date-time
             * @description When it was revoked.
             */
            revoked_at?: string | null;
        };
        /** @description What something is called. */
        Label: string;
        /** @description A language tag such as en, pt-BR or zh-Hant-TW. */
        Language: string;
        /** @description What became of a letter, for whoever caused it. */
        LetterState: {
            /** @description What the mail server said last, if it said no. */
            answer?: string | null;
            /**
             * Format: date-time
             * @description Since when.
             */
            at: string;
            /** @description How it stands. */
            state: components["schemas"]["DeliveryState"];
        };
        /** @description Which invitation. */
        Look: {
            /** @description The token from the letter's link. */
            token: string;
        };
        /** @description How it is to stand. */
        Mark: {
            state: components["schemas"]["NoticeState"];
        };
        /** @description What was marked. */
        MarkedAsRead: {
            /**
             * Format: uint64
             * @description How many.
             */
            read: number;
            /**
             * Format: date-time
             * @description The moment, by which they are put back together.
             */
            read_at: string;
        };
        /** @description What was put back. */
        MarkedAsUnread: {
            /**
             * Format: uint64
             * @description How many.
             */
            unread: number;
        };
        /** @description How many there are. */
        MemberCount: {
            /**
             * Format: int64
             * @description This many.
             */
            count: number;
            /** @description There are more: nobody counts further. */
            more: boolean;
        };
        /** @description One member. */
        MemberDetail: {
            /** @description The address of their picture. */
            avatar?: string | null;
            /** @description The member. */
            id: components["schemas"]["MemberId"];
            /**
             * Format: date-time
             * @description When they joined, or came back.
             */
            joined_at: string;
            /**
             * Format: int16
             * @description Standing earned by taking part.
             */
            level: number;
            /** @description What they are called here. */
            name: string;
            /** @description Their role. */
            role: components["schemas"]["Role"];
            /** @description How the membership stands. */
            status: components["schemas"]["MemberStatus"];
            /** @description Why the membership is suspended, for those who could suspend it. */
            suspension_reason?: string | null;
        };
        /** @description Which members. */
        MemberFilter: {
            /** @description The role they hold. */
            role?: components["schemas"]["Role"] | null;
            /** @description Beginnings of words of the name. */
            search?: string | null;
            /** @description The order. What is found by name is always sorted by name. */
            sort?: components["schemas"]["MemberOrder"];
            /**
             * @description How the membership stands; active if nothing is said.
             * @default active
             */
            status: components["schemas"]["MemberStatus"];
        };
        /** @description How a member's account is guarded, as far as it is an organisation's business. */
        MemberGuard: {
            /** @description The reset of a lost one that is under way. */
            reset?: components["schemas"]["ResetView"] | null;
            /** @description Is there a second factor? */
            second_factor: boolean;
        };
        /**
         * Format: uuid
         * @description The id of a member.
         */
        MemberId: string;
        /**
         * Format: uuid
         * @description The id of a member-import.
         */
        MemberImportId: string;
        /** @description In which order. */
        MemberOrder: "name" | "newest";
        /** @description What somebody can do. */
        MemberPermissions: {
            /** @description What they may do now. */
            permissions: components["schemas"]["PermissionView"][];
            /** @description The role all this follows from. */
            role: components["schemas"]["Role"];
            /** @description How the membership stands: only an active one allows anything. */
            status: components["schemas"]["MemberStatus"];
        };
        /** @description How a membership stands. */
        MemberStatus: "active" | "suspended" | "left";
        /** @description A member as others see them. */
        MemberView: {
            /** @description The address of their picture. */
            avatar?: string | null;
            /** @description The member. */
            id: components["schemas"]["MemberId"];
            /**
             * Format: date-time
             * @description When they joined, or came back.
             */
            joined_at: string;
            /**
             * Format: int16
             * @description Standing earned by taking part.
             */
            level: number;
            /** @description What they are called here. */
            name: string;
            /** @description Their role. */
            role: components["schemas"]["Role"];
            /** @description How the membership stands. */
            status: components["schemas"]["MemberStatus"];
        };
        /** @description What has to be said to found an organisation. */
        NewOrganisation: {
            /**
             * @description The language it speaks.
             * @default en
             */
            language: components["schemas"]["Language"];
            /** @description What it is called. */
            name: components["schemas"]["Label"];
            /** @description Its name in addresses. */
            slug: components["schemas"]["Slug"];
            /**
             * @description The time zone it lives by.
             * @default UTC
             */
            time_zone: components["schemas"]["TimeZone"];
        };
        /** @description New recovery codes, to be shown this once. */
        NewRecoveryCodes: {
            /** @description Each stands in once for the second factor. */
            recovery_codes: string[];
        };
        /** @description A list without filters. */
        NoFilter: Record<string, never>;
        /** @description A process of the installation. */
        NodeView: {
            /** @description The machine it runs on. */
            host: string;
            /**
             * Format: uuid
             * @description The process.
             */
            id: string;
            /** @description What it does. */
            roles: string[];
            /**
             * Format: date-time
             * @description When it last said that it lives.
             */
            seen_at: string;
            /**
             * Format: date-time
             * @description When it started.
             */
            started_at: string;
            /** @description The version of the program. */
            version: string;
        };
        /** @description A sentence or two. */
        Note: string;
        /** @description Something that needs attention. */
        Notice: {
            /**
             * Format: int64
             * @description How many; 10,000 stands for that many or more.
             */
            count: number;
            /** @description What it is about. */
            kind: components["schemas"]["NoticeKind"];
            /** @description Where that is found. */
            place: components["schemas"]["NoticePlace"];
            /**
             * Format: date-time
             * @description Since when.
             */
            since?: string | null;
            /** @description The one thing it is about, if it is one: the name of an agent, a version. */
            target?: string | null;
        };
        /**
         * Format: uuid
         * @description The id of a notice.
         */
        NoticeId: string;
        /** @description What a notice is about. */
        NoticeKind: "dead-jobs" | "dead-letters" | "failing-agent" | "new-release";
        /** @description Where what it is about is found. */
        NoticePlace: "organisation" | "installation";
        /** @description How a notice stands with its member. */
        NoticeState: "unread" | "read" | "deleted";
        /** @description Everything that needs the caller's attention. */
        Notices: {
            /** @description The notices; none when all is well, or none of it is the caller's business. */
            notices: components["schemas"]["Notice"][];
        };
        /** @description Which letter. */
        OfLetter: {
            /** @description The language to answer in; the reader's own if nothing is said. */
            language?: string | null;
            /** @description The token from the letter's link. */
            token: string;
        };
        /** @description An organisation that anybody may join. */
        OpenOrganisation: {
            /** @description What it is called. */
            name: string;
            /** @description The organisation. */
            organisation: components["schemas"]["OrgId"];
            /** @description Its name in addresses. */
            slug: string;
        };
        /**
         * Format: uuid
         * @description The id of a organisation.
         */
        OrgId: string;
        /** @description How far an organisation is from its end. */
        OrganisationState: "active" | "closing" | "closed";
        /** @description An organisation and its settings. */
        OrganisationView: {
            /**
             * Format: date-time
             * @description Until when it can be reopened, if it is closing.
             */
            closes_at?: string | null;
            /**
             * Format: date-time
             * @description When it was founded.
             */
            created_at: string;
            /** @description The organisation. */
            id: components["schemas"]["OrgId"];
            /** @description The language it speaks, where a member has not chosen another. */
            language: string;
            /** @description What it is called. */
            name: string;
            /** @description Do members need a second factor to enter? */
            second_factor_required: boolean;
            /** @description Who may become a member. */
            sign_up: components["schemas"]["SignUpRule"];
            /** @description Its name in addresses. */
            slug: string;
            /** @description How far it is from its end. */
            state: components["schemas"]["OrganisationState"];
            /** @description The time zone it lives by, where a member has not chosen another. */
            time_zone: string;
        };
        /** @description What a member has. */
        OwnFeatures: {
            /** @description Each experiment, and what to show. */
            experiments: {
                [key: string]: components["schemas"]["OwnVariant"];
            };
            /** @description Each feature that can be switched, and whether it is there. */
            flags: {
                [key: string]: boolean;
            };
        };
        /** @description One's own membership. */
        OwnMembershipView: {
            /** @description The address of their picture. */
            avatar?: string | null;
            /** @description The member. */
            id: components["schemas"]["MemberId"];
            /**
             * Format: date-time
             * @description When they joined, or came back.
             */
            joined_at: string;
            /** @description The language to be addressed in here, if not the account's. */
            language?: string | null;
            /**
             * Format: int16
             * @description Standing earned by taking part.
             */
            level: number;
            /** @description What they are called here. */
            name: string;
            /** @description The names of everything the caller may do here. */
            permissions: string[];
            /** @description Their role. */
            role: components["schemas"]["Role"];
            /** @description How the membership stands. */
            status: components["schemas"]["MemberStatus"];
            /** @description The time zone to live by here, if not the account's. */
            time_zone?: string | null;
        };
        /** @description An organisation one belongs to. */
        OwnOrganisation: {
            /** @description The organisation. */
            id: components["schemas"]["OrgId"];
            /** @description Who one is there. */
            member: components["schemas"]["MemberId"];
            /** @description What it is called. */
            name: string;
            /** @description The role one holds there. */
            role: components["schemas"]["Role"];
            /** @description Its name in addresses. */
            slug: string;
            /** @description How far it is from its end. */
            state: components["schemas"]["OrganisationState"];
            /** @description How the membership stands. */
            status: components["schemas"]["MemberStatus"];
        };
        /** @description One's quiet hours. */
        OwnQuietHours: {
            /** @description The hours; none if any time will do. */
            hours?: components["schemas"]["QuietHours"] | null;
        };
        /** @description What a member is shown of an experiment. */
        OwnVariant: {
            /** @description Does the experiment run, so that it counts when the variant is shown? */
            runs: boolean;
            /** @description The variant. */
            variant: string;
        };
        /** @description One page of a list. */
        Page_for_AuditEntry: {
            /** @description The items. */
            items: components["schemas"]["AuditEntry"][];
            /** @description Send this as `cursor` for the next page; without it, this is the last one. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_for_ChangeView: {
            /** @description The items. */
            items: components["schemas"]["ChangeView"][];
            /** @description Send this as `cursor` for the next page; without it, this is the last one. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_for_DeadLetterView: {
            /** @description The items. */
            items: components["schemas"]["DeadLetterView"][];
            /** @description Send this as `cursor` for the next page; without it, this is the last one. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_for_ImportRow: {
            /** @description The items. */
            items: components["schemas"]["ImportRow"][];
            /** @description Send this as `cursor` for the next page; without it, this is the last one. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_for_ImportView: {
            /** @description The items. */
            items: components["schemas"]["ImportView"][];
            /** @description Send this as `cursor` for the next page; without it, this is the last one. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_for_InboxEntry: {
            /** @description The items. */
            items: components["schemas"]["InboxEntry"][];
            /** @description Send this as `cursor` for the next page; without it, this is the last one. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_for_InvitationView: {
            /** @description The items. */
            items: components["schemas"]["InvitationView"][];
            /** @description Send this as `cursor` for the next page; without it, this is the last one. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_for_JobView: {
            /** @description The items. */
            items: components["schemas"]["JobView"][];
            /** @description Send this as `cursor` for the next page; without it, this is the last one. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_for_KeyView: {
            /** @description The items. */
            items: components["schemas"]["KeyView"][];
            /** @description Send this as `cursor` for the next page; without it, this is the last one. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_for_MemberView: {
            /** @description The items. */
            items: components["schemas"]["MemberView"][];
            /** @description Send this as `cursor` for the next page; without it, this is the last one. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_for_OwnOrganisation: {
            /** @description The items. */
            items: components["schemas"]["OwnOrganisation"][];
            /** @description Send this as `cursor` for the next page; without it, this is the last one. */
            next?: string | null;
        };
        /** Format: password */
        Password: string;
        /** @description A permission, in words. */
        PermissionView: {
            /** @description What it allows. */
            description: string;
            /** @description Its stable name. */
            name: string;
        };
        /** @description What a person is called. */
        PersonName: string;
        /** @description The address of a picture; it begins with https://. */
        PictureAddress: string;
        /** @description What is to be done with an experiment. */
        PlanChoice: {
            /** @constant */
            state: "running";
            /** @description How much of the members each variant gets, beside the others. */
            weights: {
                [key: string]: number;
            };
        } | {
            /** @constant */
            state: "stopped";
            /** @description Which. */
            variant: string;
        };
        /** @description Whether one gets letters of a kind of notice. */
        Preference: {
            /** @description Is it one that nobody can do without? */
            essential: boolean;
            /** @description The kind of notice. */
            kind: string;
            /** @description Does one get letters? */
            letters: boolean;
            /** @description What such notices are called. */
            name: string;
            /** @description Does one who has said nothing? */
            usual: boolean;
            /** @description What one said last. */
            word?: components["schemas"]["Word"] | null;
        };
        /** @description The body of every answer that is not a success. */
        Problem: {
            /** @description One sentence, the same for every occurrence. */
            title: string;
            /** @description An address that explains this kind of problem; it ends with the code. */
            type: string;
            /** @description A stable code for programs. */
            code: string;
            /** @description What is particular to this occurrence. */
            detail?: string | null;
            /** @description The fields at fault; empty where none is. */
            fields: components["schemas"]["FieldProblem"][];
            /** @description Names this request in our logs. */
            request_id: components["schemas"]["CorrelationId"];
            /**
             * Format: uint16
             * @description The HTTP status.
             */
            status: number;
        };
        /** @description With what somebody proves themselves. */
        Prove: {
            /** @description A code of the authenticator app, or a recovery code. */
            code?: components["schemas"]["FactorCode"] | null;
            /** @description The password, for an account without a second factor. */
            password?: components["schemas"]["Password"] | null;
        };
        /** @description What to put back. */
        PutBack: {
            /**
             * Format: date-time
             * @description The moment at which it was marked.
             */
            read_at: string;
        };
        /** @description From one full hour to another, where the member lives. */
        QuietHours: {
            /**
             * Format: uint8
             * @description The hour at which they begin: 0 to 23.
             */
            from: number;
            /**
             * Format: uint8
             * @description The hour at which they are over: 0 to 23, another than that.
             */
            until: number;
        };
        /** @description How far. */
        ReadAll: {
            /** @description The newest notice one has seen; what comes after it stays unread. */
            through: components["schemas"]["NoticeId"];
        };
        /** @description Why, in the operator's own words. */
        Reason: string;
        /** @description An invitation, as whoever got it sees it. */
        ReceivedInvitation: {
            /** @description The address it went to. */
            email: string;
            /**
             * Format: date-time
             * @description Until when it holds.
             */
            expires_at: string;
            /** @description Is there an account with this address? Then sign in to accept. */
            has_account: boolean;
            /** @description Who invites. */
            invited_by: string;
            /** @description What whoever invites calls the person; they may choose another name. */
            name?: string | null;
            /** @description The organisation. */
            organisation: components["schemas"]["OrgId"];
            /** @description What it is called. */
            organisation_name: string;
            /** @description Did the link come by letter? If not it proves no address: whoever has no account signs up with it. */
            proves_address: boolean;
            /** @description The role it grants, by name. */
            role: string;
        };
        /** @description What is refreshed. */
        RefreshSession: {
            /**
             * @description The refresh token of a program; a browser sends it as a cookie.
             * @default null
             */
            refresh_token: string | null;
        };
        /** @description Where to be reached. */
        RequestEmailChange: {
            /** @description The new address. */
            email: components["schemas"]["EmailAddress"];
            /** @description The password of the account, once more. */
            password: components["schemas"]["Password"];
        };
        /** @description Whose password is forgotten. */
        RequestPasswordReset: {
            /** @description The address of the account. */
            email: components["schemas"]["EmailAddress"];
        };
        /** @description Why. */
        RequestReset: {
            /** @description The reason: how you made sure that it is them who asks. */
            reason: components["schemas"]["Note"];
        };
        /** @description The token from the letter, and the password it sets. */
        ResetPassword: {
            /** @description The password as it shall be. */
            password: components["schemas"]["Password"];
            /** @description What stands behind `#token=` in the link. */
            token: string;
        };
        /** @description A reset that is under way. */
        ResetView: {
            /** @description Who approved; the person has a link then. */
            approved_by?: components["schemas"]["MemberId"] | null;
            /**
             * Format: date-time
             * @description Until when it can be approved, or the link be used.
             */
            expires_at: string;
            /** @description Why. */
            reason: string;
            /**
             * Format: date-time
             * @description When.
             */
            requested_at: string;
            /** @description Who asked for it. */
            requested_by: components["schemas"]["MemberId"];
        };
        /** @description Where to, and what of it. */
        RewindAgent: {
            /** @description What of the things it set off before. */
            effects?: components["schemas"]["RewindEffects"];
            /**
             * Format: date-time
             * @description The time, if it goes to one.
             */
            time?: string | null;
            /** @description Where it reads on. */
            to: components["schemas"]["RewindPlace"];
        };
        /** @description What of the things an agent set off before. */
        RewindEffects: "keep" | "repeat";
        /** @description A place in the log. */
        RewindPlace: "beginning" | "time";
        /** @description The name of a built-in role (guest, supporter, member, active-member, moderator, leader, admin, viewer, operator) or the id of one of the organisation's own. */
        Role: string;
        /**
         * Format: uuid
         * @description The id of a role.
         */
        RoleId: string;
        /** @description A role and what it allows. */
        RoleView: {
            /** @description What it is for. */
            description: string;
            /** @description What people call it. */
            name: string;
            /** @description The names of everything it allows. */
            permissions: string[];
            /** @description The name of a built-in role, or an own role's id. */
            role: components["schemas"]["Role"];
            /**
             * Format: int64
             * @description The version of an own role, to be sent when changing it.
             */
            version?: number | null;
        };
        /** @description The second factor of an account. */
        SecondFactorView: {
            /** @description The authenticator app, if there is one. */
            authenticator?: components["schemas"]["AuthenticatorView"] | null;
            /**
             * Format: int64
             * @description How many recovery codes can still be used.
             */
            recovery_codes_left: number;
        };
        /** @description One session. */
        SessionEntry: {
            /** @description Its network address when it was last seen. */
            address: string;
            /** @description Is it the one that asks? */
            current: boolean;
            /** @description What kind of device it is, as far as it says: `Firefox on Linux`. */
            device: string;
            /**
             * Format: date-time
             * @description When it ends unless it is refreshed.
             */
            ends_at: string;
            /**
             * Format: date-time
             * @description When it was last seen, to within five minutes.
             */
            last_seen_at: string;
            /** @description The session. */
            session: components["schemas"]["SessionId"];
            /**
             * Format: date-time
             * @description When it began.
             */
            started_at: string;
        };
        /**
         * Format: uuid
         * @description The id of a session.
         */
        SessionId: string;
        /** @description The sessions, the newest first. */
        SessionList: {
            sessions: components["schemas"]["SessionEntry"][];
        };
        /** @description A session that was started or refreshed. */
        SessionView: {
            /** @description The access token, if it was asked for. */
            access_token?: string | null;
            /**
             * Format: date-time
             * @description When the access token expires; the session is to be refreshed before.
             */
            access_until: string;
            /** @description Whose it is. */
            account: components["schemas"]["AccountId"];
            /** @description For the header `X-CSRF-Token` of a browser's unsafe requests. */
            csrf_token?: string | null;
            /** @description The refresh token, if it was asked for. */
            refresh_token?: string | null;
            /**
             * Format: date-time
             * @description When the refresh token expires.
             */
            refresh_until: string;
            /** @description The session. */
            session: components["schemas"]["SessionId"];
        };
        /** @description What is wanted. */
        SetAgentState: {
            /** @description Why it shall not run. Needed unless it shall. */
            reason?: components["schemas"]["Reason"] | null;
            /** @description What the agent shall do. */
            state: components["schemas"]["WantedState"];
        };
        /** @description The first organisation and its admin. */
        SetUp: {
            admin: components["schemas"]["FirstAdmin"];
            organisation: components["schemas"]["NewOrganisation"];
            /** @description The token that was printed at start. */
            token: string;
        };
        /** @description The value of a setting. */
        SettingValue: boolean | number | string;
        /** @description How far the installation is. */
        SetupState: {
            /** @description Is there a demo, which people look at meanwhile? */
            demo: boolean;
            /** @description Is there no organisation yet, but for a demo? Then whoever has the token that the server printed can set it up. */
            needed: boolean;
        };
        /** @description How bad a finding is. */
        Severity: "good" | "warning" | "fault";
        /** @description Who signs in. */
        SignIn: {
            /** @description The address of the account. */
            email: components["schemas"]["EmailAddress"];
            /** @description Its password. */
            password: components["schemas"]["Password"];
            /** @description Where the tokens go: into cookies for a browser, into the answer for a program. */
            tokens?: components["schemas"]["Delivery"];
        };
        /** @description Who signs up. */
        SignUp: {
            /** @description The address that the account will be reached at. A letter with a link goes there. */
            email: components["schemas"]["EmailAddress"];
            /** @description The token from an invitation's link that was handed over, if the organisation is not open to everybody. */
            invitation?: string | null;
            /**
             * @description The language they read.
             * @default en
             */
            language: components["schemas"]["Language"];
            /** @description What the person is called. */
            name: components["schemas"]["PersonName"];
            /** @description The organisation they want to join. */
            organisation: components["schemas"]["OrgId"];
            /** @description The password that the account will have. */
            password: components["schemas"]["Password"];
            /**
             * @description The time zone they live by.
             * @default UTC
             */
            time_zone: components["schemas"]["TimeZone"];
        };
        /** @description Who may become a member. */
        SignUpRule: "open" | "invitation";
        /** @description Why. */
        SkipDeadLetter: {
            /** @description Why it may be given up. */
            reason: components["schemas"]["Reason"];
        };
        /** @description A short name made of a-z, 0-9 and single hyphens, unique in the installation. */
        Slug: string;
        /** @description Where somebody said it. */
        Source: "preferences" | "one-click" | "link";
        /** @description Why an import could not go on. */
        StopReason: "rights-lost" | "organisation-closing" | "feature-off" | "role-gone" | "job-cancelled" | "stalled";
        /** @description What whoever holds a letter may know and change. */
        Subscription: {
            /** @description Do letters of this kind come? */
            letters: boolean;
            /** @description What such notices are called. */
            name: string;
            /** @description The organisation. */
            organisation: string;
            /** @description What was said last. */
            word?: components["schemas"]["Word"] | null;
        };
        /** @description Why. */
        Suspend: {
            /** @description The reason, which those who may suspend can read. */
            reason: components["schemas"]["Note"];
        };
        /** @description How the system is doing. */
        SystemHealth: {
            /** @description What was found, the worst first. */
            findings: components["schemas"]["Finding"][];
            /**
             * Format: date-time
             * @description When it was looked at.
             */
            looked_at: string;
            /** @description The processes of the installation. */
            nodes: components["schemas"]["NodeView"][];
            /**
             * Format: date-time
             * @description When that process started.
             */
            started_at: string;
            /** @description How bad the worst finding is. */
            status: components["schemas"]["Severity"];
            /**
             * Format: uint64
             * @description How long ago that is.
             */
            uptime_seconds: number;
            /** @description The version of the process that answers. */
            version: string;
        };
        /** @description A time zone such as Europe/Berlin or UTC. */
        TimeZone: string;
        /** @description To whom, and what the caller is from then on. */
        Transfer: {
            /**
             * @description The caller's role afterwards; leader if nothing is said.
             * @default leader
             */
            own_role: components["schemas"]["Role"];
            /** @description The new admin. */
            to: components["schemas"]["MemberId"];
        };
        /** @description How much one has not read. */
        UnreadCount: {
            /** @description Are there perhaps more? They are not counted any further. */
            or_more: boolean;
            /**
             * Format: int64
             * @description How many notices.
             */
            unread: number;
        };
        /** @description What verification found. */
        Verification: {
            /** @description Where the chain breaks first, if it does. */
            first_break?: components["schemas"]["Break"] | null;
            /**
             * Format: int64
             * @description How many links before them were removed because their time was over. The last of them is kept, sealed.
             */
            forgotten: number;
            /** @description The last link that holds, in hexadecimal. Publish it, and nobody can rewrite what came before. */
            head: string;
            /**
             * Format: date-time
             * @description Since when the oldest of them waits.
             */
            oldest_unsealed?: string | null;
            /**
             * Format: int64
             * @description How many audited events have no link yet. A few, for a moment, are usual.
             */
            unsealed: number;
            /**
             * Format: int64
             * @description How many links hold, from the first that is kept.
             */
            verified: number;
            /**
             * Format: int64
             * @description How many links can no longer be compared with their events, which were erased.
             */
            without_event: number;
        };
        /** @description What an agent can be told to do. */
        WantedState: "running" | "paused" | "draining";
        /** @description Everything that can be configured. */
        WholeConfiguration: {
            /** @description In the order of the keys. */
            items: components["schemas"]["ConfiguredView"][];
        };
        /** @description One thing somebody said. */
        Word: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Did they agree? Else they took it back. */
            granted: boolean;
            /** @description The notice whose letter led there, if one did. */
            notice?: components["schemas"]["NoticeId"] | null;
            /** @description Where they said it. */
            source: components["schemas"]["Source"];
        };
        /** @description How to write them. */
        Wording: {
            /** @description The language to name them in; one's own if nothing is said. */
            language?: string | null;
        };
    };
    responses: {
        /** @description Anything else: a problem as well. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    read_setup: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    set_up: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUp"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    /** @description Where it can be read. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundedOrganisation"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `setup-token-invalid`: This is not the token that was printed at start, or not any more.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `address-taken`: There is an account with this address.
             *
             *     `already-set-up`: There is an organisation already.
             *
             *     `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `weak-password`: This password is not accepted.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_open_organisation: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                slug: components["schemas"]["Slug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenOrganisation"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_own_organisations: {
        parameters: {
            query?: {
                /** @description How many items the page has at most. */
                limit?: number;
                /** @description Where the page begins: `next` of the page before. */
                cursor?: string;
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list. */
            200: {
                headers: {
                    /** @description The next page, if there is one, as rel="next". */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_for_OwnOrganisation"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    found_organisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FoundOrganisation"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    /** @description Where it can be read. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundedOrganisation"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `founding-not-allowed`: Only those who run this installation found organisations here.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `slug-taken`: Another organisation has this slug.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_organisation: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Its version; send it in If-Match when changing it. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    change_organisation: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header: {
                /** @description The ETag of the version that was read, or `*` for whatever is there. */
                "If-Match": string;
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeOrganisationSettings"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Its version; send it in If-Match when changing it. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationView"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `person-needed`: Whether a second factor is needed is decided by a person; sign in.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `own-second-factor-first`: Set a second factor up for yourself first, or you could not enter any more.
             *
             *     `slug-taken`: Another organisation has this slug.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-conflict`: It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-needed`: Send the version that was read in If-Match. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    close_organisation: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Close"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationView"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `organisation-closing`: The organisation is closing already.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `slug-does-not-match`: Write the organisation's slug to show that you mean this one.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reopen_organisation: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationView"];
                };
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `organisation-not-closing`: The organisation is not closing.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    transfer_organisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Transfer"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `not-an-admin`: Only an admin hands the organisation over.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-member`: There is no such member.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `member-not-active`: Only an active member can take the organisation over.
             *
             *     `not-oneself`: Name another member.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `no-such-role`: There is no such role.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_members: {
        parameters: {
            query?: {
                /** @description The role they hold. */
                role?: components["schemas"]["Role"] | null;
                /** @description Beginnings of words of the name. */
                search?: string | null;
                /** @description The order. What is found by name is always sorted by name. */
                sort?: components["schemas"]["MemberOrder"];
                /** @description How the membership stands; active if nothing is said. */
                status?: components["schemas"]["MemberStatus"];
                /** @description How many items the page has at most. */
                limit?: number;
                /** @description Where the page begins: `next` of the page before. */
                cursor?: string;
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list. */
            200: {
                headers: {
                    /** @description The next page, if there is one, as rel="next". */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_for_MemberView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    count_members: {
        parameters: {
            query?: {
                /** @description The role they hold. */
                role?: components["schemas"]["Role"] | null;
                /** @description How the membership stands; active if nothing is said. */
                status?: components["schemas"]["MemberStatus"];
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberCount"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_member: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
                member: components["schemas"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Its version; send it in If-Match when changing it. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDetail"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-member`: There is no such member.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    remove_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                member: components["schemas"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `beyond-reach`: The member may do more than you, so they are not yours to remove.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-member`: There is no such member.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `last-admin`: This is the last admin; make somebody else one first.
             *
             *     `member-has-left`: The member has left.
             *
             *     `not-oneself`: Nobody removes themselves; leave instead.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_member_permissions: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
                member: components["schemas"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPermissions"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-member`: There is no such member.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    change_member_role: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                member: components["schemas"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRole"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `beyond-reach`: The member may do more than you, so their role is not yours to change.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `more-than-own-rights`: Nobody grants more than they may do themselves.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-member`: There is no such member.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `last-admin`: This is the last admin; make somebody else one first.
             *
             *     `member-has-left`: The member has left.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `no-such-role`: There is no such role.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    suspend_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                member: components["schemas"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Suspend"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `beyond-reach`: The member may do more than you, so their membership is not yours to suspend.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-member`: There is no such member.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `last-admin`: This is the last admin; make somebody else one first.
             *
             *     `member-not-active`: The membership is not active.
             *
             *     `not-oneself`: Nobody suspends themselves.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `reason-needed`: A suspension needs a reason.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reinstate_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                member: components["schemas"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `beyond-reach`: The member would again do more than you, so their membership is not yours to reinstate.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-member`: There is no such member.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `member-not-suspended`: The membership is not suspended.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_own_membership: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Its version; send it in If-Match when changing it. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnMembershipView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    change_own_membership: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header: {
                /** @description The ETag of the version that was read, or `*` for whatever is there. */
                "If-Match": string;
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeOwnMembership"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Its version; send it in If-Match when changing it. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnMembershipView"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `own-name-fixed`: Members of this organisation do not change their names themselves.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-conflict`: It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-needed`: Send the version that was read in If-Match. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    join_organisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Join"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    /** @description Where it can be read. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `invitation-needed`: You can come back only by invitation.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already-a-member`: You are a member already.
             *
             *     `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `organisation-closing`: The organisation is closing.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    leave_organisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `last-admin`: You are the last admin; hand the organisation over or close it first.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    preview_member_import: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportMembers"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPreview"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `feature-off`: The organisation has not switched this on for you.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `import-running`: Another import is running. Wait for it, or cancel it.
             *
             *     `organisation-closing`: The organisation is closing.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid-input`: Some fields are not valid.
             *
             *     `no-email-column`: The first row names its columns, and none of them is called e-mail.
             *
             *     `no-rows`: There are no rows in the file.
             *
             *     `no-such-role`: There is no such role.
             *
             *     `too-many-rows`: A file has at most 5,000 rows.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_member_imports: {
        parameters: {
            query?: {
                /** @description How many items the page has at most. */
                limit?: number;
                /** @description Where the page begins: `next` of the page before. */
                cursor?: string;
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list. */
            200: {
                headers: {
                    /** @description The next page, if there is one, as rel="next". */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_for_ImportView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    start_member_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportMembers"];
            };
        };
        responses: {
            /** @description It was taken on and will be done. */
            202: {
                headers: {
                    /** @description Where it can be read how it goes on. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `feature-off`: The organisation has not switched this on for you.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `import-running`: Another import is running. Wait for it, or cancel it.
             *
             *     `organisation-closing`: The organisation is closing.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `no-email-column`: The first row names its columns, and none of them is called e-mail.
             *
             *     `no-rows`: There are no rows in the file.
             *
             *     `no-such-role`: There is no such role.
             *
             *     `too-many-rows`: A file has at most 5,000 rows.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_member_import: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
                import: components["schemas"]["MemberImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Changes with the answer; send it in If-None-Match when asking again. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-import`: There is no such import, or not any more.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancel_member_import: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                import: components["schemas"]["MemberImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-import`: There is no such import, or not any more.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `import-ended`: The import has ended already.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_import_rejections: {
        parameters: {
            query?: {
                /** @description How many items the page has at most. */
                limit?: number;
                /** @description Where the page begins: `next` of the page before. */
                cursor?: string;
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
                import: components["schemas"]["MemberImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list. */
            200: {
                headers: {
                    /** @description The next page, if there is one, as rel="next". */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_for_ImportRow"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-import`: There is no such import, or not any more.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_permissions: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermissionView"][];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_roles: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleView"][];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    create_role: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRole"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    /** @description Where it can be read. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleView"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `more-than-own-rights`: Nobody grants more than they may do themselves.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `role-name-taken`: There is a role of this name already.
             *
             *     `too-many-roles`: An organisation has at most 50 roles of its own.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `no-such-permission`: Some permissions do not exist.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    change_role: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header: {
                /** @description The ETag of the version that was read, or `*` for whatever is there. */
                "If-Match": string;
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                role: components["schemas"]["RoleId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeOwnRole"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Its version; send it in If-Match when changing it. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleView"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `more-than-own-rights`: Nobody grants, or decides over, more than they may do themselves.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-role`: There is no such role.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `role-name-taken`: There is a role of this name already.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-conflict`: It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `no-such-permission`: Some permissions do not exist.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-needed`: Send the version that was read in If-Match. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_role: {
        parameters: {
            query?: {
                /** @description The role that whoever holds this one gets. */
                replacement?: components["schemas"]["Role"] | null;
            };
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                role: components["schemas"]["RoleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `more-than-own-rights`: Nobody grants, or decides over, more than they may do themselves.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-role`: There is no such role.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `role-held`: Somebody holds this role or is invited to it; name a replacement.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `no-such-replacement`: The replacement is no other role.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_invitations: {
        parameters: {
            query?: {
                /** @description What became of them; open if nothing is said. */
                state?: components["schemas"]["InvitationState"];
                /** @description How many items the page has at most. */
                limit?: number;
                /** @description Where the page begins: `next` of the page before. */
                cursor?: string;
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list. */
            200: {
                headers: {
                    /** @description The next page, if there is one, as rel="next". */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_for_InvitationView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    invite_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Invite"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    /** @description Where it can be read. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationView"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `more-than-own-rights`: Nobody grants more than they may do themselves.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `already-invited`: There is an open invitation for this address.
             *
             *     `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `organisation-closing`: The organisation is closing.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `no-such-role`: There is no such role.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resend_invitation: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                invitation: components["schemas"]["InvitationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationView"];
                };
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `more-than-own-rights`: Nobody grants more than they may do themselves.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-invitation`: There is no such invitation.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `invitation-settled`: The invitation was answered or taken back.
             *
             *     `organisation-closing`: The organisation is closing.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    hand_invitation_over: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                invitation: components["schemas"]["InvitationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    /** @description Where it can be read. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationLink"];
                };
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `more-than-own-rights`: Nobody grants more than they may do themselves.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-invitation`: There is no such invitation.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `invitation-settled`: The invitation was answered or taken back.
             *
             *     `organisation-closing`: The organisation is closing.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revoke_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                invitation: components["schemas"]["InvitationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-invitation`: There is no such invitation.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `invitation-accepted`: The invitation was accepted.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    look_at_invitation: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Look"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedInvitation"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-invitation`: The invitation is not valid, or not any more. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    accept_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Accept"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    /** @description Where it can be read. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedInvitation"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `invitation-for-another-address`: The invitation is for another e-mail address than yours.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-invitation`: The invitation is not valid, or not any more. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-exists`: There is an account with this address; sign in and accept.
             *
             *     `address-not-proved`: This link was handed over by hand; sign up with it, and confirm your address.
             *
             *     `already-a-member`: You are a member already.
             *
             *     `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `invitation-void`: Who invited you may no longer do so; ask for another invitation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `weak-password`: This password is not accepted.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    join_by_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinByInvitation"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    /** @description Where it can be read. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedInvitation"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `invitation-for-another-address`: The invitation is for another e-mail address than yours.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-invitation`: The invitation is not valid, or not any more. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-exists`: There is an account with this address; sign in and accept.
             *
             *     `address-not-proved`: This link was handed over by hand; sign up with it, and confirm your address.
             *
             *     `already-a-member`: You are a member already.
             *
             *     `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `invitation-void`: Who invited you may no longer do so; ask for another invitation.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `weak-password`: This password is not accepted.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    decline_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Decline"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-invitation`: The invitation is not valid, or not any more. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_keys: {
        parameters: {
            query?: {
                /** @description Everybody's, not only one's own. */
                everybody?: boolean;
                /** @description How many items the page has at most. */
                limit?: number;
                /** @description Where the page begins: `next` of the page before. */
                cursor?: string;
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list. */
            200: {
                headers: {
                    /** @description The next page, if there is one, as rel="next". */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_for_KeyView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    create_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateKey"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    /** @description Where it can be read. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedKey"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `more-than-own-rights`: A key never has a right that its member has not.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `person-needed`: A key does not make keys; sign in.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `too-many-keys`: A member has at most 50 keys; revoke one first.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `expires-in-the-past`: The expiry lies in the past.
             *
             *     `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `key-lives-too-long`: Keys of this organisation do not work for that long.
             *
             *     `no-such-permission`: Some permissions do not exist.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revoke_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                key: components["schemas"]["ApiKeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-key`: There is no such key.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_audit_entries: {
        parameters: {
            query?: {
                /** @description Who did it, for example `member:` and an id. */
                actor?: string | null;
                /** @description Recorded at this moment or later. */
                from?: string | null;
                /** @description What happened, for example `member.role-changed`. */
                kind?: string | null;
                /** @description What kind of thing it happened to, for example `role`. */
                noun?: string | null;
                /** @description Which one. */
                subject?: string | null;
                /** @description Recorded before this moment. */
                until?: string | null;
                /** @description How many items the page has at most. */
                limit?: number;
                /** @description Where the page begins: `next` of the page before. */
                cursor?: string;
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list. */
            200: {
                headers: {
                    /** @description The next page, if there is one, as rel="next". */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_for_AuditEntry"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    export_audit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One JSON object a line. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": components["schemas"]["AuditEntry"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    verify_audit: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_account: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Its version; send it in If-Match when changing it. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    change_profile: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header: {
                /** @description The ETag of the version that was read, or `*` for whatever is there. */
                "If-Match": string;
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeProfile"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Its version; send it in If-Match when changing it. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-conflict`: It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-needed`: Send the version that was read in If-Match. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `step-up-needed`: Prove first that it is you.
             *
             *     `wrong-password`: The current password is wrong.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `weak-password`: This password is not accepted.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `locked`: There were too many wrong passwords; wait before the next try.
             *
             *     `too-many-requests`: Too many requests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    close_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseAccount"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `step-up-needed`: Prove first that it is you.
             *
             *     `wrong-password`: The password is wrong.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `last-admin`: You are the last admin of an organisation; hand it over or close it first. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `locked`: There were too many wrong passwords; wait before the next try.
             *
             *     `too-many-requests`: Too many requests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sign_up: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUp"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `invitation-for-another-address`: The invitation is for another e-mail address than yours.
             *
             *     `invitation-needed`: This organisation is joined by invitation only.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `weak-password`: This password is not accepted.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirm_sign_up: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmSignUp"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    /** @description Where it can be read. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfirmedSignUp"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-exists`: There is an account with this address already; sign in.
             *
             *     `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `link-spent`: The link was used already or has expired. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    request_email_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestEmailChange"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `step-up-needed`: Prove first that it is you.
             *
             *     `wrong-password`: The password is wrong.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `locked`: There were too many wrong passwords; wait before the next try.
             *
             *     `too-many-requests`: Too many requests.
             *
             *     `too-soon`: Letters were sent a moment ago; wait before asking again.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirm_email_change: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmEmailChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailChangeProgress"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `address-taken`: There is another account with this address.
             *
             *     `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `link-spent`: The link was used already or has expired. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    request_password_reset: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestPasswordReset"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPassword"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `link-spent`: The link was used already or has expired. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `weak-password`: This password is not accepted.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sign_in: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description It was taken on and will be done. */
            202: {
                headers: {
                    /** @description Where it can be read how it goes on. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-credentials`: The address or the password is wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `locked`: There were too many wrong passwords; wait before the next try.
             *
             *     `too-many-requests`: Too many requests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    refresh_session: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshSession"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_sessions: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revoke_other_sessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revoke_session: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                session: components["schemas"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_second_factor: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    begin_authenticator: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    remove_authenticator: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `no-second-factor`: The account has no second factor.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirm_authenticator: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmAuthenticator"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewRecoveryCodes"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `wrong-code`: The code is wrong, was used before, or has run out.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `authenticator-not-begun`: Begin to set the app up first; what was begun half an hour ago is forgotten.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    renew_recovery_codes: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewRecoveryCodes"];
                };
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `no-second-factor`: The account has no second factor.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    prove_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Prove"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `wrong-code`: The code is wrong, was used before, or has run out.
             *
             *     `wrong-password`: The password is wrong.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `code-needed`: Give a code of the second factor; the password is not enough for this account.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `password-needed`: Give the password of the account.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `locked`: There were too many wrong tries; wait before the next one.
             *
             *     `too-many-requests`: Too many requests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    answer_sign_in_challenge: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerChallenge"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-code`: The code is wrong, was used before, or has run out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `challenge-spent`: This took too long or too many tries; begin again with your password. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `locked`: There were too many wrong tries; wait before the next one.
             *
             *     `too-many-requests`: Too many requests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_member_second_factor: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
                member: components["schemas"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberGuard"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-member`: There is no such member.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    request_second_factor_reset: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                member: components["schemas"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestReset"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `beyond-reach`: The member may do more than you.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `person-needed`: Two people decide this; sign in.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-member`: There is no such member.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `member-not-active`: The membership is not active.
             *
             *     `no-second-factor`: The account has no second factor.
             *
             *     `not-oneself`: Ask somebody else: nobody resets their own.
             *
             *     `operator-needed`: For this account only whoever runs the installation can do it.
             *
             *     `reset-requested`: Somebody asked for this already.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `reason-needed`: Say why.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    withdraw_second_factor_reset: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                member: components["schemas"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-found`: There is nothing here.
             *
             *     `reset-not-requested`: Nobody asked for this, or it was some days ago.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    approve_second_factor_reset: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                member: components["schemas"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `beyond-reach`: The member may do more than you.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `person-needed`: Two people decide this; sign in.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-member`: There is no such member.
             *
             *     `not-found`: There is nothing here.
             *
             *     `reset-not-requested`: Nobody asked for this, or it was some days ago.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `not-oneself`: Nobody approves their own.
             *
             *     `reset-approved`: It was approved already.
             *
             *     `same-admin`: You asked for it; somebody else has to approve.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirm_second_factor_reset: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmReset"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `wrong-password`: The password is wrong.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `operator-needed`: For this account only whoever runs the installation can do it.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `link-spent`: The link was used already or has expired. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `locked`: There were too many wrong tries; wait before the next one.
             *
             *     `too-many-requests`: Too many requests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_jobs: {
        parameters: {
            query?: {
                /** @description What kind of job, for example `identity.send-letter`. */
                kind?: string | null;
                /** @description Where they stand. */
                state?: components["schemas"]["JobState"] | null;
                /** @description How many items the page has at most. */
                limit?: number;
                /** @description Where the page begins: `next` of the page before. */
                cursor?: string;
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list. */
            200: {
                headers: {
                    /** @description The next page, if there is one, as rel="next". */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_for_JobView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    count_jobs: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Changes with the answer; send it in If-None-Match when asking again. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobCounts"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_job: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
                job: components["schemas"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Changes with the answer; send it in If-None-Match when asking again. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-job`: There is no such job.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    discard_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                job: components["schemas"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-job`: There is no such job.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `job-not-dead`: Only a dead job is given up; cancel one that waits or runs.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retry_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                job: components["schemas"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-job`: There is no such job.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `job-ended`: The job has ended, and not in failure.
             *
             *     `job-running`: The job runs already.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancel_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                job: components["schemas"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was taken on and will be done. */
            202: {
                headers: {
                    /** @description Where it can be read how it goes on. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cancelling"];
                };
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-job`: There is no such job.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `job-ended`: The job has ended already.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_installation_jobs: {
        parameters: {
            query?: {
                /** @description What kind of job, for example `identity.send-letter`. */
                kind?: string | null;
                /** @description Where they stand. */
                state?: components["schemas"]["JobState"] | null;
                /** @description How many items the page has at most. */
                limit?: number;
                /** @description Where the page begins: `next` of the page before. */
                cursor?: string;
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list. */
            200: {
                headers: {
                    /** @description The next page, if there is one, as rel="next". */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_for_JobView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    count_installation_jobs: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Changes with the answer; send it in If-None-Match when asking again. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobCounts"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_installation_job: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                job: components["schemas"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Changes with the answer; send it in If-None-Match when asking again. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-job`: There is no such job.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    discard_installation_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                job: components["schemas"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-job`: There is no such job.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `job-not-dead`: Only a dead job is given up; cancel one that waits or runs.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retry_installation_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                job: components["schemas"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-job`: There is no such job.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `job-ended`: The job has ended, and not in failure.
             *
             *     `job-running`: The job runs already.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancel_installation_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                job: components["schemas"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was taken on and will be done. */
            202: {
                headers: {
                    /** @description Where it can be read how it goes on. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cancelling"];
                };
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-job`: There is no such job.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `job-ended`: The job has ended already.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_agents: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Changes with the answer; send it in If-None-Match when asking again. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentView"][];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_agent: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Changes with the answer; send it in If-None-Match when asking again. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-agent`: There is no such agent.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    set_agent_state: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                agent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAgentState"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-agent`: There is no such agent.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `reason-needed`: Say why the agent shall not run: others will ask.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rewind_agent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                agent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewindAgent"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-agent`: There is no such agent.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             *
             *     `time-in-future`: The log does not reach into the future.
             *
             *     `time-mismatch`: A time is needed to go to one, and has no meaning for the beginning.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_agent_dead_letters: {
        parameters: {
            query?: {
                /** @description How many items the page has at most. */
                limit?: number;
                /** @description Where the page begins: `next` of the page before. */
                cursor?: string;
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list. */
            200: {
                headers: {
                    /** @description The next page, if there is one, as rel="next". */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_for_DeadLetterView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-agent`: There is no such agent.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replay_dead_letters: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-agent`: There is no such agent.
             *
             *     `no-such-dead-letter`: Nothing of this agent waits for this event.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replay_dead_letter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                agent: string;
                event: components["schemas"]["EventId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-agent`: There is no such agent.
             *
             *     `no-such-dead-letter`: Nothing of this agent waits for this event.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    skip_dead_letter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                agent: string;
                event: components["schemas"]["EventId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkipDeadLetter"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-agent`: There is no such agent.
             *
             *     `no-such-dead-letter`: Nothing of this agent waits for this event.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_dead_letters: {
        parameters: {
            query?: {
                /** @description How many items the page has at most. */
                limit?: number;
                /** @description Where the page begins: `next` of the page before. */
                cursor?: string;
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list. */
            200: {
                headers: {
                    /** @description The next page, if there is one, as rel="next". */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_for_DeadLetterView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_health: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemHealth"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_configuration: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Changes with the answer; send it in If-None-Match when asking again. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeConfiguration"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_configured: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Its version; send it in If-Match when changing it. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfiguredView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    change_configured: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header: {
                /** @description The ETag of the version that was read, or `*` for whatever is there. */
                "If-Match": string;
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigurationChoice"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Its version; send it in If-Match when changing it. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfiguredView"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-conflict`: It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-needed`: Send the version that was read in If-Match. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reset_configured: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header: {
                /** @description The ETag of the version that was read, or `*` for whatever is there. */
                "If-Match": string;
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Its version; send it in If-Match when changing it. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfiguredView"];
                };
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-conflict`: It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-needed`: Send the version that was read in If-Match. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    undo_configured: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header: {
                /** @description The ETag of the version that was read, or `*` for whatever is there. */
                "If-Match": string;
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Its version; send it in If-Match when changing it. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfiguredView"];
                };
            };
            /** @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `answer-not-kept`: This request was done before, and its answer cannot be shown again.
             *
             *     `no-longer-accepted`: What held before is no longer among what can be chosen.
             *
             *     `nothing-to-undo`: It was never changed.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-conflict`: It has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: This idempotency key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-needed`: Send the version that was read in If-Match. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_configured_changes: {
        parameters: {
            query?: {
                /** @description How many items the page has at most. */
                limit?: number;
                /** @description Where the page begins: `next` of the page before. */
                cursor?: string;
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list. */
            200: {
                headers: {
                    /** @description The next page, if there is one, as rel="next". */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_for_ChangeView"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_own_features: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Changes with the answer; send it in If-None-Match when asking again. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnFeatures"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    note_exposure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Exposure"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `other-variant`: The caller gets another variant by now. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_notices: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Changes with the answer; send it in If-None-Match when asking again. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notices"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_installation_notices: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Changes with the answer; send it in If-None-Match when asking again. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notices"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-needed`: This is for people who are signed in, not for API keys.
             *
             *     `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `no-permission`: The permission for this is missing.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_inbox: {
        parameters: {
            query?: {
                /** @description Only those of this kind, unless only the unread are asked for. */
                kind?: string | null;
                /** @description The language to write them in; one's own if nothing is said. */
                language?: string | null;
                /** @description Only those not read yet. */
                unread?: boolean;
                /** @description How many items the page has at most. */
                limit?: number;
                /** @description Where the page begins: `next` of the page before. */
                cursor?: string;
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list. */
            200: {
                headers: {
                    /** @description The next page, if there is one, as rel="next". */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_for_InboxEntry"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    count_unread: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Changes with the answer; send it in If-None-Match when asking again. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreadCount"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    mark_notice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
                notice: components["schemas"]["NoticeId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Mark"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-notice`: There is no such notice.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_all: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: {
                /** @description Names this request, so that sending it again within a day gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadAll"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarkedAsRead"];
                };
            };
            /**
             * @description `idempotency-key-invalid`: An idempotency key has 1 to 255 visible characters.
             *
             *     `malformed-json`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `answer-not-kept`: This request was done before, and its answer cannot be shown again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: This idempotency key was used for another request.
             *
             *     `invalid-input`: Some fields are not valid.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_back: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutBack"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarkedAsUnread"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_preferences: {
        parameters: {
            query?: {
                /** @description The language to name them in; one's own if nothing is said. */
                language?: string | null;
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preference"][];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    choose_letters: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Choose"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-kind`: There is no such kind of notice.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `notice-essential`: Nobody can do without letters of this kind. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_words: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Word"][];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-kind`: There is no such kind of notice.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_quiet_hours: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnQuietHours"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    choose_quiet_hours: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org: components["schemas"]["OrgId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnQuietHours"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key-invalid`: The API key is not valid.
             *
             *     `not-signed-in`: Sign in first.
             *
             *     `session-ended`: The session has ended.
             *
             *     `token-expired`: The access token has expired; refresh the session.
             *
             *     `token-invalid`: The access token is not valid.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             *
             *     `membership-suspended`: The membership in this organisation is suspended.
             *
             *     `no-permission`: The permission for this is missing.
             *
             *     `second-factor-needed`: This organisation asks for a second factor.
             *
             *     `step-up-needed`: Prove first that it is you.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `invalid-input`: Some fields are not valid.
             *
             *     `no-quiet-hours`: Quiet hours go from one hour of the day, 0 to 23, to another.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    look_with_one_click: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Look there. */
            303: {
                headers: {
                    /** @description Where to look. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-letter`: This is not the link of a letter.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    unsubscribe_with_one_click: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-such-letter`: This is not the link of a letter.
             *
             *     `not-found`: There is nothing here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    look_at_subscription: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfLetter"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-letter`: This is not the link of a letter. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `notice-essential`: Nobody can do without letters of this kind. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    end_subscription: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfLetter"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-letter`: This is not the link of a letter. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `notice-essential`: Nobody can do without letters of this kind. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    take_unsubscribing_back: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfLetter"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-letter`: This is not the link of a letter. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `notice-essential`: Nobody can do without letters of this kind. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-input`: Some fields are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    csrf_token: {
        parameters: {
            query?: {
                /** @description Only these fields of the answer (of each item, for a list), by dotted path, separated by commas: `id,author.name`. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CsrfToken"];
                };
            };
            /**
             * @description `cross-site-request`: The request comes from another site.
             *
             *     `csrf-token`: The CSRF token is missing or does not belong to this session.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
