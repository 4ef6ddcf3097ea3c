-- Calls of models beside answers: no visitor asked for them, and `turn_id` is the call's own id. SQLite lets go of NOT NULL in a new table only.
CREATE TABLE ledger_next (
    tenant_id BLOB NOT NULL,
    turn_id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    visitor_id BLOB,
    source TEXT NOT NULL,
    model TEXT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cost_micros BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, turn_id)
);

INSERT INTO ledger_next (tenant_id, turn_id, agent_id, visitor_id, source, model, input_tokens, output_tokens, cost_micros, at)
SELECT tenant_id, turn_id, agent_id, visitor_id, source, model, input_tokens, output_tokens, cost_micros, at FROM ledger;
DROP TABLE ledger;
ALTER TABLE ledger_next RENAME TO ledger;
