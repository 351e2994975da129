-- The further servers that a publisher named for an API without a document, as JSON. Those of documents are in `documented`.
ALTER TABLE apis ADD COLUMN servers TEXT NOT NULL DEFAULT '[]';
