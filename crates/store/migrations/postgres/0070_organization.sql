-- Invitations, password resets, what is known of a session, and the record of changes.

ALTER TABLE sessions ADD COLUMN user_agent TEXT;
ALTER TABLE sessions ADD COLUMN last_used_at BIGINT;

CREATE TABLE invitations (
    tenant_id UUID NOT NULL REFERENCES tenants (tenant_id) ON DELETE CASCADE,
    id UUID NOT NULL,
    token BYTEA NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    invited_by UUID,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT invitations_token_unique UNIQUE (token),
    CONSTRAINT invitations_email_unique UNIQUE (tenant_id, email)
);

-- Of a person, not of a tenant: like `users`.
CREATE TABLE password_resets (
    token BYTEA NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);
CREATE INDEX password_resets_by_user ON password_resets (user_id);

-- Kept as it was written: nothing here refers to rows that may be deleted, but for the tenant itself.
CREATE TABLE audit_log (
    tenant_id UUID NOT NULL REFERENCES tenants (tenant_id) ON DELETE CASCADE,
    id UUID NOT NULL,
    at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id UUID NOT NULL,
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_log_by_subject ON audit_log (tenant_id, subject, id);
CREATE INDEX audit_log_by_actor ON audit_log (tenant_id, actor_id, id);

DO $$
DECLARE
    walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['invitations', 'audit_log']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format('CREATE POLICY own_tenant ON %I USING (tenant_id = (SELECT parlor_tenant()))', walled);
        EXECUTE format('CREATE POLICY directory ON %I USING ((SELECT parlor_is_directory()))', walled);
    END LOOP;
END
$$;
