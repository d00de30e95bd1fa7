-- Why: work that outlives the request that caused it has to be durable, visible and stoppable.
--
-- The queue itself is graphile_worker's: jobs that wait, run or will be tried again are its rows. It forgets a job when
-- it is done, so what ended is recorded here. Each job is in exactly one of the two places, and moves in one statement.
-- A row of the queue is claimed once: whatever is tried again becomes a new row, so that a worker which was believed
-- dead can never touch the row that somebody else now holds.
-- Functions name the queue's tables late (PL/pgSQL), so they can be created before it.

CREATE SCHEMA jobs;
COMMENT ON SCHEMA jobs IS 'What may be done with jobs; the only way to them for the working roles.';
GRANT USAGE ON SCHEMA jobs TO hustings_app, hustings_agent;

CREATE TABLE job_runs (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL CONSTRAINT job_runs_state_is_an_end CHECK (state IN ('succeeded', 'cancelled', 'dead')),
    attempts smallint NOT NULL,
    error text,
    actor text NOT NULL,
    correlation_id uuid NOT NULL,
    enqueued_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz NOT NULL,
    payload json,
    priority smallint NOT NULL,
    queue_name text,
    CONSTRAINT job_runs_pkey PRIMARY KEY (org_id, id)
);
COMMENT ON TABLE job_runs IS 'Jobs that ended: succeeded, cancelled, or dead after their last attempt.';
COMMENT ON COLUMN job_runs.payload IS 'What to do, kept for a dead job only, so that it can be tried again.';
-- The desk looks at what went wrong; the millions that went well are reached by the primary key.
CREATE INDEX job_runs_not_succeeded ON job_runs (org_id, state, id) WHERE state <> 'succeeded';
CREATE INDEX job_runs_finished_at ON job_runs USING brin (finished_at);
SELECT scope.protect('job_runs');

CREATE TABLE job_keys (
    org_id uuid NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    job_id uuid NOT NULL,
    made_at timestamptz NOT NULL,
    CONSTRAINT job_keys_pkey PRIMARY KEY (org_id, kind, key)
);
COMMENT ON TABLE job_keys IS 'Jobs that must not be enqueued twice, for as long as their record is kept.';
SELECT scope.protect('job_keys');

CREATE TABLE job_cancellations (
    org_id uuid NOT NULL,
    job_id uuid NOT NULL,
    requested_at timestamptz NOT NULL,
    CONSTRAINT job_cancellations_pkey PRIMARY KEY (org_id, job_id)
);
COMMENT ON TABLE job_cancellations IS 'Running jobs that were asked to stop. Empty most of the time.';
SELECT scope.protect('job_cancellations');

-- All three are reached through the functions below only.
REVOKE ALL ON job_runs, job_keys, job_cancellations FROM hustings_app, hustings_agent;

CREATE TABLE job_schedules (
    name text NOT NULL,
    last_slot timestamptz NOT NULL,
    last_job_id uuid,
    CONSTRAINT job_schedules_pkey PRIMARY KEY (name)
);
COMMENT ON TABLE job_schedules IS 'The last slot of each schedule that a job was made for.';
SELECT scope.protect_installation('job_schedules');

-- The organisation whose jobs the transaction may see and touch; null for a person on their own account, who shares
-- the nil organisation with the server itself.
CREATE FUNCTION jobs.org() RETURNS uuid LANGUAGE sql STABLE
    AS $$ SELECT CASE WHEN scope.place() IN ('', 'account') THEN NULL ELSE scope.org() END $$;

-- Puts jobs into the queue, stamped with the organisation in scope. Returns their ids in order; a job whose key is
-- taken is not enqueued, and the id of the one that has it is returned instead.
CREATE FUNCTION jobs.enqueue(
    job_ids uuid[], kinds text[], payloads text[], due_ats timestamptz[], priorities smallint[], queue_names text[],
    keys text[], replacing boolean[], actor text, correlation uuid, enqueued_at timestamptz
) RETURNS uuid[] LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    org uuid := scope.org();
    fresh uuid[] := job_ids;
    known uuid[] := job_ids;
    stamp text;
    holder uuid;
    wanted text[];
    held bigint;
