-- Evaluations: what agents are tested with, runs of it, and the gate that a draft passes.

CREATE TABLE eval_suites (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    agent_id UUID NOT NULL,
    name TEXT NOT NULL,
    spec TEXT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT eval_suites_name_unique UNIQUE (tenant_id, agent_id, name),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE eval_cases (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    suite_id UUID NOT NULL,
    name TEXT NOT NULL,
    spec TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT eval_cases_name_unique UNIQUE (tenant_id, suite_id, name),
    FOREIGN KEY (tenant_id, suite_id) REFERENCES eval_suites (tenant_id, id) ON DELETE CASCADE
);

-- A run is frozen when it is asked for: `config` and `documents` are what it runs, whatever changes meanwhile.
CREATE TABLE eval_runs (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    agent_id UUID NOT NULL,
    cause TEXT NOT NULL,
    version BIGINT,
    revision BIGINT,
    knowledge_version BIGINT NOT NULL,
    config TEXT NOT NULL,
    documents TEXT NOT NULL,
    suites TEXT NOT NULL,
    status TEXT NOT NULL,
    error TEXT,
    units BIGINT NOT NULL,
    done BIGINT NOT NULL,
    spent_micros BIGINT NOT NULL,
    created_by UUID,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX eval_runs_by_agent ON eval_runs (tenant_id, agent_id, id);

CREATE TABLE eval_results (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    run_id UUID NOT NULL,
    suite_id UUID NOT NULL,
    case_name TEXT NOT NULL,
    position BIGINT NOT NULL,
    state TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT,
    detail TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT eval_results_position_unique UNIQUE (tenant_id, run_id, position),
    FOREIGN KEY (tenant_id, run_id) REFERENCES eval_runs (tenant_id, id) ON DELETE CASCADE
);

-- What a run that has not ended remembers, so that nothing is asked or paid twice after a crash.
CREATE TABLE eval_lines (
    tenant_id UUID NOT NULL,
    run_id UUID NOT NULL,
    number BIGINT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (tenant_id, run_id, number),
    FOREIGN KEY (tenant_id, run_id) REFERENCES eval_runs (tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE eval_gates (
    tenant_id UUID NOT NULL,
    agent_id UUID NOT NULL,
    settings TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, agent_id),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);

-- How a version passed the gate, as JSON; null when there was none.
ALTER TABLE agent_versions ADD COLUMN gate TEXT;

DO $$
DECLARE
    walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['eval_suites', 'eval_cases', 'eval_runs', 'eval_results', 'eval_lines', 'eval_gates']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format('CREATE POLICY own_tenant ON %I USING (tenant_id = (SELECT parlor_tenant()))', walled);
    END LOOP;
END
$$;
