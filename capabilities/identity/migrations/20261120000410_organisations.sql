-- Why: people act inside organisations, so organisations, memberships, roles, invitations, API keys and the audit
-- chain come before everything that people do there.

CREATE TABLE organisations (
    org_id uuid NOT NULL,
    name text NOT NULL,
    slug text COLLATE "C" NOT NULL,
    language text NOT NULL,
    time_zone text NOT NULL,
    sign_up text NOT NULL CONSTRAINT organisations_sign_up_known CHECK (sign_up IN ('open', 'invitation')),
    second_factor_required boolean NOT NULL,
    state text NOT NULL CONSTRAINT organisations_state_known CHECK (state IN ('active', 'closing', 'closed')),
    closes_at timestamptz,
    created_at timestamptz NOT NULL,
    version bigint NOT NULL,
    demo boolean NOT NULL DEFAULT false,
    CONSTRAINT organisations_pk PRIMARY KEY (org_id),
    CONSTRAINT organisations_slug_unique UNIQUE (slug),
    -- The nil id stands for the installation itself.
    CONSTRAINT organisations_not_nil CHECK (org_id <> '00000000-0000-0000-0000-000000000000'),
    CONSTRAINT organisations_closing_has_a_time CHECK ((state = 'active') = (closes_at IS NULL))
);
COMMENT ON TABLE organisations IS 'The tenants.';
COMMENT ON COLUMN organisations.slug IS 'The name in addresses; unique in the installation.';
COMMENT ON COLUMN organisations.sign_up IS 'open: anybody with an account may join; invitation: only who was invited.';
COMMENT ON COLUMN organisations.closes_at IS 'When closing: until then it can be reopened.';
COMMENT ON COLUMN organisations.demo IS 'Made up by `hustings demo`: the installation is still to be set up beside it.';
SELECT scope.protect('organisations');

CREATE TABLE roles (
    org_id uuid NOT NULL CONSTRAINT roles_organisation REFERENCES organisations (org_id),
    role_id uuid NOT NULL,
    name text NOT NULL,
    name_folded text COLLATE "C" NOT NULL,
    description text NOT NULL,
    permissions text[] NOT NULL,
    created_at timestamptz NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT roles_pk PRIMARY KEY (org_id, role_id),
    CONSTRAINT roles_name_unique UNIQUE (org_id, name_folded)
);
COMMENT ON TABLE roles IS 'Roles an organisation made for itself. The built-in ones are code, not rows.';
SELECT scope.protect('roles');
CREATE POLICY at_the_door ON roles FOR SELECT TO hustings_app, hustings_agent
    USING (scope.place() IN ('installation', 'system'));

-- What any other capability may know of an organisation's own roles and join.
CREATE VIEW role_directory WITH (security_invoker = true) AS SELECT org_id, role_id, name FROM roles;
COMMENT ON VIEW role_directory IS 'The read model of an organisation''s own roles that every capability may join.';
GRANT SELECT ON role_directory TO hustings_app, hustings_agent;

CREATE TABLE members (
    org_id uuid NOT NULL CONSTRAINT members_organisation REFERENCES organisations (org_id),
    member_id uuid NOT NULL,
    account_id uuid NOT NULL CONSTRAINT members_account REFERENCES accounts (account_id),
    name text NOT NULL,
    name_folded text COLLATE "C" NOT NULL,
    avatar text,
    level smallint NOT NULL DEFAULT 0 CONSTRAINT members_level_range CHECK (level BETWEEN 0 AND 9),
    role text NOT NULL CONSTRAINT members_role_known CHECK (role IN ('guest', 'supporter', 'member', 'active-member',
        'moderator', 'leader', 'admin', 'viewer', 'operator', 'custom')),
    role_id uuid,
    status text NOT NULL CONSTRAINT members_status_known CHECK (status IN ('active', 'suspended', 'left')),
    suspension_reason_sealed bytea,
    barred boolean NOT NULL DEFAULT false,
    language text,
    time_zone text,
    joined_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT members_pk PRIMARY KEY (org_id, member_id),
    CONSTRAINT members_account_unique UNIQUE (org_id, account_id),
    CONSTRAINT members_own_role FOREIGN KEY (org_id, role_id) REFERENCES roles (org_id, role_id),
    CONSTRAINT members_custom_role_named CHECK ((role = 'custom') = (role_id IS NOT NULL))
);
COMMENT ON TABLE members IS 'An account inside one organisation. Who left keeps the row, so that what they wrote keeps its author.';
COMMENT ON COLUMN members.name IS
    'The name shown in this organisation. In the clear, because every capability joins it through the directory.';
