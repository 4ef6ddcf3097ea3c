-- What begins by itself: evaluations after a change, nightly ones, and a look at feedback after a publication; and the alerts that come of it.

-- How often tools or documents changed, how many of these changes were seen and when, and how many were evaluated.
ALTER TABLE eval_gates ADD COLUMN changes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE eval_gates ADD COLUMN seen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE eval_gates ADD COLUMN seen_at BIGINT;
ALTER TABLE eval_gates ADD COLUMN settled BIGINT NOT NULL DEFAULT 0;
-- When the run of the next night is planned for, and the hour (UTC) of every night.
ALTER TABLE eval_gates ADD COLUMN nightly_at BIGINT;
ALTER TABLE eval_gates ADD COLUMN nightly_hour BIGINT;
CREATE INDEX eval_gates_changed ON eval_gates (tenant_id, agent_id) WHERE changes <> settled;
CREATE INDEX eval_gates_nightly ON eval_gates (nightly_at) WHERE nightly_at IS NOT NULL;

-- Digest of the agent's tools when the run was asked for.
ALTER TABLE eval_runs ADD COLUMN tools TEXT NOT NULL DEFAULT '';

CREATE TABLE feedback_watches (
    tenant_id UUID NOT NULL,
    agent_id UUID NOT NULL,
    version BIGINT NOT NULL,
    since BIGINT NOT NULL,
    check_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, agent_id),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX feedback_watches_due ON feedback_watches (check_at);

CREATE TABLE alerts (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    agent_id UUID NOT NULL,
    version BIGINT NOT NULL,
    subject TEXT NOT NULL,
    evidence TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    dismissed_by UUID,
    dismissed_at BIGINT,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT alerts_subject_unique UNIQUE (tenant_id, agent_id, subject),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX alerts_open ON alerts (tenant_id, id) WHERE dismissed_at IS NULL;

-- Ids begin with the time: the newest ratings of a stretch of time are read without the messages between them.
CREATE INDEX messages_rated_by_time ON messages (tenant_id, id) WHERE rating IS NOT NULL;

DO $$
DECLARE
    walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['feedback_watches', 'alerts']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format('CREATE POLICY own_tenant ON %I USING (tenant_id = (SELECT parlor_tenant()))', walled);
    END LOOP;
    -- What is due is looked for before a tenant is known.
    FOREACH walled IN ARRAY ARRAY['feedback_watches', 'eval_gates']
    LOOP
        EXECUTE format('CREATE POLICY directory ON %I USING ((SELECT parlor_is_directory()))', walled);
    END LOOP;
END
$$;
