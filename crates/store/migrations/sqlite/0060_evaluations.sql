-- Evaluations: what agents are tested with, runs of it, and the gate that a draft passes.

CREATE TABLE eval_suites (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
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
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    suite_id BLOB NOT NULL,
    name TEXT NOT NULL,
    spec TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT eval_cases_name_unique UNIQUE (tenant_id, suite_id, name),
    FOREIGN KEY (tenant_id, suite_id) REFERENCES eval_suites (tenant_id, id) ON DELETE CASCADE
);

-- A run is frozen when it is asked for: `config` and `documents` are what it runs, whatever changes meanwhile.
CREATE TABLE eval_runs (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
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
    created_by BLOB,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX eval_runs_by_agent ON eval_runs (tenant_id, agent_id, id);

CREATE TABLE eval_results (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    run_id BLOB NOT NULL,
    suite_id BLOB NOT NULL,
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
    tenant_id BLOB NOT NULL,
    run_id BLOB NOT NULL,
    number BIGINT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (tenant_id, run_id, number),
    FOREIGN KEY (tenant_id, run_id) REFERENCES eval_runs (tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE eval_gates (
    tenant_id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    settings TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, agent_id),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);

-- How a version passed the gate, as JSON; null when there was none.
ALTER TABLE agent_versions ADD COLUMN gate TEXT;