BEGIN
    IF org IS NULL THEN
        RAISE EXCEPTION 'a job is enqueued inside a scope';
    END IF;
    stamp := '","org":"' || org || '","place":"' || scope.place() || '","account":'
        || coalesce('"' || scope.account() || '"', 'null') || ',"actor":' || to_json(actor) || ',"correlation":"'
        || correlation || '","at":' || (extract(epoch FROM enqueued_at) * 1000000)::bigint || '}';

    IF keys IS NOT NULL THEN
        FOR i IN 1 .. cardinality(job_ids) LOOP
            CONTINUE WHEN keys[i] IS NULL;
            INSERT INTO job_keys (org_id, kind, key, job_id, made_at)
            VALUES (org, kinds[i], keys[i], job_ids[i], enqueued_at)
            ON CONFLICT ON CONSTRAINT job_keys_pkey DO NOTHING;
            CONTINUE WHEN FOUND;
            SELECT k.job_id INTO holder FROM job_keys k
            WHERE k.org_id = org AND k.kind = kinds[i] AND k.key = keys[i] FOR UPDATE;
            IF replacing[i] THEN
                -- One that still waits gives way; one that runs already goes on, and the new one follows it.
                DELETE FROM graphile_worker._private_jobs q WHERE q.key = org || '/' || holder AND q.locked_at IS NULL;
                fresh := array_replace(fresh, holder, NULL);
                UPDATE job_keys k SET job_id = job_ids[i], made_at = enqueued_at
                WHERE k.org_id = org AND k.kind = kinds[i] AND k.key = keys[i];
            ELSE
                fresh[i] := NULL;
                known[i] := holder;
            END IF;
        END LOOP;
    END IF;

    INSERT INTO graphile_worker._private_tasks (identifier)
    SELECT DISTINCT k FROM unnest(kinds) k
    WHERE NOT EXISTS (SELECT FROM graphile_worker._private_tasks t WHERE t.identifier = k)
    ON CONFLICT DO NOTHING;

    IF queue_names IS NOT NULL THEN
        wanted := ARRAY(SELECT DISTINCT org || '/' || n FROM unnest(queue_names) n WHERE n IS NOT NULL);
        LOOP
            INSERT INTO graphile_worker._private_job_queues (queue_name)
            SELECT n FROM unnest(wanted) n
            WHERE NOT EXISTS (SELECT FROM graphile_worker._private_job_queues q WHERE q.queue_name = n)
            ON CONFLICT DO NOTHING;
            -- Held, so that the housekeeping does not take an unused queue away before its new job is there to see.
            PERFORM FROM graphile_worker._private_job_queues q WHERE q.queue_name = ANY (wanted) FOR KEY SHARE;
            GET DIAGNOSTICS held = ROW_COUNT;
            EXIT WHEN held = cardinality(wanted);
        END LOOP;
    END IF;

    -- Not through graphile's add_jobs, which notifies by itself: that would serialise commits. The stamp comes last,
    -- so that nothing in a payload can stand in its place.
    INSERT INTO graphile_worker._private_jobs (job_queue_id, task_id, payload, run_at, max_attempts, key, priority)
    SELECT (SELECT q.id FROM graphile_worker._private_job_queues q WHERE q.queue_name = org || '/' || n.queue_name),
        (SELECT t.id FROM graphile_worker._private_tasks t WHERE t.identifier = n.kind),
        ('{"job":' || n.payload || ',"id":"' || n.id || stamp)::json, n.due_at, 32767, org || '/' || n.id, n.priority
    FROM unnest(fresh, kinds, payloads, due_ats, priorities, queue_names)
        WITH ORDINALITY AS n (id, kind, payload, due_at, priority, queue_name, place)
    WHERE n.id IS NOT NULL
    ORDER BY n.place;
    RETURN known;
