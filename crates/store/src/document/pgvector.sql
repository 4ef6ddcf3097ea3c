-- What pgvector compares: a copy, in half precision, of the vectors of agents that are too large for the cache of indexes. It is made when such
-- an agent is first asked, so nobody else pays for it. Not a migration: a server may get the extension later than the schema, or never.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE IF NOT EXISTS chunk_vectors (
    tenant_id UUID NOT NULL,
    chunk_id UUID NOT NULL,
    agent_id UUID NOT NULL,
    document_id UUID NOT NULL,
    model TEXT NOT NULL,
    vector halfvec NOT NULL,
    PRIMARY KEY (tenant_id, chunk_id),
    FOREIGN KEY (tenant_id, chunk_id) REFERENCES chunks (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS chunk_vectors_agent ON chunk_vectors (tenant_id, agent_id, model);

ALTER TABLE chunk_vectors ENABLE ROW LEVEL SECURITY;
ALTER TABLE chunk_vectors FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own_tenant ON chunk_vectors;
CREATE POLICY own_tenant ON chunk_vectors USING (tenant_id = (SELECT parlor_tenant()));