COMMENT ON COLUMN members.name_folded IS 'Lower case without accents, for sorting.';
COMMENT ON COLUMN members.level IS 'Standing earned by taking part; 0 for who just came.';
COMMENT ON COLUMN members.suspension_reason_sealed IS 'Why the membership is suspended, sealed with the member''s key.';
COMMENT ON COLUMN members.barred IS 'Was removed, or left while suspended: comes back only by invitation.';
COMMENT ON COLUMN members.language IS 'Null: as the account, then as the organisation.';
-- Each list the API offers has its index: by name and by joining, of one status or of one status and role.
CREATE INDEX members_by_name ON members (org_id, status, name_folded, member_id);
CREATE INDEX members_by_joining ON members (org_id, status, joined_at, member_id);
CREATE INDEX members_by_role_and_name ON members (org_id, status, role, name_folded, member_id);
CREATE INDEX members_by_role_and_joining ON members (org_id, status, role, joined_at, member_id);
CREATE INDEX members_by_own_role ON members (org_id, role_id) WHERE role_id IS NOT NULL;
CREATE INDEX members_of_account ON members (account_id);
SELECT scope.protect('members');
-- People see their own memberships everywhere; so do the doors, before anybody has entered.
CREATE POLICY own ON members FOR SELECT TO hustings_app, hustings_agent USING (account_id = scope.account());
CREATE POLICY at_the_door ON members FOR SELECT TO hustings_app, hustings_agent
    USING (scope.place() IN ('installation', 'system'));

-- People see the organisations they belong to, before they enter one.
CREATE POLICY at_the_door ON organisations FOR SELECT TO hustings_app, hustings_agent
    USING (scope.place() IN ('installation', 'system'));
CREATE POLICY of_own_membership ON organisations FOR SELECT TO hustings_app, hustings_agent
    USING (scope.place() = 'account' AND EXISTS (
        SELECT FROM members m WHERE m.org_id = organisations.org_id AND m.account_id = scope.account()));

-- The words of each member's name. Search is a range of this key: comparing text is leakproof and LIKE is not, so this
-- index still serves under row-level security, where one for LIKE would not.
CREATE TABLE member_words (
    org_id uuid NOT NULL,
    word text COLLATE "C" NOT NULL,
    member_id uuid NOT NULL,
    CONSTRAINT member_words_pk PRIMARY KEY (org_id, word, member_id),
    CONSTRAINT member_words_member FOREIGN KEY (org_id, member_id) REFERENCES members (org_id, member_id)
);
COMMENT ON TABLE member_words IS 'The folded words of members'' names, for search by the beginnings of words.';
CREATE INDEX member_words_of_member ON member_words (org_id, member_id);
SELECT scope.protect('member_words');

-- What any other capability may know of a member and join.
CREATE VIEW directory WITH (security_invoker = true) AS
    SELECT org_id, member_id, name, avatar, level, status FROM members;
COMMENT ON VIEW directory IS 'The read model of members that every capability may join.';
GRANT SELECT ON directory TO hustings_app, hustings_agent;

