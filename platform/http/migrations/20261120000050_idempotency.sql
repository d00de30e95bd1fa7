-- Why: a client that lost an answer asks again with the same key, and must get that answer, not a second post.
--
-- The key is written in the transaction of the operation itself, so a key without its effect, or an effect without its
-- key, cannot exist. Kept for a day. The partitions are four slots used in turn, one a day, because emptying a
-- partition that stays costs nothing, and none can be missing when a day begins.

CREATE TABLE idempotency_keys (
    org_id uuid NOT NULL,
    slot smallint NOT NULL CONSTRAINT idempotency_keys_slot_is_one_of_four CHECK (slot BETWEEN 0 AND 3),
    actor text NOT NULL,
    operation text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    answer bytea,
    created_at timestamptz NOT NULL,
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (org_id, slot, actor, operation, key)
) PARTITION BY LIST (slot);
COMMENT ON TABLE idempotency_keys IS 'Keys of unsafe requests of the last day, with the answers they got.';
COMMENT ON COLUMN idempotency_keys.org_id IS 'The organisation; the nil id for what a person does outside any.';
COMMENT ON COLUMN idempotency_keys.slot IS 'The day, counted modulo four.';
COMMENT ON COLUMN idempotency_keys.request_hash IS 'Keyed hash of the address and the body: the same key for another request is refused.';
COMMENT ON COLUMN idempotency_keys.answer IS 'The answer, sealed for whoever asked; null if it held a secret, which is never stored.';

CREATE TABLE idempotency_keys_0 PARTITION OF idempotency_keys FOR VALUES IN (0);
CREATE TABLE idempotency_keys_1 PARTITION OF idempotency_keys FOR VALUES IN (1);
CREATE TABLE idempotency_keys_2 PARTITION OF idempotency_keys FOR VALUES IN (2);
CREATE TABLE idempotency_keys_3 PARTITION OF idempotency_keys FOR VALUES IN (3);
SELECT scope.protect('idempotency_keys');

-- Empties the slots of neither today nor yesterday. With the owner's rights, because truncating knows no policies:
-- that is also why the caller only names the day.
CREATE FUNCTION scope.forget_idempotency_keys(today date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    day bigint := today - DATE '1970-01-01';
BEGIN
    IF scope.place() <> 'system' THEN
        RAISE EXCEPTION 'only the server itself forgets keys';
    END IF;
    EXECUTE format('TRUNCATE %I, %I',
        format('idempotency_keys_%s', (day + 1) % 4), format('idempotency_keys_%s', (day + 2) % 4));
END $$;
REVOKE EXECUTE ON FUNCTION scope.forget_idempotency_keys(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scope.forget_idempotency_keys(date) TO hustings_app;
