-- Which model a vector comes from, and the vectors of another model that is about to take over.
ALTER TABLE chunks ADD COLUMN embedding_model TEXT;
ALTER TABLE chunks ADD COLUMN next_model TEXT;
ALTER TABLE chunks ADD COLUMN next_embedding BLOB;

-- Vectors of 384 numbers are the built-in model's; others are made again by whatever model is configured.
UPDATE chunks SET embedding_model = 'all-MiniLM-L6-v2' WHERE length(embedding) = 1536;
