-- An example that everybody is offered may be nobody's: one that came with the catalog's files. SQLite cannot take a NOT NULL
-- away, so the table is made anew, and with it the triggers that speak of it.
DROP TRIGGER operations_removed;
DROP TRIGGER operations_renamed;

CREATE TABLE shared_examples (
    -- Nobody can guess it: whoever knows it and may see the operation can open the example.
    id TEXT NOT NULL PRIMARY KEY,
    -- Whose it is; NULL for nobody's.
    user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
    api_id TEXT NOT NULL REFERENCES apis (id) ON DELETE CASCADE,
    operation TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The request without its secrets, as JSON.
    request TEXT NOT NULL,
    -- Whether everybody who sees the operation is offered it.
    pinned BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    CHECK (pinned OR user_id IS NOT NULL)
);

INSERT INTO shared_examples (id, user_id, api_id, operation, name, request, pinned, created_at)
SELECT id, user_id, api_id, operation, name, request, pinned, created_at FROM console_examples;

DROP TABLE console_examples;
ALTER TABLE shared_examples RENAME TO console_examples;

CREATE INDEX console_examples_of_operation ON console_examples (api_id, operation);
CREATE INDEX console_examples_of_user ON console_examples (user_id);

CREATE TRIGGER operations_removed AFTER DELETE ON operations BEGIN
    DELETE FROM console_examples
    WHERE api_id = old.api_id AND operation = old.slug AND NOT EXISTS (
        SELECT 1 FROM operations
        WHERE operations.api_id = console_examples.api_id AND operations.slug = console_examples.operation
    );
END;

CREATE TRIGGER operations_renamed AFTER UPDATE OF slug ON operations WHEN old.slug <> new.slug BEGIN
    UPDATE console_examples SET operation = new.slug WHERE api_id = old.api_id AND operation = old.slug;
    UPDATE console_history SET operation = new.slug WHERE api_id = old.api_id AND operation = old.slug;
END;
