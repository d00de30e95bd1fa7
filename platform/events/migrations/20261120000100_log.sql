-- Why: everything that happens is an event in one log, in an order that readers can follow without skipping any.

-- Positions come one by one, never cached: a session that kept some back would hand them out after later ones.
-- The sequence starts used, so that its last value is always below every position still to come.
CREATE SEQUENCE log_position AS bigint MINVALUE 0 START WITH 0 CACHE 1;
SELECT nextval('log_position');
COMMENT ON SEQUENCE log_position IS 'The last position of the log that was given out.';
GRANT USAGE, SELECT ON SEQUENCE log_position TO hustings_app, hustings_agent;

-- Readers leave whole months behind, so no event may be recorded in a month before the newest. A sequence, because
-- it is raised without waiting for anybody and seen at once.
CREATE SEQUENCE log_month AS bigint MINVALUE 0 START WITH 0 CACHE 1;
SELECT nextval('log_month');
COMMENT ON SEQUENCE log_month IS 'The newest month anything was recorded in, as year * 12 + month - 1.';
GRANT SELECT, UPDATE ON SEQUENCE log_month TO hustings_app, hustings_agent;

-- One row for each thing that has a history. Whoever appends locks it first, so that the events of one stream stand
-- in the log in the order of their versions, and each version is given out once.
CREATE TABLE streams (
    org_id uuid NOT NULL,
    noun text COLLATE "C" NOT NULL,
    stream_id uuid NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT streams_pkey PRIMARY KEY (org_id, noun, stream_id)
) WITH (fillfactor = 80);
COMMENT ON TABLE streams IS 'How many events each thing has; its row is the lock of that thing''s history.';
ALTER TABLE streams ENABLE ROW LEVEL SECURITY;
ALTER TABLE streams FORCE ROW LEVEL SECURITY;
CREATE POLICY in_organisation ON streams TO hustings_app, hustings_agent
    USING (org_id = scope.org()) WITH CHECK (org_id = scope.org());
GRANT SELECT, INSERT, UPDATE ON streams TO hustings_app, hustings_agent;

CREATE TABLE events (
    position bigint NOT NULL,
    id uuid NOT NULL,
    org_id uuid NOT NULL,
    noun text COLLATE "C" NOT NULL,
    stream_id uuid NOT NULL,
    stream_version bigint NOT NULL,
    lane smallint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    version smallint NOT NULL,
    actor text NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    correlation_id uuid NOT NULL,
    causation_id uuid,
    payload jsonb NOT NULL,
    CONSTRAINT events_pkey PRIMARY KEY (position, recorded_at),
    -- The month must be part of it; that a version is never given out twice is the doing of the stream's row.
    CONSTRAINT events_of_stream UNIQUE (org_id, noun, stream_id, stream_version, recorded_at)
) PARTITION BY RANGE (recorded_at);
COMMENT ON TABLE events IS 'The log: everything that happened. Only ever added to.';
COMMENT ON COLUMN events.org_id IS 'The organisation; the nil id for what happens outside any.';
COMMENT ON COLUMN events.lane IS 'A stable hash of the stream, by which agents share the work.';
COMMENT ON COLUMN events.occurred_at IS 'When it happened, which may be long ago for what was imported.';
COMMENT ON COLUMN events.recorded_at IS 'When the log took it.';
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
ALTER TABLE events FORCE ROW LEVEL SECURITY;
-- A person on their own account writes beside everybody else's accounts, and therefore reads nothing here.
CREATE POLICY read_in_organisation ON events FOR SELECT TO hustings_app
    USING (org_id = scope.org() AND scope.place() <> 'account');
CREATE POLICY read_all ON events FOR SELECT TO hustings_agent USING (true);
CREATE POLICY append_in_organisation ON events FOR INSERT TO hustings_app, hustings_agent
    WITH CHECK (org_id = scope.org());
GRANT SELECT, INSERT ON events TO hustings_app, hustings_agent;

DO $$
DECLARE
    owned text;
