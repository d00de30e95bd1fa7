-- Why: members are told what concerns them, each thing once, and find it again until they have read it.
--
-- A notice holds ids and names of things, never anything about a person: who did it is a member's id, and what is said
-- is made of it when it is read, in the reader's language.

CREATE TABLE notices (
    org_id uuid NOT NULL,
    notice_id uuid NOT NULL,
    member_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    about uuid NOT NULL,
    by_member uuid,
    facts jsonb NOT NULL,
    state text NOT NULL CONSTRAINT notices_state_known CHECK (state IN ('unread', 'read', 'deleted')),
    given_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT notices_pkey PRIMARY KEY (org_id, notice_id),
    CONSTRAINT notices_once UNIQUE (org_id, member_id, kind, about)
);
COMMENT ON TABLE notices IS 'What members were told in the organisation.';
COMMENT ON COLUMN notices.kind IS 'Which kind of notice: identity.role-changed. Its capability knows the words.';
COMMENT ON COLUMN notices.about IS 'What caused it, an event for instance: nobody is told the same of the same thing twice.';
COMMENT ON COLUMN notices.by_member IS 'Whose doing it was, if a member''s.';
COMMENT ON COLUMN notices.facts IS 'What the words are made of.';
COMMENT ON COLUMN notices.changed_at IS 'Since when the state holds: what was read at one moment can be put back together.';
-- Each list and the count of the unread: the newest first, of one member.
CREATE INDEX notices_of_member ON notices (org_id, member_id, notice_id) WHERE state <> 'deleted';
CREATE INDEX notices_unread ON notices (org_id, member_id, notice_id) WHERE state = 'unread';
CREATE INDEX notices_by_kind ON notices (org_id, member_id, kind, notice_id) WHERE state <> 'deleted';
CREATE INDEX notices_given_at ON notices USING brin (given_at);
SELECT scope.protect('notices');

-- Forgets old and deleted notices of every organisation. With the owner's rights, because a policy lets nobody reach across.
CREATE FUNCTION scope.forget_notices(given_before timestamptz, deleted_before timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    forgotten bigint;
BEGIN
    IF scope.place() <> 'system' THEN
        RAISE EXCEPTION 'only the server itself forgets notices';
    END IF;
    DELETE FROM notices WHERE given_at < given_before OR (state = 'deleted' AND changed_at < deleted_before);
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END $$;
REVOKE EXECUTE ON FUNCTION scope.forget_notices(timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scope.forget_notices(timestamptz, timestamptz) TO hustings_app;
