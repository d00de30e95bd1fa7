-- Why: a password can be guessed, phished or used twice; whoever wants to be safer proves with something they have as well.

CREATE TABLE guarded_accounts (
    account_id uuid PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
    guarded_since timestamptz NOT NULL
);
COMMENT ON TABLE guarded_accounts IS 'The accounts that have a second factor, whatever it is.';
SELECT scope.protect_account('guarded_accounts', 'account_id');

CREATE TABLE authenticators (
    account_id uuid PRIMARY KEY REFERENCES guarded_accounts ON DELETE CASCADE,
    secret_sealed bytea NOT NULL,
    last_step bigint NOT NULL,
    added_at timestamptz NOT NULL,
    last_used_at timestamptz
);
COMMENT ON TABLE authenticators IS 'Apps that show a code of six digits every half minute (RFC 6238); one for each account.';
COMMENT ON COLUMN authenticators.secret_sealed IS 'What the codes are made of, sealed with the key of the account.';
COMMENT ON COLUMN authenticators.last_step IS 'The half minute of the last code that was accepted; none as old is accepted again.';
SELECT scope.protect_account('authenticators', 'account_id');

CREATE TABLE authenticator_enrolments (
    account_id uuid PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
    secret_sealed bytea NOT NULL,
    expires_at timestamptz NOT NULL
);
COMMENT ON TABLE authenticator_enrolments IS 'Apps that were shown their secret and have not yet shown a code of it.';
CREATE INDEX authenticator_enrolments_by_expiry ON authenticator_enrolments (expires_at);
SELECT scope.protect_account('authenticator_enrolments', 'account_id');

CREATE TABLE recovery_codes (
    account_id uuid NOT NULL REFERENCES guarded_accounts ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (account_id, code_hash)
);
COMMENT ON TABLE recovery_codes IS 'What stands in for a second factor that is not at hand, each once. Only keyed hashes are kept.';
SELECT scope.protect_account('recovery_codes', 'account_id');

CREATE TABLE sign_in_challenges (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
    password_changed_at timestamptz,
    network bytea NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    expires_at timestamptz NOT NULL
);
COMMENT ON TABLE sign_in_challenges IS 'Sign-ins whose password was right and whose second factor is awaited.';
COMMENT ON COLUMN sign_in_challenges.password_changed_at IS 'Which password it was; another one voids the challenge.';
COMMENT ON COLUMN sign_in_challenges.network IS 'Keyed hash of the network whose attempt is given back in the end.';
CREATE INDEX sign_in_challenges_of_account ON sign_in_challenges (account_id);
CREATE INDEX sign_in_challenges_by_expiry ON sign_in_challenges (expires_at);
SELECT scope.protect_account('sign_in_challenges', 'account_id');

-- An organisation's admins see which members have one, and nothing of what it is.
CREATE POLICY of_members ON guarded_accounts FOR SELECT TO hustings_app, hustings_agent
    USING (scope.place() = 'organisation' AND EXISTS (
        SELECT FROM members m WHERE m.org_id = scope.org() AND m.account_id = guarded_accounts.account_id));

CREATE TABLE factor_resets (
    org_id uuid NOT NULL,
    member_id uuid NOT NULL,
    account_id uuid NOT NULL CONSTRAINT factor_resets_account REFERENCES accounts (account_id),
    requested_by uuid NOT NULL,
    reason_sealed bytea NOT NULL,
    requested_at timestamptz NOT NULL,
    approved_by uuid,
    token_hash bytea,
    expires_at timestamptz NOT NULL,
    CONSTRAINT factor_resets_pk PRIMARY KEY (org_id, member_id),
    CONSTRAINT factor_resets_token_unique UNIQUE (token_hash),
    CONSTRAINT factor_resets_member FOREIGN KEY (org_id, member_id) REFERENCES members (org_id, member_id),
    CONSTRAINT factor_resets_requester FOREIGN KEY (org_id, requested_by) REFERENCES members (org_id, member_id),
    CONSTRAINT factor_resets_approver FOREIGN KEY (org_id, approved_by) REFERENCES members (org_id, member_id),
    CONSTRAINT factor_resets_by_two CHECK (approved_by IS DISTINCT FROM requested_by)
);
COMMENT ON TABLE factor_resets IS
    'Lost second factors that two admins take away together. Approved, it is a link for the person, worth nothing without the password.';
COMMENT ON COLUMN factor_resets.reason_sealed IS 'Why, sealed with the key of the member.';
COMMENT ON COLUMN factor_resets.token_hash IS 'Null until the letter is written.';
CREATE INDEX factor_resets_of_account ON factor_resets (account_id);
CREATE INDEX factor_resets_by_expiry ON factor_resets (expires_at);
SELECT scope.protect('factor_resets');
-- The person uses the link, or shows with the second factor that it is not lost.
CREATE POLICY of_account ON factor_resets TO hustings_app, hustings_agent
    USING (account_id = scope.account() OR scope.place() IN ('installation', 'system'))
    WITH CHECK (account_id = scope.account() OR scope.place() IN ('installation', 'system'));