END $$;

-- Ends attempts: records what succeeded, was cancelled or died, and enqueues again what is to be tried again.
-- Returns the rows that were still this worker's; the others were taken over by somebody else and are not ours to end.
-- The plan is kept, and may have been made when the queue was empty and a scan of it cost nothing. So the queue is only
-- asked for ids (a join could be turned round), and what remains to be joined is hashed.
CREATE FUNCTION jobs.finish(
    worker text, row_ids bigint[], states text[], errors text[], due_ats timestamptz[], started_ats timestamptz[],
    finished_ats timestamptz[], org_ids uuid[], job_ids uuid[], kinds text[], actors text[], correlations uuid[],
    enqueued_ats timestamptz[]
) RETURNS bigint[] LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET enable_seqscan = off SET enable_nestloop = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    ours bigint[];
BEGIN
    WITH gone AS (
        DELETE FROM graphile_worker._private_jobs q WHERE q.id = ANY (row_ids) AND q.locked_by = worker
        RETURNING q.id, q.job_queue_id, q.task_id, q.payload, q.priority, q.attempts, q.key
    ), done AS (
        SELECT g.*, f.*
        FROM gone g
        JOIN unnest(row_ids, states, errors, due_ats, started_ats, finished_ats, org_ids, job_ids, kinds, actors,
            correlations, enqueued_ats) AS f (row_id, state, error, due_at, started_at, finished_at, org_id, job_id,
            kind, actor, correlation, enqueued_at) ON f.row_id = g.id
    ), again AS (
        INSERT INTO graphile_worker._private_jobs
            (job_queue_id, task_id, payload, run_at, attempts, max_attempts, key, priority, last_error)
        SELECT d.job_queue_id, d.task_id, d.payload, d.due_at, d.attempts, 32767, d.key, d.priority, d.error
        FROM done d WHERE d.state = 'retrying'
    ), recorded AS (
        INSERT INTO job_runs (org_id, id, kind, state, attempts, error, actor, correlation_id, enqueued_at, started_at,
            finished_at, payload, priority, queue_name)
        SELECT d.org_id, d.job_id, d.kind, d.state, d.attempts, d.error, d.actor, d.correlation, d.enqueued_at,
            d.started_at, d.finished_at, CASE WHEN d.state = 'dead' THEN d.payload END, d.priority,
            CASE WHEN d.job_queue_id IS NOT NULL AND d.state = 'dead' THEN
                (SELECT q.queue_name FROM graphile_worker._private_job_queues q WHERE q.id = d.job_queue_id) END
        FROM done d WHERE d.state <> 'retrying'
    ), freed AS (
        UPDATE graphile_worker._private_job_queues q SET locked_by = NULL, locked_at = NULL
        WHERE q.id = ANY (ARRAY(SELECT d.job_queue_id FROM done d WHERE d.job_queue_id IS NOT NULL))
          AND q.locked_by = worker
    )
    SELECT array_agg(id) INTO ours FROM done;

    IF EXISTS (SELECT FROM job_cancellations) THEN
        DELETE FROM job_cancellations c
        USING unnest(org_ids, job_ids, states) AS f (org_id, job_id, state)
        WHERE c.org_id = f.org_id AND c.job_id = f.job_id AND f.state <> 'retrying';
    END IF;
    RETURN ours;
END $$;

