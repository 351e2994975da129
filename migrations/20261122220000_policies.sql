-- What the gateway does to calls besides passing them on. The policies of a scope are read and written as a whole.
CREATE TABLE policies (
    scope_kind TEXT NOT NULL CHECK (scope_kind IN ('global', 'product', 'api', 'operation')),
    -- The product's or the API's id; empty for all calls.
    scope_id TEXT NOT NULL,
    -- The operation's slug, which outlives revisions; empty for the wider scopes.
    operation TEXT NOT NULL,
    -- The policies in their order, as JSON.
    document TEXT NOT NULL,
    -- How often they were saved. A row stays when it has lost its last policy, so that no number comes twice.
    revision BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (scope_kind, scope_id, operation)
) WITHOUT ROWID;

CREATE TRIGGER policies_of_removed_api AFTER DELETE ON apis BEGIN
    DELETE FROM policies WHERE scope_kind IN ('api', 'operation') AND scope_id = old.id;
END;

CREATE TRIGGER policies_of_removed_product AFTER DELETE ON products BEGIN
    DELETE FROM policies WHERE scope_kind = 'product' AND scope_id = old.id;
END;

-- An operation that is called otherwise keeps what protects it.
CREATE TRIGGER policies_of_renamed_operation AFTER UPDATE OF slug ON operations
WHEN old.slug <> new.slug
    AND EXISTS (SELECT 1 FROM apis WHERE id = new.api_id AND current_revision = new.api_revision) BEGIN
    UPDATE OR REPLACE policies SET operation = new.slug
    WHERE scope_kind = 'operation' AND scope_id = new.api_id AND operation = old.slug;
END;

-- The gateway reads again what these name: 'global', 'product/{id}', 'api/{id}', 'operation/{id}/{slug}'.
CREATE TRIGGER policies_added_to_gateway AFTER INSERT ON policies BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES (
        'policy', rtrim(new.scope_kind || '/' || new.scope_id || '/' || new.operation, '/')
    );
END;

CREATE TRIGGER policies_changed_for_gateway AFTER UPDATE ON policies BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES (
        'policy', rtrim(old.scope_kind || '/' || old.scope_id || '/' || old.operation, '/')
    );
    INSERT INTO gateway_changes (kind, id) VALUES (
        'policy', rtrim(new.scope_kind || '/' || new.scope_id || '/' || new.operation, '/')
    );
END;

CREATE TRIGGER policies_removed_from_gateway AFTER DELETE ON policies BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES (
        'policy', rtrim(old.scope_kind || '/' || old.scope_id || '/' || old.operation, '/')
    );
END;
