-- Why: people, how they prove who they are, and the sessions in which they do. None of this belongs to an
-- organisation: an organisation's directory must never take over a person in another.

CREATE TABLE accounts (
    account_id uuid PRIMARY KEY,
    email_sealed bytea,
    email_index bytea CONSTRAINT accounts_email_index_unique UNIQUE,
    name_sealed bytea,
    email_confirmed_at timestamptz NOT NULL,
    password_hash text,
    password_changed_at timestamptz,
    language text NOT NULL,
    time_zone text NOT NULL,
    platform_admin boolean NOT NULL DEFAULT false,
    state text NOT NULL CONSTRAINT accounts_state_known CHECK (state IN ('active', 'closed')),
    created_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT accounts_active_is_reachable
        CHECK (state = 'closed' OR (email_sealed IS NOT NULL AND email_index IS NOT NULL))
);
COMMENT ON TABLE accounts IS 'A person and their credentials. Exists only once the e-mail address was confirmed.';
COMMENT ON COLUMN accounts.email_sealed IS 'The address as typed, sealed with the key of the account.';
COMMENT ON COLUMN accounts.email_index IS 'Keyed hash of the normalised address: unique, and how it is found at the door.';
COMMENT ON COLUMN accounts.platform_admin IS 'Runs the installation, above every organisation.';
SELECT scope.protect_account('accounts', 'account_id');

-- Until the address is confirmed there is no account, so nobody can occupy an address that is not theirs.
CREATE TABLE sign_ups (
    sign_up_id uuid PRIMARY KEY,
    email_sealed bytea NOT NULL,
    email_index bytea NOT NULL,
    name_sealed bytea NOT NULL,
    password_hash text NOT NULL,
    language text NOT NULL,
    time_zone text NOT NULL,
    joins uuid,
    invitation_id uuid,
    token_hash bytea CONSTRAINT sign_ups_token_unique UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
COMMENT ON TABLE sign_ups IS 'People who asked for an account and have not confirmed their address yet.';
COMMENT ON COLUMN sign_ups.sign_up_id IS 'Becomes the id of the account; what is sealed here is sealed with its key.';
COMMENT ON COLUMN sign_ups.joins IS 'The organisation they want to join, which must allow it.';
COMMENT ON COLUMN sign_ups.invitation_id IS 'The invitation into it whose link was handed to them, if one was.';
CREATE INDEX sign_ups_by_address ON sign_ups (email_index, created_at);
CREATE INDEX sign_ups_by_expiry ON sign_ups (expires_at);
SELECT scope.protect_installation('sign_ups');

CREATE TABLE password_resets (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
COMMENT ON TABLE password_resets IS 'Tokens that set a new password, each once. Only their hashes are kept.';
CREATE INDEX password_resets_by_account ON password_resets (account_id, created_at);
CREATE INDEX password_resets_by_expiry ON password_resets (expires_at);
SELECT scope.protect_account('password_resets', 'account_id');

CREATE TABLE email_changes (
    account_id uuid PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
    new_email_sealed bytea NOT NULL,
    new_email_index bytea NOT NULL,
    old_token_hash bytea CONSTRAINT email_changes_old_token_unique UNIQUE,
    new_token_hash bytea CONSTRAINT email_changes_new_token_unique UNIQUE,
    old_confirmed_at timestamptz,
    new_confirmed_at timestamptz,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
COMMENT ON TABLE email_changes IS 'Changes of address that wait to be confirmed at both addresses.';
CREATE INDEX email_changes_by_expiry ON email_changes (expires_at);
SELECT scope.protect_account('email_changes', 'account_id');

CREATE TABLE sessions (
    session_id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
    generation integer NOT NULL,
    rotated_at timestamptz NOT NULL,
    assurance text NOT NULL CONSTRAINT sessions_assurance_known CHECK (assurance IN ('single', 'multi')),
    proved_at timestamptz NOT NULL,
    address_sealed bytea NOT NULL,
    user_agent_sealed bytea NOT NULL,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);
COMMENT ON TABLE sessions IS 'One sign-in each. A session is also the family of its refresh tokens.';
COMMENT ON COLUMN sessions.generation IS
    'Which refresh token of the family is the newest. The tokens are derived with a key outside the database.';
COMMENT ON COLUMN sessions.proved_at IS 'When its owner last showed that it is them: at sign-in, or asked before something sensitive.';
COMMENT ON COLUMN sessions.rotated_at IS 'When the newest refresh token was first given out.';
CREATE INDEX sessions_of_account ON sessions (account_id, session_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
SELECT scope.protect_account('sessions', 'account_id');

-- Counted by keyed hash and not by account, so that an address without an account behaves like one with.
CREATE TABLE failed_attempts (
    kind text NOT NULL CONSTRAINT failed_attempts_kind_known 
        CHECK (kind IN ('email', 'address', 'account', 'factor')),
    subject bytea NOT NULL,
    failures integer NOT NULL,
    last_at timestamptz NOT NULL,
    locked_until timestamptz,
    PRIMARY KEY (kind, subject)
);
COMMENT ON TABLE failed_attempts IS
    'Wrong passwords lately: for each e-mail address, each network address, and each account that is signed in; and wrong codes of its second factor.';
COMMENT ON COLUMN failed_attempts.subject IS 'A keyed hash of whatever is counted.';
CREATE INDEX failed_attempts_by_age ON failed_attempts (last_at);
SELECT scope.protect_installation('failed_attempts');
