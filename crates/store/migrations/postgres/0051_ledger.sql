-- Every answer that a model was asked for, once, written with its end. Nothing refers to it: it outlives chats and agents.
CREATE TABLE ledger (
    tenant_id UUID NOT NULL,
    turn_id UUID NOT NULL,
    agent_id UUID NOT NULL,
    visitor_id UUID NOT NULL,
    source TEXT NOT NULL,
    model TEXT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cost_micros BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, turn_id)
);

-- The same, summed up by day (days since the epoch, UTC) and model.
CREATE TABLE usage_days (
    tenant_id UUID NOT NULL,
    day BIGINT NOT NULL,
    model TEXT NOT NULL,
    calls BIGINT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cost_micros BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, day, model)
);

DO $$
DECLARE
    walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['ledger', 'usage_days']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format('CREATE POLICY own_tenant ON %I USING (tenant_id = (SELECT parlor_tenant()))', walled);
    END LOOP;
END
$$;
