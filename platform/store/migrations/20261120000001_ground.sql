-- Why: every table of every capability stands on these roles, settings and rules, so they come first.

-- The login role owns the tables and runs migrations. Requests run as hustings_app, the readers of the log as
-- hustings_agent. Neither owns anything or bypasses row-level security, and managed servers allow both.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['hustings_app', 'hustings_agent'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- another database of this cluster was quicker; roles belong to the whole cluster
            END;
        END IF;
        IF NOT pg_has_role(current_user, wanted, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO %I', wanted, current_user);
        END IF;
    END LOOP;
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO hustings_app, hustings_agent;

CREATE SCHEMA scope;
COMMENT ON SCHEMA scope IS 'Functions that policies, migrations and the platform use.';
GRANT USAGE ON SCHEMA scope TO hustings_app, hustings_agent;

-- What the running transaction is scoped to. Plain SQL, so that the planner inlines them and uses indexes.
CREATE FUNCTION scope.org() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('hustings.org', true), '')::uuid $$;
COMMENT ON FUNCTION scope.org() IS
    'The organisation in scope; the nil id outside any organisation; null when nothing set a scope.';

CREATE FUNCTION scope.account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('hustings.account', true), '')::uuid $$;
COMMENT ON FUNCTION scope.account() IS 'The account in scope, when a person acts on their own account.';

CREATE FUNCTION scope.place() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(current_setting('hustings.place', true), '') $$;
COMMENT ON FUNCTION scope.place() IS 'organisation, account, installation or system; empty when nothing set a scope.';

-- Gives a table of an organisation its protection: row-level security that binds the owner too, the same policy for
-- both working roles, and an explicit one for the owner, without which a migration would silently change nothing.
CREATE FUNCTION scope.protect(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY in_organisation ON %s TO hustings_app, hustings_agent '
        'USING (org_id = scope.org()) WITH CHECK (org_id = scope.org())', target);
    EXECUTE format('CREATE POLICY owner ON %s TO %I USING (true) WITH CHECK (true)', target, current_user);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO hustings_app, hustings_agent', target);
END $$;

-- The same for a table of accounts, which belong to no organisation: a person reaches their own rows; the doors
-- (signing in, the server's own work) reach all.
CREATE FUNCTION scope.protect_account(target regclass, account_column name) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY of_account ON %1$s TO hustings_app, hustings_agent '
        'USING (%2$I = scope.account() OR scope.place() IN (''installation'', ''system'')) '
        'WITH CHECK (%2$I = scope.account() OR scope.place() IN (''installation'', ''system''))',
        target, account_column);
    EXECUTE format('CREATE POLICY owner ON %s TO %I USING (true) WITH CHECK (true)', target, current_user);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO hustings_app, hustings_agent', target);
END $$;

-- And for a table of the installation, which only the server's own work and the doors touch.
CREATE FUNCTION scope.protect_installation(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY of_installation ON %s TO hustings_app, hustings_agent '
        'USING (scope.place() IN (''installation'', ''system'')) '
        'WITH CHECK (scope.place() IN (''installation'', ''system''))', target);
    EXECUTE format('CREATE POLICY owner ON %s TO %I USING (true) WITH CHECK (true)', target, current_user);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO hustings_app, hustings_agent', target);
END $$;

-- Big tables are partitioned by month of a timestamp column. A partition grants nothing: it is reached through its
-- parent only, whose policies would not bind a direct reader.
CREATE TABLE partitioned_tables (
    table_name text PRIMARY KEY
);
COMMENT ON TABLE partitioned_tables IS 'Tables whose monthly partitions are made ahead of time.';
SELECT scope.protect_installation('partitioned_tables');

CREATE FUNCTION scope.make_partition(parent text, month date) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    first_day date := date_trunc('month', month)::date;
    partition text := format('%s_%s', parent, to_char(first_day, 'YYYY_MM'));
BEGIN
    IF NOT EXISTS (SELECT FROM partitioned_tables WHERE table_name = parent) THEN
        RAISE EXCEPTION '% is not a table partitioned by month', parent;
    END IF;
    IF to_regclass(quote_ident(partition)) IS NOT NULL THEN
        RETURN false;
    END IF;
    -- Two nodes may make the same month at once.
    PERFORM pg_advisory_xact_lock(hashtext('scope.make_partition'), hashtext(partition));
    IF to_regclass(quote_ident(partition)) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
        partition, parent, first_day || ' 00:00:00+00', (first_day + interval '1 month')::date || ' 00:00:00+00');
    RETURN true;