CREATE TABLE invitations (
    org_id uuid NOT NULL,
    invitation_id uuid NOT NULL,
    email_sealed bytea NOT NULL,
    email_index bytea NOT NULL,
    name_sealed bytea,
    language text,
    role text NOT NULL CONSTRAINT invitations_role_known CHECK (role IN ('guest', 'supporter', 'member',
        'active-member', 'moderator', 'leader', 'admin', 'viewer', 'operator', 'custom')),
    role_id uuid,
    invited_by uuid NOT NULL,
    token_hash bytea,
    link_hash bytea,
    state text NOT NULL CONSTRAINT invitations_state_known
        CHECK (state IN ('open', 'accepted', 'declined', 'revoked', 'expired')),
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    times_sent integer NOT NULL,
    expires_at timestamptz NOT NULL,
    settled_at timestamptz,
    version bigint NOT NULL,
    CONSTRAINT invitations_pk PRIMARY KEY (org_id, invitation_id),
    CONSTRAINT invitations_token_unique UNIQUE (token_hash),
    CONSTRAINT invitations_link_unique UNIQUE (link_hash),
    CONSTRAINT invitations_inviter FOREIGN KEY (org_id, invited_by) REFERENCES members (org_id, member_id),
    CONSTRAINT invitations_own_role FOREIGN KEY (org_id, role_id) REFERENCES roles (org_id, role_id),
    CONSTRAINT invitations_custom_role_named CHECK ((role = 'custom') = (role_id IS NOT NULL)),
    CONSTRAINT invitations_settled CHECK ((state = 'open') = (settled_at IS NULL))
);
COMMENT ON TABLE invitations IS 'Invitations into an organisation. The token exists only in the letter; here is its hash.';
COMMENT ON COLUMN invitations.token_hash IS 'Null until the letter is written; another one with each letter.';
COMMENT ON COLUMN invitations.link_hash IS
    'The hash of the link that was handed over by hand, if one was. Unlike a letter''s it proves no address.';
COMMENT ON COLUMN invitations.state IS
    'open until it was answered or taken back; expired when it ran out so long ago that its address was forgotten.';
COMMENT ON COLUMN invitations.email_sealed IS
    'The invited address, sealed with a key of the invitation''s own; empty once it was forgotten.';
COMMENT ON COLUMN invitations.email_index IS
    'The keyed hash of the address, by which it is found; empty once it was forgotten.';
COMMENT ON COLUMN invitations.name_sealed IS 'What whoever invites calls the person, sealed likewise; they may choose another.';
COMMENT ON COLUMN invitations.language IS 'The language of the letter, if not the organisation''s.';
-- One open invitation for one address.
CREATE UNIQUE INDEX invitations_open_email_unique ON invitations (org_id, email_index) WHERE state = 'open';
CREATE INDEX invitations_open_for_email ON invitations (email_index) WHERE state = 'open';
CREATE INDEX invitations_by_state ON invitations (org_id, state, invitation_id);
CREATE INDEX invitations_of_own_role ON invitations (org_id, role_id) WHERE role_id IS NOT NULL;
-- Whose address is due to be forgotten.
CREATE INDEX invitations_by_end ON invitations (coalesce(settled_at, expires_at)) WHERE email_index <> '';
SELECT scope.protect('invitations');
-- Who follows a link has not entered yet.
CREATE POLICY at_the_door ON invitations FOR SELECT TO hustings_app, hustings_agent
    USING (scope.place() IN ('installation', 'system'));

CREATE TABLE api_keys (
    org_id uuid NOT NULL,
    key_id uuid NOT NULL,
    member_id uuid NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL,
    secret_hash bytea NOT NULL,
    permissions text[] NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT api_keys_pk PRIMARY KEY (org_id, key_id),
    CONSTRAINT api_keys_secret_unique UNIQUE (secret_hash),
    CONSTRAINT api_keys_member FOREIGN KEY (org_id, member_id) REFERENCES members (org_id, member_id)
);
COMMENT ON TABLE api_keys IS 'Keys for programs. A key acts for its member and never beyond that member''s rights of the moment.';
COMMENT ON COLUMN api_keys.prefix IS 'The first characters, by which a person recognises a key.';
COMMENT ON COLUMN api_keys.secret_hash IS
    'A keyed hash. Enough for a secret of 256 random bits; the key lies outside the database.';
COMMENT ON COLUMN api_keys.last_used_at IS 'To the minute: written in batches.';
CREATE INDEX api_keys_of_member ON api_keys (org_id, member_id, key_id);
SELECT scope.protect('api_keys');
CREATE POLICY at_the_door ON api_keys FOR SELECT TO hustings_app, hustings_agent
    USING (scope.place() IN ('installation', 'system'));

