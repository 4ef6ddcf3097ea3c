-- Requests that carry an `Idempotency-Key`, and what they were answered. `answer` is null while a request is being worked on.
CREATE TABLE repeats (
    tenant_id BLOB NOT NULL REFERENCES tenants (tenant_id) ON DELETE CASCADE,
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    answer TEXT,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, scope, key)
);
CREATE INDEX repeats_expired ON repeats (expires_at);

-- What the tenant's page told, as JSON: about the visit, about the conversation.
ALTER TABLE visitors ADD COLUMN told TEXT;
ALTER TABLE chats ADD COLUMN told TEXT;
