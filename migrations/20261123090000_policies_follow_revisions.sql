-- When an API shows another revision, what protects an operation stays with its verb and address, under whatever name it has
-- there, or else with its name. In two steps, for two operations may have each other's names.
CREATE TRIGGER policies_of_shown_revision AFTER UPDATE OF current_revision ON apis
WHEN old.current_revision <> new.current_revision BEGIN
    UPDATE policies SET operation = '>' || (
        SELECT after.slug FROM operations before
        JOIN operations after ON after.verb = before.verb AND after.url_template = before.url_template
        WHERE before.api_revision = old.current_revision AND before.slug = policies.operation
            AND after.api_revision = new.current_revision AND after.slug <> before.slug
    )
    WHERE scope_kind = 'operation' AND scope_id = new.id AND EXISTS (
        SELECT 1 FROM operations before
        JOIN operations after ON after.verb = before.verb AND after.url_template = before.url_template
        WHERE before.api_revision = old.current_revision AND before.slug = policies.operation
            AND after.api_revision = new.current_revision AND after.slug <> before.slug
    );
    UPDATE OR REPLACE policies SET operation = substr(operation, 2)
    WHERE scope_kind = 'operation' AND scope_id = new.id AND operation LIKE '>%';
END;
