-- Why: what an organisation sets while everything runs has to be the same on every node, and whoever wonders since when
-- and by whom finds it told. What can be set, and within which bounds, is code and not rows.

CREATE TABLE configuration (
    org_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    kind text NOT NULL CONSTRAINT configuration_kind_known CHECK (kind IN ('setting', 'flag', 'experiment')),
    value jsonb,
    version bigint NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text COLLATE "C" NOT NULL,
    CONSTRAINT configuration_pk PRIMARY KEY (org_id, key)
);
COMMENT ON TABLE configuration IS 'What holds now, where an organisation ever changed something. What is not here is as declared.';
COMMENT ON COLUMN configuration.value IS 'Null: as declared.';
COMMENT ON COLUMN configuration.version IS 'How many changes there were.';
SELECT scope.protect('configuration');

CREATE TABLE configuration_changes (
    org_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    value jsonb,
    undoes bigint,
    changed_at timestamptz NOT NULL,
    changed_by text COLLATE "C" NOT NULL,
    CONSTRAINT configuration_changes_pk PRIMARY KEY (org_id, key, version),
    CONSTRAINT configuration_changes_of FOREIGN KEY (org_id, key) REFERENCES configuration (org_id, key)
);
COMMENT ON TABLE configuration_changes IS 'Every change there was, and what held from then on.';
COMMENT ON COLUMN configuration_changes.undoes IS 'The change that this one undid.';
SELECT scope.protect('configuration_changes');

CREATE TABLE experiment_exposures (
    org_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    round bigint NOT NULL,
    member_id uuid NOT NULL,
    variant text COLLATE "C" NOT NULL,
    exposed_at timestamptz NOT NULL,
    CONSTRAINT experiment_exposures_pk PRIMARY KEY (org_id, key, round, member_id)
);
COMMENT ON TABLE experiment_exposures IS 'Which variant of an experiment a member was shown first, in each of its rounds.';
COMMENT ON COLUMN experiment_exposures.round IS 'The version of the change that started the experiment.';
SELECT scope.protect('experiment_exposures');
