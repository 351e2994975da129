-- All that a list of operations is narrowed and ordered by. The rows themselves are large; so only those are read that are
-- shown.
CREATE INDEX operations_to_filter ON operations (api_revision, position, id, tag, search_text);

DROP INDEX operations_in_order;