-- Gives the jobs of workers without a sign of life to the living. Each becomes a new row, so that the dead worker, if
-- it was only slow, finds nothing of its own left. The attempt counts: a job that kills its worker must not do so
-- for ever.
CREATE FUNCTION jobs.take_over(silent_for interval, include_orphans boolean) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    dead text[];
    taken bigint;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('jobs.take_over'), 0) THEN
        RETURN 0;
    END IF;
    dead := ARRAY(SELECT worker_id FROM graphile_worker.list_stale_workers(silent_for));
    IF include_orphans THEN
        dead := dead || ARRAY(SELECT worker_id FROM graphile_worker.list_orphan_locked_workers(silent_for));
    END IF;
    IF cardinality(dead) = 0 THEN
        RETURN 0;
    END IF;
    WITH lost AS (
        DELETE FROM graphile_worker._private_jobs q WHERE q.locked_by = ANY (dead) RETURNING q.*
    ), again AS (
        INSERT INTO graphile_worker._private_jobs
            (job_queue_id, task_id, payload, run_at, attempts, max_attempts, key, priority, last_error)
        SELECT l.job_queue_id, l.task_id, l.payload, l.run_at, l.attempts, 32767, l.key, l.priority,
            'the worker died while it ran or held this job'
        FROM lost l ORDER BY l.id
    )
    SELECT count(*) INTO taken FROM lost;
    UPDATE graphile_worker._private_job_queues q SET locked_by = NULL, locked_at = NULL WHERE q.locked_by = ANY (dead);
    PERFORM graphile_worker.delete_stale_workers(dead);
    RETURN taken;
END $$;

-- Running jobs that were asked to stop, of all organisations.
CREATE FUNCTION jobs.cancellations() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT job_id FROM job_cancellations $$;

