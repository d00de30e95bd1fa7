-- Why: whether somebody may be written to is settled by what they last said, and it can be shown when, where and how they
-- said it. So every word of theirs is kept, and none is ever changed.

CREATE TABLE consents (
    org_id uuid NOT NULL,
    member_id uuid NOT NULL,
    purpose text COLLATE "C" NOT NULL,
    channel text COLLATE "C" NOT NULL CONSTRAINT consents_channel_known CHECK (channel IN ('letter')),
    number integer NOT NULL CONSTRAINT consents_number_counts CHECK (number > 0),
    granted boolean NOT NULL,
    source text NOT NULL CONSTRAINT consents_source_known CHECK (source IN ('preferences', 'one-click', 'link')),
    evidence uuid,
    at timestamptz NOT NULL,
    CONSTRAINT consents_pkey PRIMARY KEY (org_id, member_id, purpose, channel, number)
);
COMMENT ON TABLE consents IS 'Who agreed to what, or took it back. Rows are added and never changed; the newest holds.';
COMMENT ON COLUMN consents.purpose IS 'What for: a kind of notice.';
COMMENT ON COLUMN consents.channel IS 'By which way it would reach them.';
COMMENT ON COLUMN consents.number IS 'Counts what one person said about one purpose: two who speak at once speak one after the other.';
COMMENT ON COLUMN consents.source IS
    'preferences: signed in, among one''s notices; one-click: the button of a mail program; link: the page a letter leads to.';
COMMENT ON COLUMN consents.evidence IS 'The notice whose letter carried the link, if it was one.';
SELECT scope.protect('consents');
REVOKE UPDATE, DELETE ON consents FROM hustings_app, hustings_agent;