CREATE TABLE setup_tokens (
    token_hash bytea NOT NULL CONSTRAINT setup_tokens_pk PRIMARY KEY,
    created_at timestamptz NOT NULL
);
COMMENT ON TABLE setup_tokens IS 'Hashes of the tokens printed at start, with which the first organisation is founded.';
SELECT scope.protect_installation('setup_tokens');

-- The audit chain. Auditing is a mark on a kind of event; these rows prove that no marked event was changed or removed.
-- The digest is salted: without the salt it tells nothing about what it covers, so an erased event may keep its link.
CREATE TABLE audit_chain (
    org_id uuid NOT NULL,
    sequence bigint NOT NULL,
    event_id uuid NOT NULL,
    position bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    kind text COLLATE "C" NOT NULL,
    actor text COLLATE "C" NOT NULL,
    noun text COLLATE "C" NOT NULL,
    stream_id uuid NOT NULL,
    salt bytea,
    digest bytea NOT NULL,
    link bytea NOT NULL,
    CONSTRAINT audit_chain_pk PRIMARY KEY (org_id, sequence),
    CONSTRAINT audit_chain_event_unique UNIQUE (org_id, event_id)
);
COMMENT ON TABLE audit_chain IS
    'One link for each audited event, in the order of sealing. The nil organisation is the installation.';
COMMENT ON COLUMN audit_chain.position IS 'With recorded_at, where the log holds the event.';
COMMENT ON COLUMN audit_chain.kind IS
    'The event''s, as are actor, noun and stream_id: repeated here so that the list can be filtered by an index; the digest covers them.';
-- Entries are listed by time, so that a stretch of it is a stretch of each index.
CREATE INDEX audit_chain_by_time ON audit_chain (org_id, recorded_at, sequence);
CREATE INDEX audit_chain_by_kind ON audit_chain (org_id, kind, recorded_at, sequence);
CREATE INDEX audit_chain_by_actor ON audit_chain (org_id, actor, recorded_at, sequence);
CREATE INDEX audit_chain_by_noun ON audit_chain (org_id, noun, recorded_at, sequence);
CREATE INDEX audit_chain_by_subject ON audit_chain (org_id, stream_id, recorded_at, sequence);
COMMENT ON COLUMN audit_chain.salt IS 'Null once the event was erased.';
COMMENT ON COLUMN audit_chain.digest IS 'SHA-256 of the salt and the event as the log stores it, with what is personal sealed.';
COMMENT ON COLUMN audit_chain.link IS 'SHA-256 of the link before, the sequence, the event''s id and the digest.';
SELECT scope.protect('audit_chain');

CREATE TABLE audit_heads (
    org_id uuid NOT NULL CONSTRAINT audit_heads_pk PRIMARY KEY,
    sequence bigint NOT NULL,
    link bytea NOT NULL,
    seal bytea NOT NULL,
    sealed_at timestamptz NOT NULL
);
COMMENT ON TABLE audit_heads IS 'Where each chain ends.';
COMMENT ON COLUMN audit_heads.seal IS 'HMAC of the head with a key that lies outside the database.';
SELECT scope.protect('audit_heads');

-- Entries are kept for years, not for ever. Where the beginning of a chain was removed, this stands for it.
CREATE TABLE audit_anchors (
    org_id uuid NOT NULL CONSTRAINT audit_anchors_pk PRIMARY KEY,
    sequence bigint NOT NULL,
    link bytea NOT NULL,
    forgotten_before timestamptz NOT NULL,
    seal bytea NOT NULL
);
COMMENT ON TABLE audit_anchors IS 'The last link that was removed from each chain; the rest follows from it.';
COMMENT ON COLUMN audit_anchors.forgotten_before IS
    'Everything recorded before that was sealed. What of it is in the chain no more was removed.';
COMMENT ON COLUMN audit_anchors.seal IS 'HMAC of the other columns with a key that lies outside the database.';
SELECT scope.protect('audit_anchors');
