CREATE TABLE mcp_servers (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    url TEXT NOT NULL,
    headers TEXT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT mcp_servers_slug_unique UNIQUE (tenant_id, agent_id, slug),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);

-- The server that a tool was chosen from; null for all others. Deleted together, in one transaction.
ALTER TABLE tools ADD COLUMN mcp_server_id BLOB;
