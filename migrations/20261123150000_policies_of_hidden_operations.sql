-- What protects an operation that the shown revision of its API does not have: it comes back with verb and address.
CREATE TABLE policies_of_hidden_operations (
    api_id TEXT NOT NULL REFERENCES apis (id) ON DELETE CASCADE,
    verb TEXT NOT NULL,
    url_template TEXT NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (api_id, verb, url_template)
) WITHOUT ROWID;

-- When an API shows another revision, what protects an operation stays with its verb and address, under whatever name it has
-- there. Where there is no such address, it stays with its name, if that is not the name of another known address; else it
-- waits. All that moves goes by way of the other table, for two operations may have each other's names.
DROP TRIGGER policies_of_shown_revision;

CREATE TRIGGER policies_of_shown_revision AFTER UPDATE OF current_revision ON apis
WHEN old.current_revision <> new.current_revision BEGIN
    INSERT OR REPLACE INTO policies_of_hidden_operations (api_id, verb, url_template, document, revision, updated_at)
    SELECT new.id, before.verb, before.url_template, p.document, p.revision, p.updated_at
    FROM policies p JOIN operations before ON before.api_revision = old.current_revision AND before.slug = p.operation
    WHERE p.scope_kind = 'operation' AND p.scope_id = new.id
        AND NOT EXISTS (
            SELECT 1 FROM operations after
            WHERE after.api_revision = new.current_revision AND after.slug = before.slug
                AND (after.verb = before.verb AND after.url_template = before.url_template
                    OR NOT EXISTS (
                        SELECT 1 FROM operations moved WHERE moved.api_revision = new.current_revision
                            AND moved.verb = before.verb AND moved.url_template = before.url_template
                    ) AND NOT EXISTS (
                        SELECT 1 FROM operations known WHERE known.api_revision = old.current_revision
                            AND known.verb = after.verb AND known.url_template = after.url_template
                    ) AND NOT EXISTS (
                        SELECT 1 FROM policies_of_hidden_operations hidden WHERE hidden.api_id = new.id
                            AND hidden.verb = after.verb AND hidden.url_template = after.url_template
                    ))
        );
    DELETE FROM policies
    WHERE scope_kind = 'operation' AND scope_id = new.id AND EXISTS (
        SELECT 1 FROM operations before JOIN policies_of_hidden_operations hidden
            ON hidden.api_id = new.id AND hidden.verb = before.verb AND hidden.url_template = before.url_template
        WHERE before.api_revision = old.current_revision AND before.slug = policies.operation
    );
    INSERT OR REPLACE INTO policies (scope_kind, scope_id, operation, document, revision, updated_at)
    SELECT 'operation', new.id, after.slug, hidden.document, hidden.revision, hidden.updated_at
    FROM policies_of_hidden_operations hidden JOIN operations after
        ON after.api_revision = new.current_revision AND after.verb = hidden.verb AND after.url_template = hidden.url_template
    WHERE hidden.api_id = new.id;
    DELETE FROM policies_of_hidden_operations
    WHERE api_id = new.id AND EXISTS (
        SELECT 1 FROM operations after WHERE after.api_revision = new.current_revision
            AND after.verb = policies_of_hidden_operations.verb
            AND after.url_template = policies_of_hidden_operations.url_template
    );
END;

-- One that is added by hand to the shown revision.
CREATE TRIGGER policies_of_added_operation AFTER INSERT ON operations
WHEN EXISTS (SELECT 1 FROM apis WHERE id = new.api_id AND current_revision = new.api_revision) BEGIN
    INSERT OR REPLACE INTO policies (scope_kind, scope_id, operation, document, revision, updated_at)
    SELECT 'operation', new.api_id, new.slug, document, revision, updated_at FROM policies_of_hidden_operations
    WHERE api_id = new.api_id AND verb = new.verb AND url_template = new.url_template;
    DELETE FROM policies_of_hidden_operations
    WHERE api_id = new.api_id AND verb = new.verb AND url_template = new.url_template;
END;

-- Another one that gets the name of one that was removed has nothing of it.
CREATE TRIGGER policies_of_removed_operation AFTER DELETE ON operations
WHEN EXISTS (SELECT 1 FROM apis WHERE id = old.api_id AND current_revision = old.api_revision) BEGIN
    DELETE FROM policies WHERE scope_kind = 'operation' AND scope_id = old.api_id AND operation = old.slug;
END;
