-- Cases that were made of conversations: of which one, until it is erased. No reference: conversations may live in another database.

ALTER TABLE eval_cases ADD COLUMN from_life BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE eval_cases ADD COLUMN chat_id BLOB;
ALTER TABLE eval_cases ADD COLUMN message_id BLOB;
CREATE INDEX eval_cases_by_chat ON eval_cases (tenant_id, chat_id);
-- A message makes one case of a suite.
CREATE UNIQUE INDEX eval_cases_message_id_unique ON eval_cases (tenant_id, suite_id, message_id);
