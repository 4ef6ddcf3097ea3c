-- The Langfuse project of an agent.
CREATE TABLE langfuse_connections (
    tenant_id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    host TEXT NOT NULL,
    public_key TEXT NOT NULL,
    secret_key TEXT NOT NULL,
    hook_secret TEXT,
    prompt_name TEXT,
    prompt_label TEXT,
    report_runs BOOLEAN NOT NULL,
    -- The last message of its webhook that was taken: when it was signed, and how.
    hook_at BIGINT,
    hook_signature TEXT,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, agent_id),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