BEGIN
    FOREACH owned IN ARRAY ARRAY['streams', 'events'] LOOP
        EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', owned, current_user);
    END LOOP;
END $$;

INSERT INTO partitioned_tables (table_name) VALUES ('events');

-- An appender's mark. 18517 ("HU") in the upper 16 of 64 bits keeps clear of everybody else's advisory locks.
CREATE FUNCTION scope.log_mark(last_position bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT (18517::bigint << 48) | last_position $$;
COMMENT ON FUNCTION scope.log_mark(bigint) IS 'The advisory lock of an appender that came after this position.';

-- The month an event is filed under. A clock that lags behind another node's across the turn of a month must not write
-- where nobody looks any more; one that is ahead raises the newest month, once the rows are in.
CREATE FUNCTION scope.file_under(recorded timestamptz, OUT filed timestamptz, OUT newer_month bigint)
LANGUAGE plpgsql AS $$
DECLARE
    this_month bigint := extract(year FROM recorded AT TIME ZONE 'UTC') * 12
        + extract(month FROM recorded AT TIME ZONE 'UTC') - 1;
    newest_month bigint;
BEGIN
    SELECT last_value INTO newest_month FROM log_month;
    filed := recorded;
    IF this_month < newest_month THEN
        filed := make_timestamptz((newest_month / 12)::int, (newest_month % 12)::int + 1, 1, 0, 0, 0, 'UTC');
    ELSIF this_month > newest_month THEN
        newer_month := this_month;
    END IF;
END $$;

-- Appends events to the organisation in scope, in one round trip for any number of them. The order within matters:
-- streams are locked first and in order, then the log is marked, then positions are taken.
-- Each stream comes once, in order, with the number of its events; each event says which stream is its own and how many
-- events of that stream come after it. Its version is the stream's, less those.
CREATE FUNCTION scope.append_events(
    stream_nouns text[], stream_ids uuid[], stream_counts bigint[],
    ids uuid[], streams_of int[], later int[], nouns text[], lanes smallint[], kinds text[], versions smallint[],
    actors text[], occurred timestamptz[], recorded timestamptz, correlations uuid[], causations uuid[],
    payloads jsonb[], mark boolean,
    OUT positions bigint[], OUT stream_versions bigint[]
) LANGUAGE plpgsql AS $$
DECLARE
    org uuid := scope.org();
    filed timestamptz;
    newer_month bigint;
BEGIN
    WITH locked AS (
        INSERT INTO streams AS stream (org_id, noun, stream_id, version)
        SELECT org, wanted.noun, wanted.stream_id, wanted.events
        FROM unnest(stream_nouns, stream_ids, stream_counts) AS wanted (noun, stream_id, events)
        ON CONFLICT (org_id, noun, stream_id) DO UPDATE SET version = stream.version + excluded.version
        RETURNING stream.noun, stream.stream_id, stream.version
    )
    SELECT array_agg(locked.version ORDER BY locked.noun COLLATE "C", locked.stream_id)
    INTO stream_versions
    FROM locked;

    IF mark THEN
        PERFORM pg_advisory_xact_lock_shared(scope.log_mark(last_value)) FROM log_position;
    END IF;
    SELECT array_agg(nextval('log_position')) INTO positions FROM generate_series(1, cardinality(ids));

    SELECT * INTO filed, newer_month FROM scope.file_under(recorded);
    INSERT INTO events (
        position, id, org_id, noun, stream_id, stream_version, lane, kind, version, actor,
        occurred_at, recorded_at, correlation_id, causation_id, payload
    )
    SELECT new.position, new.id, org, new.noun, stream_ids[new.stream], stream_versions[new.stream] - new.later,
        new.lane, new.kind, new.version, new.actor, new.occurred_at, filed, new.correlation_id, new.causation_id,
        new.payload
    FROM unnest(
        positions, ids, streams_of, later, nouns, lanes, kinds, versions, actors,
        occurred, correlations, causations, payloads
    ) AS new (
        position, id, stream, later, noun, lane, kind, version, actor,
        occurred_at, correlation_id, causation_id, payload
    );
    -- Only once the rows are in: a month without a partition must not become the newest.
    IF newer_month IS NOT NULL THEN
        PERFORM setval('log_month', greatest(newer_month, last_value)) FROM log_month;
    END IF;
END $$;
COMMENT ON FUNCTION scope.append_events IS 'Appends events to the organisation in scope.';

-- The same for one event, which most transactions append: without arrays it takes half the time.
CREATE FUNCTION scope.append_event(
    id uuid, noun text, stream_id uuid, lane smallint, kind text, version smallint,
    actor text, occurred timestamptz, recorded timestamptz, correlation uuid, causation uuid, payload jsonb, mark boolean,
    OUT log_place bigint, OUT stream_place bigint
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    org uuid := scope.org();
    filed timestamptz;
    newer_month bigint;
BEGIN
    INSERT INTO streams AS stream (org_id, noun, stream_id, version)
    VALUES (org, append_event.noun, append_event.stream_id, 1)
    ON CONFLICT (org_id, noun, stream_id) DO UPDATE SET version = stream.version + 1
    RETURNING stream.version INTO stream_place;

    IF mark THEN
        PERFORM pg_advisory_xact_lock_shared(scope.log_mark(last_value)) FROM log_position;
    END IF;
    log_place := nextval('log_position');

    SELECT * INTO filed, newer_month FROM scope.file_under(recorded);
    INSERT INTO events (
        position, id, org_id, noun, stream_id, stream_version, lane, kind, version, actor,
        occurred_at, recorded_at, correlation_id, causation_id, payload
    ) VALUES (
        log_place, append_event.id, org, append_event.noun, append_event.stream_id, stream_place, append_event.lane,
        append_event.kind, append_event.version, append_event.actor, append_event.occurred, filed,
        append_event.correlation, append_event.causation, append_event.payload
    );
    IF newer_month IS NOT NULL THEN
        PERFORM setval('log_month', greatest(newer_month, last_value)) FROM log_month;
    END IF;
END $$;
COMMENT ON FUNCTION scope.append_event IS 'Appends one event to the organisation in scope.';

-- How far the log may be read: up to its newest position, or to the oldest mark of an appender still at work.
-- Volatile, so that the marks are looked at after the newest position was read; rows must be read after this
-- statement, in a READ COMMITTED transaction.
CREATE FUNCTION scope.log_horizon(OUT newest bigint, OUT held_at bigint) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    SELECT last_value INTO newest FROM log_position;
    SELECT min(((classid::bigint & 65535) << 32) | objid::bigint) INTO held_at
    FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 16 = 18517
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
END $$;
COMMENT ON FUNCTION scope.log_horizon IS 'The newest position, and the lowest mark held by an appender, if any is at work.';

-- One page of the log, in order. The planner cannot know how the arrays filter, nor how long this month's partition has
-- grown since it was last analysed, and would read a whole window to sort it; so it is told to follow the index.
CREATE FUNCTION scope.read_events(
    after bigint, up_to bigint, since timestamptz, kinds text[], lanes smallint[], at_most bigint
) RETURNS SETOF events LANGUAGE plpgsql STABLE
    SET plan_cache_mode = 'force_generic_plan' SET enable_sort = off SET enable_bitmapscan = off AS $$
BEGIN
    RETURN QUERY
        SELECT * FROM events
        WHERE position > after AND position <= up_to AND recorded_at >= since
          AND kind = ANY (kinds) AND lane = ANY (lanes)
        ORDER BY position LIMIT at_most;
END $$;
COMMENT ON FUNCTION scope.read_events IS 'One page of the log, of some kinds and lanes.';

GRANT EXECUTE ON FUNCTION scope.log_mark(bigint), scope.file_under, scope.append_events, scope.append_event,
    scope.log_horizon, scope.read_events TO hustings_app, hustings_agent;
