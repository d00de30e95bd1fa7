-- Why: inviting everybody in a file takes a while, so it is work of the server's that can be left, watched and cancelled.

CREATE TABLE member_imports (
    org_id uuid NOT NULL,
    import_id uuid NOT NULL,
    started_by uuid NOT NULL,
    role text NOT NULL,
    state text NOT NULL CONSTRAINT member_imports_state_known
        CHECK (state IN ('running', 'finished', 'cancelled', 'stopped')),
    stopped_because text,
    row_count integer NOT NULL,
    done integer NOT NULL CONSTRAINT member_imports_done_range CHECK (done BETWEEN 0 AND row_count),
    invited integer NOT NULL,
    rejected integer NOT NULL,
    file_id uuid NOT NULL,
    file_sealed bytea,
    started_at timestamptz NOT NULL,
    moved_at timestamptz NOT NULL,
    CONSTRAINT member_imports_pk PRIMARY KEY (org_id, import_id),
    CONSTRAINT member_imports_starter FOREIGN KEY (org_id, started_by) REFERENCES members (org_id, member_id),
    CONSTRAINT member_imports_adds_up CHECK (done = invited + rejected),
    CONSTRAINT member_imports_stopped_has_a_reason CHECK ((state = 'stopped') = (stopped_because IS NOT NULL)),
    CONSTRAINT member_imports_file_while_running CHECK ((state = 'running') = (file_sealed IS NOT NULL))
);
COMMENT ON TABLE member_imports IS 'Files of people who are being invited, and what became of them.';
COMMENT ON COLUMN member_imports.role IS
    'Of rows that name none: a built-in role''s name, or an own role''s id, which may be deleted meanwhile.';
COMMENT ON COLUMN member_imports.file_id IS
    'Names the key the file is sealed with. It is deleted with the file, so that no backup keeps it readable.';
COMMENT ON COLUMN member_imports.moved_at IS 'When it last got further, or ended.';
CREATE UNIQUE INDEX member_imports_one_runs ON member_imports (org_id) WHERE state = 'running';
CREATE INDEX member_imports_by_movement ON member_imports (moved_at);
SELECT scope.protect('member_imports');
-- What stands still, and what is long over, is looked for in all organisations.
CREATE POLICY at_the_door ON member_imports FOR SELECT TO hustings_app, hustings_agent
    USING (scope.place() = 'system');

CREATE TABLE member_import_rejections (
    org_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line bigint NOT NULL,
    row_sealed bytea NOT NULL,
    CONSTRAINT member_import_rejections_pk PRIMARY KEY (org_id, import_id, line),
    CONSTRAINT member_import_rejections_import FOREIGN KEY (org_id, import_id)
        REFERENCES member_imports (org_id, import_id) ON DELETE CASCADE
);
COMMENT ON TABLE member_import_rejections IS 'The rows that could not be invited, with what spoke against them.';
COMMENT ON COLUMN member_import_rejections.row_sealed IS 'JSON, sealed with a key of the import''s own.';
SELECT scope.protect('member_import_rejections');
