-- What members add to a conversation. Hot path: these rows go with their chat.

CREATE TABLE chat_labels (
    tenant_id BLOB NOT NULL,
    chat_id BLOB NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (tenant_id, chat_id, label),
    FOREIGN KEY (tenant_id, chat_id) REFERENCES chats (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX chat_labels_by_label ON chat_labels (tenant_id, label, chat_id);

CREATE TABLE chat_notes (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    chat_id BLOB NOT NULL,
    member_id BLOB,
    text TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, chat_id) REFERENCES chats (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX chat_notes_by_chat ON chat_notes (tenant_id, chat_id, id);

-- Few answers are rated; the inbox asks for those.
CREATE INDEX messages_rated ON messages (tenant_id, chat_id, rating) WHERE rating IS NOT NULL;
