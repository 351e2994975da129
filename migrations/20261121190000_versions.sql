-- Versions of an API share its suffix. What no two APIs may have in common is the claim: the suffix, and the version where
-- calls name one.
ALTER TABLE apis RENAME COLUMN suffix TO claim;
ALTER TABLE apis ADD COLUMN suffix TEXT NOT NULL DEFAULT '';
ALTER TABLE apis ADD COLUMN version_scheme TEXT NOT NULL DEFAULT 'none'
    CHECK (version_scheme IN ('none', 'path', 'header', 'query'));
-- The name of the header or of the query parameter.
ALTER TABLE apis ADD COLUMN version_parameter TEXT NOT NULL DEFAULT '';

UPDATE apis SET suffix = claim;

CREATE INDEX apis_by_suffix ON apis (suffix);