END $$;

CREATE FUNCTION scope.make_partitions(first_month date, last_month date) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*) FILTER (WHERE scope.make_partition(t.table_name, m.month::date))
    FROM partitioned_tables t
    CROSS JOIN generate_series(date_trunc('month', first_month), date_trunc('month', last_month), '1 month') AS m(month)
$$;

-- These act with the owner's rights, so nobody calls them who is not named.
REVOKE EXECUTE ON FUNCTION scope.make_partition(text, date), scope.make_partitions(date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scope.org(), scope.account(), scope.place(), scope.make_partitions(date, date)
    TO hustings_app, hustings_agent;

-- Keys that seal what is personal, one for each person, themselves sealed with a key that lies outside the database.
-- Deleting a row makes everything sealed with it unreadable for good: that is how the log forgets a person.
CREATE TABLE subject_keys (
    subject_id uuid PRIMARY KEY,
    wrapped_key bytea NOT NULL,
    created_at timestamptz NOT NULL
);
COMMENT ON TABLE subject_keys IS 'One sealed data key for each person (account or member).';
ALTER TABLE subject_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE subject_keys FORCE ROW LEVEL SECURITY;
-- Every scope may use a key it can name; only the wrapping key outside the database opens it.
CREATE POLICY usable ON subject_keys TO hustings_app, hustings_agent USING (true) WITH CHECK (true);
DO $$ BEGIN
    EXECUTE format('CREATE POLICY owner ON subject_keys TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT, DELETE ON subject_keys TO hustings_app, hustings_agent;
GRANT UPDATE (wrapped_key) ON subject_keys TO hustings_app;

-- Which key outside the database people's keys are wrapped with. The newest row counts; without any it is the first key.
CREATE TABLE wrapping_keys (
    generation integer PRIMARY KEY CONSTRAINT wrapping_keys_generation_range CHECK (generation BETWEEN 1 AND 65535),
    fingerprint bytea NOT NULL,
    begun_at timestamptz NOT NULL
);
COMMENT ON TABLE wrapping_keys IS 'Keys in the key file that rotation has brought into use, the newest last.';
COMMENT ON COLUMN wrapping_keys.fingerprint IS
    'Derived from the key: two nodes with different keys of one number must find out before they seal anything.';
ALTER TABLE wrapping_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE wrapping_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY usable ON wrapping_keys TO hustings_app, hustings_agent USING (true) WITH CHECK (true);
DO $$ BEGIN
    EXECUTE format('CREATE POLICY owner ON wrapping_keys TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT ON wrapping_keys TO hustings_app, hustings_agent;
GRANT INSERT ON wrapping_keys TO hustings_app;

-- Nodes hold opened keys in memory. This number tells them that some were deleted, by whomever and however.
CREATE TABLE key_erasures (
    only_row boolean PRIMARY KEY DEFAULT true CONSTRAINT key_erasures_only_row CHECK (only_row),
    erasures bigint NOT NULL,
    by_transaction xid8
);
COMMENT ON TABLE key_erasures IS 'How many transactions have deleted keys of people. One row.';
INSERT INTO key_erasures (erasures) VALUES (0);
ALTER TABLE key_erasures ENABLE ROW LEVEL SECURITY;
ALTER TABLE key_erasures FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON key_erasures FOR SELECT TO hustings_app, hustings_agent USING (true);
DO $$ BEGIN
    EXECUTE format('CREATE POLICY owner ON key_erasures TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT ON key_erasures TO hustings_app, hustings_agent;

-- Once per transaction, and at its very end: whoever holds this row waits for nothing any more but the disk.
CREATE FUNCTION scope.count_key_erasure() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE key_erasures SET erasures = erasures + 1, by_transaction = pg_current_xact_id()
    WHERE by_transaction IS DISTINCT FROM pg_current_xact_id();
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION scope.count_key_erasure() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER count_erasure AFTER DELETE ON subject_keys
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION scope.count_key_erasure();
