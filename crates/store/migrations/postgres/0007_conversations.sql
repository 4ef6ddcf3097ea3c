-- What members add to a conversation. Hot path: these rows go with their chat.

CREATE TABLE chat_labels (
    tenant_id UUID NOT NULL,
    chat_id UUID NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (tenant_id, chat_id, label),
    FOREIGN KEY (tenant_id, chat_id) REFERENCES chats (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX chat_labels_by_label ON chat_labels (tenant_id, label, chat_id);

CREATE TABLE chat_notes (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    chat_id UUID NOT NULL,
    member_id UUID,
    text TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, chat_id) REFERENCES chats (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX chat_notes_by_chat ON chat_notes (tenant_id, chat_id, id);

-- Few answers are rated; the inbox asks for those.
CREATE INDEX messages_rated ON messages (tenant_id, chat_id, rating) WHERE rating IS NOT NULL;

DO $$
DECLARE
    walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['chat_labels', 'chat_notes']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format('CREATE POLICY own_tenant ON %I USING (tenant_id = (SELECT parlor_tenant()))', walled);
    END LOOP;
END
$$;
