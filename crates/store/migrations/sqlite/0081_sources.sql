-- Web sources, their pages, and what they consisted of after each synchronization.
CREATE TABLE sources (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    scope TEXT NOT NULL,
    schedule TEXT NOT NULL,
    revision BIGINT NOT NULL,
    sync BIGINT NOT NULL,
    syncing BOOLEAN NOT NULL,
    synced_at BIGINT,
    error TEXT,
    next_sync_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX sources_by_agent ON sources (tenant_id, agent_id, id);

-- A document of a source is one version of a page; retired ones serve no more, but a snapshot may bring them back.
ALTER TABLE documents ADD COLUMN source_id BLOB;
ALTER TABLE documents ADD COLUMN page_id BLOB;
ALTER TABLE documents ADD COLUMN digest TEXT;
ALTER TABLE documents ADD COLUMN retired BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX documents_by_source ON documents (tenant_id, source_id, id) WHERE source_id IS NOT NULL;
CREATE INDEX documents_by_page ON documents (tenant_id, page_id) WHERE page_id IS NOT NULL;

CREATE TABLE source_pages (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    source_id BLOB NOT NULL,
    address TEXT NOT NULL,
    depth BIGINT NOT NULL,
    met BIGINT NOT NULL,
    state TEXT NOT NULL,
    note TEXT,
    etag TEXT,
    last_modified TEXT,
    document_id BLOB,
    checked_at BIGINT,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT source_pages_address_unique UNIQUE (tenant_id, source_id, address),
    FOREIGN KEY (tenant_id, source_id) REFERENCES sources (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX source_pages_waiting ON source_pages (tenant_id, source_id, depth, id) WHERE state = 'waiting';

CREATE TABLE snapshots (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    source_id BLOB NOT NULL,
    sync BIGINT NOT NULL,
    live BOOLEAN NOT NULL,
    taken_at BIGINT NOT NULL,
    pages BIGINT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, source_id) REFERENCES sources (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX snapshots_by_source ON snapshots (tenant_id, source_id, id);

CREATE TABLE snapshot_pages (
    tenant_id BLOB NOT NULL,
    snapshot_id BLOB NOT NULL,
    page_id BLOB NOT NULL,
    address TEXT NOT NULL,
    document_id BLOB,
    before_id BLOB,
    PRIMARY KEY (tenant_id, snapshot_id, page_id),
    FOREIGN KEY (tenant_id, snapshot_id) REFERENCES snapshots (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX snapshot_pages_by_document ON snapshot_pages (tenant_id, document_id);
