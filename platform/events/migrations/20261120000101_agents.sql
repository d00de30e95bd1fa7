-- Why: agents follow the log on several nodes at once, each event handled in effect once, and none loses its place.

-- Everything here belongs to the machinery: only the role of the agents touches it.

CREATE TABLE agents (
    name text COLLATE "C" NOT NULL,
    state text NOT NULL,
    drain_to bigint,
    reason text,
    reads text[] NOT NULL,
    revision bigint NOT NULL,
    changed_at timestamptz NOT NULL,
    ticked_at timestamptz NOT NULL,
    effects_settled bigint NOT NULL DEFAULT 0,
    CONSTRAINT agents_pkey PRIMARY KEY (name),
    CONSTRAINT agents_state_known CHECK (state IN ('running', 'paused', 'draining', 'failed'))
);
COMMENT ON TABLE agents IS 'Every agent that ever ran here and what an operator wants of it.';
COMMENT ON COLUMN agents.revision IS 'Counts what operators did, so that nodes notice.';
COMMENT ON COLUMN agents.ticked_at IS 'When its timer last went off.';
COMMENT ON COLUMN agents.effects_settled IS
    'Up to this position every effect counts as done; what was recorded of each is forgotten.';

CREATE TABLE agent_nodes (
    node_id uuid NOT NULL,
    beat bigint NOT NULL,
    agents text[] NOT NULL,
    CONSTRAINT agent_nodes_pkey PRIMARY KEY (node_id)
);
COMMENT ON TABLE agent_nodes IS 'The processes that run agents.';
COMMENT ON COLUMN agent_nodes.beat IS
    'Counts up while the process lives. The others watch it against their own stop-watches: no clock is compared.';

CREATE TABLE agent_lanes (
    agent text COLLATE "C" NOT NULL,
    lane_group smallint NOT NULL,
    position bigint NOT NULL,
    month date NOT NULL,
    holder uuid,
    epoch bigint NOT NULL,
    events_handled bigint NOT NULL DEFAULT 0,
    progressed_at timestamptz NOT NULL,
    CONSTRAINT agent_lanes_pkey PRIMARY KEY (agent, lane_group),
    CONSTRAINT agent_lanes_agent FOREIGN KEY (agent) REFERENCES agents (name)
) WITH (fillfactor = 50);
COMMENT ON TABLE agent_lanes IS 'How far each agent has read each group of lanes, and which process reads on.';
COMMENT ON COLUMN agent_lanes.epoch IS
    'Goes up whenever the holder changes or the place is moved; who holds an older one cannot commit.';
COMMENT ON COLUMN agent_lanes.month IS 'The earliest month in which something after the position can stand.';

CREATE TABLE agent_parked_streams (
    org_id uuid NOT NULL,
    agent text COLLATE "C" NOT NULL,
    noun text COLLATE "C" NOT NULL,
    stream_id uuid NOT NULL,
    lane_group smallint NOT NULL,
    attempts integer NOT NULL,
    dead boolean NOT NULL,
    error text NOT NULL,
    parked_at timestamptz NOT NULL,
    CONSTRAINT agent_parked_streams_pkey PRIMARY KEY (org_id, agent, noun, stream_id)
);
CREATE INDEX agent_parked_streams_of_agent ON agent_parked_streams (agent, lane_group);
CREATE INDEX agent_parked_streams_listed ON agent_parked_streams (agent, org_id, noun, stream_id);
COMMENT ON TABLE agent_parked_streams IS
    'Streams with an event that failed. Retried with growing pauses; after the last attempt a dead letter.';

CREATE TABLE agent_parked_events (
    org_id uuid NOT NULL,
    agent text COLLATE "C" NOT NULL,
    noun text COLLATE "C" NOT NULL,
    stream_id uuid NOT NULL,
    position bigint NOT NULL,
    event_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT agent_parked_events_pkey PRIMARY KEY (org_id, agent, noun, stream_id, position),
    CONSTRAINT agent_parked_events_stream FOREIGN KEY (org_id, agent, noun, stream_id)
        REFERENCES agent_parked_streams (org_id, agent, noun, stream_id) ON DELETE CASCADE
);
COMMENT ON TABLE agent_parked_events IS
    'The event that failed and the later ones of its stream, by reference: what they say stays in the log alone.';

CREATE TABLE agent_effects (
    org_id uuid NOT NULL,
    agent text COLLATE "C" NOT NULL,
    event_id uuid NOT NULL,
    effect text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    CONSTRAINT agent_effects_pkey PRIMARY KEY (org_id, agent, event_id, effect)
);
CREATE INDEX agent_effects_by_age ON agent_effects (agent, position);
COMMENT ON TABLE agent_effects IS 'What agents have set off outside, so that reading an event again sets off nothing twice.';

CREATE TABLE agent_memory (
    org_id uuid NOT NULL,
    agent text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    value jsonb NOT NULL,
    CONSTRAINT agent_memory_pkey PRIMARY KEY (org_id, agent, key)
);
COMMENT ON TABLE agent_memory IS 'What agents remember between events.';

DO $$
DECLARE
    owned text;
BEGIN
    FOREACH owned IN ARRAY ARRAY[
        'agents', 'agent_nodes', 'agent_lanes', 'agent_parked_streams', 'agent_parked_events', 'agent_effects',
        'agent_memory'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', owned);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', owned);
        EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', owned, current_user);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO hustings_agent', owned);
    END LOOP;
    FOREACH owned IN ARRAY ARRAY['agents', 'agent_nodes', 'agent_lanes'] LOOP
        EXECUTE format('CREATE POLICY runtime ON %I TO hustings_agent USING (true) WITH CHECK (true)', owned);
    END LOOP;
    -- An agent at work sees the organisation it has entered; the runtime, which has entered none, sees them all.
    FOREACH owned IN ARRAY ARRAY['agent_parked_streams', 'agent_parked_events', 'agent_effects', 'agent_memory'] LOOP
        EXECUTE format('CREATE POLICY in_organisation ON %I TO hustings_agent '
            'USING (org_id = scope.org() OR scope.place() = ''system'') '
            'WITH CHECK (org_id = scope.org() OR scope.place() = ''system'')', owned);
    END LOOP;
END $$;
