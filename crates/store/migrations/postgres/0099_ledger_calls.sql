-- Calls of models beside answers: no visitor asked for them, and `turn_id` is the call's own id.
ALTER TABLE ledger ALTER COLUMN visitor_id DROP NOT NULL;
