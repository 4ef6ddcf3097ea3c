-- Cold path: what changes rarely.

CREATE TABLE tenants (
    tenant_id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT tenants_slug_unique UNIQUE (slug)
);

CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    name TEXT,
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT users_email_unique UNIQUE (email)
);

CREATE TABLE members (
    tenant_id BLOB NOT NULL REFERENCES tenants (tenant_id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT members_user_id_unique UNIQUE (tenant_id, user_id)
);
CREATE INDEX members_by_user ON members (user_id);

CREATE TABLE sessions (
    tenant_id BLOB NOT NULL,
    token BLOB NOT NULL,
    user_id BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, token),
    CONSTRAINT sessions_token_unique UNIQUE (token),
    FOREIGN KEY (tenant_id, user_id) REFERENCES members (tenant_id, user_id) ON DELETE CASCADE
);
CREATE INDEX sessions_by_user ON sessions (tenant_id, user_id);

CREATE TABLE api_keys (
    tenant_id BLOB NOT NULL REFERENCES tenants (tenant_id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    hash BLOB NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    prefix TEXT NOT NULL,
    agent_ids TEXT NOT NULL,
    allowed_origins TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    revoked_at BIGINT,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT api_keys_hash_unique UNIQUE (hash)
);

CREATE TABLE agents (
    tenant_id BLOB NOT NULL REFERENCES tenants (tenant_id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    slug TEXT NOT NULL,
    draft TEXT NOT NULL,
    revision BIGINT NOT NULL,
    live_version BIGINT NOT NULL,
    knowledge_version BIGINT NOT NULL,
    identity_secret TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT agents_slug_unique UNIQUE (tenant_id, slug)
);

CREATE TABLE agent_versions (
    tenant_id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    version BIGINT NOT NULL,
    config TEXT NOT NULL,
    note TEXT,
    published_by BLOB,
    published_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, agent_id, version),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE documents (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    title TEXT NOT NULL,
    filename TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    status TEXT NOT NULL,
    error TEXT,
    chunk_count BIGINT NOT NULL,
    page_count BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX documents_by_agent ON documents (tenant_id, agent_id, id);

CREATE TABLE chunks (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    document_id BLOB NOT NULL,
    position BIGINT NOT NULL,
    heading TEXT NOT NULL,
    page BIGINT,
    text TEXT NOT NULL,
    span_start BIGINT NOT NULL,
    span_end BIGINT NOT NULL,
    embedding BLOB,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT chunks_position_unique UNIQUE (tenant_id, document_id, position),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, id) ON DELETE CASCADE
);

-- `document_id` is there so that a document takes its pending work with it.
CREATE TABLE jobs (
    tenant_id BLOB NOT NULL REFERENCES tenants (tenant_id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    document_id BLOB,
    attempts BIGINT NOT NULL,
    run_at BIGINT NOT NULL,
    lease_until BIGINT,
    leased_by BLOB,
    error TEXT,
    dead BOOLEAN NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX jobs_due ON jobs (run_at, id) WHERE NOT dead;
CREATE INDEX jobs_by_document ON jobs (tenant_id, document_id);

-- Hot path. It may live in another database than the tables above, so nothing here refers to them.

CREATE TABLE nodes (
    id BLOB NOT NULL PRIMARY KEY,
    seen_at BIGINT NOT NULL
);

CREATE TABLE visitors (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    external_id TEXT,
    name TEXT,
    email TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT visitors_external_id_unique UNIQUE (tenant_id, agent_id, external_id)
);

CREATE TABLE chats (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    visitor_id BLOB NOT NULL,
    title TEXT,
    status TEXT NOT NULL,
    preview BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, visitor_id) REFERENCES visitors (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX chats_by_visitor ON chats (tenant_id, visitor_id, id);
CREATE INDEX chats_by_agent ON chats (tenant_id, agent_id, id);

CREATE TABLE turns (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    chat_id BLOB NOT NULL,
    user_message_id BLOB NOT NULL,
    assistant_message_id BLOB NOT NULL,
    status TEXT NOT NULL,
    node_id BLOB NOT NULL,
    fingerprint BLOB NOT NULL,
    idempotency_key TEXT,
    stop_requested BOOLEAN NOT NULL,
    usage TEXT,
    log_kept BOOLEAN NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, chat_id) REFERENCES chats (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX turns_by_chat ON turns (tenant_id, chat_id, id);
CREATE UNIQUE INDEX turns_chat_id_unique ON turns (tenant_id, chat_id) WHERE status = 'running';
CREATE UNIQUE INDEX turns_idempotency_key_unique ON turns (tenant_id, chat_id, idempotency_key)
    WHERE idempotency_key IS NOT NULL;
CREATE INDEX turns_running ON turns (node_id) WHERE status = 'running';
CREATE INDEX turns_with_log ON turns (ended_at) WHERE log_kept AND ended_at IS NOT NULL;

-- `position` orders a chat: ids of two nodes whose clocks differ would not.
CREATE TABLE messages (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    chat_id BLOB NOT NULL,
    position BIGINT NOT NULL,
    role TEXT NOT NULL,
    content TEXT NOT NULL,
    citations TEXT NOT NULL,
    outcome TEXT,
    rating TEXT,
    comment TEXT,
    turn_id BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT messages_position_unique UNIQUE (tenant_id, chat_id, position),
    FOREIGN KEY (tenant_id, chat_id) REFERENCES chats (tenant_id, id) ON DELETE CASCADE
);

-- One row per appended batch.
CREATE TABLE turn_log (
    tenant_id BLOB NOT NULL,
    turn_id BLOB NOT NULL,
    first_seq BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    events TEXT NOT NULL,
    PRIMARY KEY (tenant_id, turn_id, first_seq),
    FOREIGN KEY (tenant_id, turn_id) REFERENCES turns (tenant_id, id) ON DELETE CASCADE
);
