-- Revisions of an API, the documents that they were imported from, and the schemas that their operations refer to.
-- A revision is written before anybody sees it; it is there once `apis.current_revision` names it.
CREATE TABLE api_revisions (
    id TEXT NOT NULL PRIMARY KEY,
    api_id TEXT NOT NULL REFERENCES apis (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- NULL while it is being written.
    published_at BIGINT,
    -- What its document says of the API as a whole, as JSON.
    documented TEXT NOT NULL,
    -- What changed since the revision before, as JSON.
    changes TEXT NOT NULL,
    -- 'json', 'yaml', or empty for an API without a document.
    document_format TEXT NOT NULL,
    -- The document as it came, compressed by gzip.
    document BLOB,
    UNIQUE (api_id, number)
);

CREATE TABLE schemas (
    api_revision TEXT NOT NULL REFERENCES api_revisions (id) ON DELETE CASCADE,
    -- The reference by which operations and other schemas name it, such as #/components/schemas/Pet.
    pointer TEXT NOT NULL,
    name TEXT NOT NULL,
    schema TEXT NOT NULL,
    PRIMARY KEY (api_revision, pointer)
);

CREATE INDEX schemas_by_name ON schemas (api_revision, name);

ALTER TABLE apis ADD COLUMN current_revision TEXT;

INSERT INTO api_revisions (id, api_id, number, created_at, published_at, documented, changes, document_format)
SELECT id, id, 1, created_at, created_at, '{}', '[]', '' FROM apis;

UPDATE apis SET current_revision = id;

CREATE INDEX apis_by_current_revision ON apis (current_revision);

-- Two operations may differ by nothing but how their documents spell the path, so verb and template are not unique here;
-- the forms see to it for what is written by hand.
CREATE TABLE revised_operations (
    id TEXT NOT NULL PRIMARY KEY,
    api_id TEXT NOT NULL REFERENCES apis (id) ON DELETE CASCADE,
    api_revision TEXT NOT NULL REFERENCES api_revisions (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    slug TEXT NOT NULL,
    verb TEXT NOT NULL,
    url_template TEXT NOT NULL,
    display_name TEXT NOT NULL,
    -- The first of its tags, by which lists group it; empty for none.
    tag TEXT NOT NULL,
    search_text TEXT NOT NULL,
    -- Last, because they are large: lists need not read past them.
    description TEXT NOT NULL,
    parameters TEXT NOT NULL,
    bodies TEXT NOT NULL,
    responses TEXT NOT NULL,
    documented TEXT NOT NULL,
    UNIQUE (api_revision, slug)
);

INSERT INTO revised_operations (id, api_id, api_revision, position, revision, created_at, updated_at, slug, verb,
    url_template, display_name, tag, search_text, description, parameters, bodies, responses, documented)
SELECT id, api_id, api_id, position, revision, created_at, updated_at, slug, verb, url_template, display_name, '',
    search_text, description, parameters, bodies, responses, '{}'
FROM operations;

DROP TABLE operations;

ALTER TABLE revised_operations RENAME TO operations;

CREATE INDEX operations_in_order ON operations (api_revision, position, id);
CREATE INDEX operations_by_template ON operations (api_revision, verb, url_template);
CREATE INDEX operations_by_tag ON operations (api_revision, tag, position);
CREATE INDEX operations_of_api ON operations (api_id);

-- What the search finds: APIs, operations and schemas. `label` and `path` are folded, for exact matches.
CREATE TABLE search_entries (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('api', 'operation', 'schema')),
    api_revision TEXT NOT NULL REFERENCES api_revisions (id) ON DELETE CASCADE,
    -- The operation's slug or the schema's name; empty for an API.
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    verb TEXT NOT NULL,
    url_template TEXT NOT NULL,
    label TEXT NOT NULL,
    path TEXT NOT NULL
);

CREATE INDEX search_entries_of_revision ON search_entries (api_revision, kind, slug);
CREATE INDEX search_entries_by_label ON search_entries (label);
CREATE INDEX search_entries_by_path ON search_entries (path);

CREATE VIRTUAL TABLE search_words USING fts5 (
    title, body, content = '', contentless_delete = 1, detail = column, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TRIGGER search_entries_removed AFTER DELETE ON search_entries BEGIN
    DELETE FROM search_words WHERE rowid = old.id;
END;
