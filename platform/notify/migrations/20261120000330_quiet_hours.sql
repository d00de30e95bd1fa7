-- Why: what can wait does not wake anybody at night.

CREATE TABLE quiet_hours (
    org_id uuid NOT NULL,
    member_id uuid NOT NULL,
    quiet_from smallint NOT NULL CONSTRAINT quiet_hours_from_range CHECK (quiet_from BETWEEN 0 AND 23),
    quiet_until smallint NOT NULL CONSTRAINT quiet_hours_until_range CHECK (quiet_until BETWEEN 0 AND 23),
    changed_at timestamptz NOT NULL,
    CONSTRAINT quiet_hours_pkey PRIMARY KEY (org_id, member_id),
    CONSTRAINT quiet_hours_end CHECK (quiet_from <> quiet_until)
);
COMMENT ON TABLE quiet_hours IS 'When members want no letters that can wait: from one full hour to another, where they live.';
COMMENT ON COLUMN quiet_hours.quiet_until IS 'The hour at which it is over; before quiet_from if midnight lies between.';
SELECT scope.protect('quiet_hours');
