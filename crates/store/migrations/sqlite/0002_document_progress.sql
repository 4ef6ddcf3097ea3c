-- How far reading (in pages) or embedding (in passages) of a document is.

ALTER TABLE documents ADD COLUMN progress_done BIGINT;
ALTER TABLE documents ADD COLUMN progress_total BIGINT;
