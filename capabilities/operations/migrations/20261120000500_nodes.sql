-- Why: whoever runs an installation wants to know which processes make it up, and since when which release runs.

CREATE TABLE nodes (
    node_id uuid NOT NULL,
    host text NOT NULL,
    version text NOT NULL,
    roles text[] NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    CONSTRAINT nodes_pk PRIMARY KEY (node_id)
);
COMMENT ON TABLE nodes IS 'The processes of the installation. A process that stops takes its row away; one that dies falls silent.';
COMMENT ON COLUMN nodes.seen_at IS 'When the process last said that it lives, by its own clock.';
SELECT scope.protect_installation('nodes');

CREATE TABLE releases (
    version text NOT NULL,
    running_since timestamptz NOT NULL,
    CONSTRAINT releases_pk PRIMARY KEY (running_since, version)
);
COMMENT ON TABLE releases IS 'Which version was started when: a row for each change.';
SELECT scope.protect_installation('releases');
