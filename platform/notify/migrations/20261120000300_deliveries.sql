-- Why: nobody gets the same letter twice, and whoever sent one can see what became of it.
--
-- A row is written before the first word is said to the mail server, so a process that dies in the middle leaves behind
-- that it was sending. Whether the server took that letter nobody knows: it is not tried again by itself.

CREATE TABLE deliveries (
    org_id uuid NOT NULL,
    job_id uuid NOT NULL,
    purpose text NOT NULL,
    about uuid NOT NULL,
    reader uuid,
    state text NOT NULL
        CONSTRAINT deliveries_state_known CHECK (state IN ('sending', 'waiting', 'sent', 'refused', 'unknown', 'withheld')),
    attempts integer NOT NULL,
    answer text,
    first_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT deliveries_pkey PRIMARY KEY (org_id, job_id)
);
COMMENT ON TABLE deliveries IS 'Letters that were handed to the mail server or are about to be, with what it said.';
COMMENT ON COLUMN deliveries.org_id IS 'The organisation; the nil id for what a person does outside any.';
COMMENT ON COLUMN deliveries.job_id IS 'The job that writes the letter: one letter each.';
COMMENT ON COLUMN deliveries.purpose IS 'What kind of letter: invitation, password-reset, …';
COMMENT ON COLUMN deliveries.about IS 'The row the letter is about: an invitation, an account.';
COMMENT ON COLUMN deliveries.reader IS 'The member it goes to, if whether they want it is asked before it goes.';
COMMENT ON COLUMN deliveries.state IS 'withheld: the reader does not want such letters.';
COMMENT ON COLUMN deliveries.answer IS 'The last thing the mail server said, without the address.';
-- The newest letter about each of a page of invitations.
CREATE INDEX deliveries_about ON deliveries (org_id, about, first_at DESC);
-- Whoever says no waits for what is leaving at that moment.
CREATE INDEX deliveries_leaving ON deliveries (org_id, reader, purpose) WHERE state = 'sending';
CREATE INDEX deliveries_first_at ON deliveries USING brin (first_at);
SELECT scope.protect('deliveries');

-- Forgets old records of every organisation. With the owner's rights, because a policy lets nobody reach across.
CREATE FUNCTION scope.forget_deliveries(before timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    forgotten bigint;
BEGIN
    IF scope.place() <> 'system' THEN
        RAISE EXCEPTION 'only the server itself forgets deliveries';
    END IF;
    DELETE FROM deliveries WHERE first_at < before;
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END $$;
REVOKE EXECUTE ON FUNCTION scope.forget_deliveries(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scope.forget_deliveries(timestamptz) TO hustings_app;