-- How many jobs wait, are due, and run.
CREATE FUNCTION jobs.backlog(at timestamptz, OUT waiting bigint, OUT due bigint, OUT running bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT count(*) FILTER (WHERE q.locked_at IS NULL), count(*) FILTER (WHERE q.locked_at IS NULL AND q.run_at <= at),
        count(*) FILTER (WHERE q.locked_at IS NOT NULL)
    INTO waiting, due, running FROM graphile_worker._private_jobs q;
END $$;

-- Stops a job of the organisation in scope: one that waits is gone at once, one that runs is asked to stop.
-- Returns cancelled, stopping or ended; null if there is no such job.
CREATE FUNCTION jobs.cancel(job uuid, at timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off AS $$
DECLARE
    org uuid := jobs.org();
BEGIN
    WITH gone AS (
        DELETE FROM graphile_worker._private_jobs q
        WHERE q.key = org || '/' || job AND q.locked_at IS NULL
        RETURNING q.task_id, q.attempts, q.priority, q.last_error, q.payload
    )
    INSERT INTO job_runs (org_id, id, kind, state, attempts, error, actor, correlation_id, enqueued_at, finished_at,
        priority)
    SELECT org, job, t.identifier, 'cancelled', g.attempts, g.last_error, g.payload ->> 'actor',
        (g.payload ->> 'correlation')::uuid, to_timestamp((g.payload ->> 'at')::bigint / 1000000.0), at, g.priority
    FROM gone g JOIN graphile_worker._private_tasks t ON t.id = g.task_id;
    IF FOUND THEN
        RETURN 'cancelled';
    END IF;
    INSERT INTO job_cancellations (org_id, job_id, requested_at)
    SELECT org, job, at FROM graphile_worker._private_jobs q WHERE q.key = org || '/' || job
    ON CONFLICT ON CONSTRAINT job_cancellations_pkey DO NOTHING;
    IF FOUND OR EXISTS (SELECT FROM job_cancellations c WHERE c.org_id = org AND c.job_id = job) THEN
        RETURN 'stopping';
    END IF;
    IF EXISTS (SELECT FROM job_runs r WHERE r.org_id = org AND r.id = job) THEN
        RETURN 'ended';
    END IF;
    RETURN NULL;
END $$;

-- Lets a job of the organisation in scope run now: a dead one starts anew, one that waits waits no longer.
-- Returns retried, running or ended; null if there is no such job.
CREATE FUNCTION jobs.retry(job uuid, at timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off AS $$
DECLARE
    org uuid := jobs.org();
BEGIN
    -- Twice: somebody else may have revived the job between the first two statements, and then it waits.
    FOR look IN 1 .. 2 LOOP
        UPDATE graphile_worker._private_jobs q SET run_at = at
        WHERE q.key = org || '/' || job AND q.locked_at IS NULL;
        IF FOUND THEN
            RETURN 'retried';
        END IF;
        WITH revived AS (
            DELETE FROM job_runs r WHERE r.org_id = org AND r.id = job AND r.state = 'dead' AND r.payload IS NOT NULL
            RETURNING r.kind, r.payload, r.priority, r.queue_name, r.error
        ), queue AS (
            INSERT INTO graphile_worker._private_job_queues AS q (queue_name)
            SELECT r.queue_name FROM revived r WHERE r.queue_name IS NOT NULL
            ON CONFLICT (queue_name) DO UPDATE SET queue_name = excluded.queue_name
            RETURNING q.id
        )
        INSERT INTO graphile_worker._private_jobs
            (job_queue_id, task_id, payload, run_at, max_attempts, key, priority, last_error)
        SELECT (SELECT id FROM queue), t.id, r.payload, at, 32767, org || '/' || job, r.priority, r.error
        FROM revived r JOIN graphile_worker._private_tasks t ON t.identifier = r.kind;
        IF FOUND THEN
            RETURN 'retried';
        END IF;
    END LOOP;
    IF EXISTS (SELECT FROM graphile_worker._private_jobs q WHERE q.key = org || '/' || job) THEN
        RETURN 'running';
    END IF;
    IF EXISTS (SELECT FROM job_runs r WHERE r.org_id = org AND r.id = job) THEN
        RETURN 'ended';
    END IF;
    RETURN NULL;
END $$;

-- Gives a dead job up for good: what it was to do is forgotten. Returns discarded or alive (anything but dead); null
-- if there is no such job.
CREATE FUNCTION jobs.discard(job uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off AS $$
DECLARE
    org uuid := jobs.org();
BEGIN
    UPDATE job_runs r SET state = 'cancelled', payload = NULL
    WHERE r.org_id = org AND r.id = job AND r.state = 'dead';
    IF FOUND THEN
        RETURN 'discarded';
    END IF;
    IF EXISTS (SELECT FROM job_runs r WHERE r.org_id = org AND r.id = job)
        OR EXISTS (SELECT FROM graphile_worker._private_jobs q WHERE q.key = org || '/' || job) THEN
        RETURN 'alive';
    END IF;
    RETURN NULL;
END $$;

-- The jobs of the organisation in scope, newest first, wherever they are. Keys begin with the organisation and ids
-- grow with time, so both halves are read in order from an index. Planned anew each time: which index that is depends on
-- the filters, and a half that cannot hold the wanted state is then not read at all.
CREATE FUNCTION jobs.list(wanted_state text, wanted_kind text, only_job uuid, before uuid, at_most integer)
RETURNS TABLE (job_id uuid, kind text, state text, attempts smallint, error text, actor text, correlation_id uuid,
    enqueued_at timestamptz, due_at timestamptz, started_at timestamptz, finished_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    org uuid := jobs.org();
    first uuid := coalesce(only_job, '00000000-0000-0000-0000-000000000000');
    last uuid := coalesce(only_job, before, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
    -- Looked up before: a join could be turned round, and then every job of the kind would be read.
    wanted_task integer := (SELECT t.id FROM graphile_worker._private_tasks t WHERE t.identifier = wanted_kind);
BEGIN
    RETURN QUERY
    SELECT * FROM ((
        SELECT right(q.key, 36)::uuid, t.identifier,
            CASE WHEN q.locked_at IS NOT NULL THEN 'running' WHEN q.attempts > 0 THEN 'retrying' ELSE 'queued' END,
            q.attempts, q.last_error, q.payload ->> 'actor', (q.payload ->> 'correlation')::uuid,
            to_timestamp((q.payload ->> 'at')::bigint / 1000000.0),
            greatest(q.run_at, to_timestamp((q.payload ->> 'at')::bigint / 1000000.0)), q.locked_at,
            NULL::timestamptz
        FROM (
            SELECT * FROM graphile_worker._private_jobs q
            WHERE q.key >= org || '/' || first AND q.key <= org || '/' || last
              AND (before IS NULL OR q.key <> org || '/' || before)
              AND (wanted_state IS NULL
                  OR wanted_state = 'running' AND q.locked_at IS NOT NULL
                  OR wanted_state = 'retrying' AND q.locked_at IS NULL AND q.attempts > 0
                  OR wanted_state = 'queued' AND q.locked_at IS NULL AND q.attempts = 0)
              AND (wanted_kind IS NULL OR q.task_id = wanted_task)
            ORDER BY q.key DESC LIMIT at_most
        ) q JOIN graphile_worker._private_tasks t ON t.id = q.task_id
    ) UNION ALL (
        SELECT r.id, r.kind, r.state, r.attempts, r.error, r.actor, r.correlation_id, r.enqueued_at, r.enqueued_at,
            r.started_at, r.finished_at
        FROM job_runs r
        WHERE r.org_id = org AND r.id >= first AND r.id <= last AND (before IS NULL OR r.id <> before)
          AND (wanted_state IS NULL OR wanted_state NOT IN ('queued', 'running', 'retrying') AND r.state = wanted_state)
          AND (wanted_kind IS NULL OR r.kind = wanted_kind)
        ORDER BY r.id DESC LIMIT at_most
    )) AS every (job_id) ORDER BY 1 DESC LIMIT at_most;
END $$;

-- How many jobs of the organisation in scope are in each state, counted up to a limit: beyond it "very many" will do.
CREATE FUNCTION jobs.counts(up_to integer)
RETURNS TABLE (state text, jobs bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    org uuid := jobs.org();
BEGIN
    RETURN QUERY
    SELECT s.state, count(*) FROM (
        SELECT CASE WHEN q.locked_at IS NOT NULL THEN 'running' WHEN q.attempts > 0 THEN 'retrying' ELSE 'queued' END
            AS state
        FROM graphile_worker._private_jobs q
        WHERE q.key >= org || '/00000000-0000-0000-0000-000000000000'
          AND q.key <= org || '/ffffffff-ffff-ffff-ffff-ffffffffffff'
        LIMIT up_to
    ) s GROUP BY s.state
    UNION ALL
    SELECT e.state, (SELECT count(*) FROM (
        SELECT FROM job_runs r WHERE r.org_id = org AND r.state = e.state LIMIT up_to) counted)
    FROM unnest(ARRAY['succeeded', 'cancelled', 'dead']) AS e (state);
END $$;

-- How many jobs of the organisation in scope are dead, counted up to a limit, and since when the oldest of them.
CREATE FUNCTION jobs.dead(up_to integer, OUT jobs bigint, OUT since timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off AS $$
DECLARE
    org uuid := jobs.org();
BEGIN
    SELECT count(*), min(d.finished_at) INTO jobs, since FROM (
        SELECT r.finished_at FROM job_runs r WHERE r.org_id = org AND r.state = 'dead' ORDER BY r.id LIMIT up_to) d;
END $$;

-- How the jobs of all organisations are doing: since when the oldest that is due has waited, how many are dead (counted
-- up to a limit), and how many workers give signs of life.
CREATE FUNCTION jobs.condition(at timestamptz, up_to integer, OUT oldest_due timestamptz, OUT due bigint,
    OUT dead bigint, OUT workers bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT min(w.run_at), count(*) INTO oldest_due, due FROM (
        SELECT q.run_at FROM graphile_worker._private_jobs q
        WHERE q.locked_at IS NULL AND q.run_at <= at ORDER BY q.run_at LIMIT up_to) w;
    SELECT count(*) INTO dead FROM (SELECT FROM job_runs r WHERE r.state = 'dead' LIMIT up_to) d;
    SELECT count(*) INTO workers FROM graphile_worker._private_workers w
    WHERE w.id NOT IN (SELECT worker_id FROM graphile_worker.list_stale_workers(interval '1 minute'));
END $$;

-- Forgets what ended long ago, with the keys that kept it from being enqueued twice, and serial queues nobody uses.
CREATE FUNCTION jobs.forget(ended_before timestamptz, at_most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    forgotten bigint;
    unused integer[];
BEGIN
    WITH old AS (
        SELECT r.org_id, r.id FROM job_runs r WHERE r.finished_at < ended_before LIMIT at_most
    ), gone AS (
        DELETE FROM job_runs r USING old WHERE r.org_id = old.org_id AND r.id = old.id RETURNING 1
    )
    SELECT count(*) INTO forgotten FROM gone;
    DELETE FROM job_keys k WHERE k.made_at < ended_before
        AND NOT EXISTS (SELECT FROM graphile_worker._private_jobs q WHERE q.key = k.org_id || '/' || k.job_id)
        AND NOT EXISTS (SELECT FROM job_runs r WHERE r.org_id = k.org_id AND r.id = k.job_id);
    DELETE FROM job_cancellations c WHERE c.requested_at < ended_before
        AND NOT EXISTS (SELECT FROM graphile_worker._private_jobs q WHERE q.key = c.org_id || '/' || c.job_id);
    unused := ARRAY(SELECT q.id FROM graphile_worker._private_job_queues q WHERE q.locked_at IS NULL
        AND NOT EXISTS (SELECT FROM graphile_worker._private_jobs j WHERE j.job_queue_id = q.id)
        FOR UPDATE SKIP LOCKED);
    -- Looked at again now that nobody can enqueue into them.
    DELETE FROM graphile_worker._private_job_queues q WHERE q.id = ANY (unused)
        AND NOT EXISTS (SELECT FROM graphile_worker._private_jobs j WHERE j.job_queue_id = q.id);
    RETURN forgotten;
END $$;

-- Called by the owner after the queue's own migrations: the agent role may work on it, the app role may not even look.
CREATE FUNCTION jobs.adopt_queue() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    target regclass;
BEGIN
    GRANT USAGE ON SCHEMA graphile_worker TO hustings_agent;
    GRANT SELECT ON graphile_worker.migrations TO hustings_agent;
    FOR target IN
        SELECT c.oid::regclass FROM pg_class c
        WHERE c.relnamespace = 'graphile_worker'::regnamespace AND c.relkind = 'r' AND c.relname LIKE '\_private\_%'
    LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO hustings_agent', target);
        IF NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = target AND p.polname = 'working') THEN
            EXECUTE format('CREATE POLICY working ON %s TO hustings_agent USING (true) WITH CHECK (true)', target);
        END IF;
    END LOOP;
    -- A queue is mostly dead rows; they are swept early and fast.
    ALTER TABLE graphile_worker._private_jobs SET (autovacuum_vacuum_scale_factor = 0,
        autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    jobs.org(),
    jobs.enqueue(uuid[], text[], text[], timestamptz[], smallint[], text[], text[], boolean[], text, uuid, timestamptz),
    jobs.cancel(uuid, timestamptz), jobs.retry(uuid, timestamptz), jobs.discard(uuid),
    jobs.list(text, text, uuid, uuid, integer), jobs.counts(integer), jobs.dead(integer)
    TO hustings_app, hustings_agent;
GRANT EXECUTE ON FUNCTION
    jobs.finish(text, bigint[], text[], text[], timestamptz[], timestamptz[], timestamptz[], uuid[], uuid[], text[],
        text[], uuid[], timestamptz[]),
    jobs.take_over(interval, boolean), jobs.cancellations(), jobs.backlog(timestamptz),
    jobs.condition(timestamptz, integer), jobs.forget(timestamptz, integer)
    TO hustings_agent;
