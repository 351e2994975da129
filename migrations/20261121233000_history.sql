-- What people called in the console, and what they saved of it. An operation is named by its API and its slug: an import
-- gives operations the slugs that they had before, but new ids.
CREATE TABLE console_history (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    api_id TEXT NOT NULL REFERENCES apis (id) ON DELETE CASCADE,
    operation TEXT NOT NULL,
    -- The id that it had when it was called.
    operation_id TEXT NOT NULL,
    api_title TEXT NOT NULL,
    display_name TEXT NOT NULL,
    verb TEXT NOT NULL,
    called_at BIGINT NOT NULL,
    -- NULL when no answer arrived whole.
    status BIGINT,
    -- Why not, as JSON; empty when one did, or when the person stopped the call.
    failure TEXT NOT NULL,
    -- Microseconds.
    total BIGINT NOT NULL,
    -- Bytes of the bodies.
    sent BIGINT NOT NULL,
    received BIGINT NOT NULL,
    search_text TEXT NOT NULL,
    -- The request without its secrets, as JSON, sealed by the vault.
    request BLOB NOT NULL
);

CREATE INDEX console_history_of_user ON console_history (user_id, called_at, id);
CREATE INDEX console_history_of_operation ON console_history (user_id, api_id, operation, called_at, id);
CREATE INDEX console_history_of_api ON console_history (api_id, operation);

CREATE TABLE console_examples (
    -- Nobody can guess it: whoever knows it and may see the operation can open the example.
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    api_id TEXT NOT NULL REFERENCES apis (id) ON DELETE CASCADE,
    operation TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The request without its secrets, as JSON.
    request TEXT NOT NULL,
    -- Whether everybody who sees the operation is offered it.
    pinned BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE INDEX console_examples_of_operation ON console_examples (api_id, operation);
CREATE INDEX console_examples_of_user ON console_examples (user_id);

-- What no revision of the API has any more cannot be shown again, so its examples go, too.
CREATE TRIGGER operations_removed AFTER DELETE ON operations BEGIN
    DELETE FROM console_examples
    WHERE api_id = old.api_id AND operation = old.slug AND NOT EXISTS (
        SELECT 1 FROM operations
        WHERE operations.api_id = console_examples.api_id AND operations.slug = console_examples.operation
    );
END;

-- An operation that gets another address in the portal takes along what belongs to it.
CREATE TRIGGER operations_renamed AFTER UPDATE OF slug ON operations WHEN old.slug <> new.slug BEGIN
    UPDATE console_examples SET operation = new.slug WHERE api_id = old.api_id AND operation = old.slug;
    UPDATE console_history SET operation = new.slug WHERE api_id = old.api_id AND operation = old.slug;
END;
