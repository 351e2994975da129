-- Counts the changes that were made to a revision's operations by hand, so that what was made of it can be told to be old.
ALTER TABLE api_revisions ADD COLUMN edits BIGINT NOT NULL DEFAULT 0;
