-- Every answer that a model was asked for, once, written with its end. Nothing refers to it: it outlives chats and agents.
CREATE TABLE ledger (
    tenant_id BLOB NOT NULL,
    turn_id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    visitor_id BLOB NOT NULL,
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
    tenant_id BLOB NOT NULL,
    day BIGINT NOT NULL,
    model TEXT NOT NULL,
    calls BIGINT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cost_micros BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, day, model)
);
