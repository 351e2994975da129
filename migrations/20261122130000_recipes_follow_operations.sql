-- An operation that gets another address in the portal takes its recipes along.
CREATE TRIGGER operations_renamed_in_recipes AFTER UPDATE OF slug ON operations WHEN old.slug <> new.slug BEGIN
    UPDATE recipes SET operations = (
        SELECT json_group_array(CASE called.value WHEN old.slug THEN new.slug ELSE called.value END)
        FROM (SELECT value FROM json_each(recipes.operations) ORDER BY key) AS called
    )
    WHERE api_id = old.api_id AND EXISTS (SELECT 1 FROM json_each(recipes.operations) WHERE value = old.slug);
END;
