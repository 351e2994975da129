-- Published sequences of calls of an API.
CREATE TABLE recipes (
    id TEXT NOT NULL PRIMARY KEY,
    api_id TEXT NOT NULL REFERENCES apis (id) ON DELETE CASCADE,
    -- Its part of portal addresses, which is the document's workflowId.
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    -- All of it: an Arazzo 1.0 document with this one workflow, as JSON.
    document TEXT NOT NULL,
    -- The slugs of the operations that the steps call, in order, as JSON. They outlive revisions of the API, ids do not.
    operations TEXT NOT NULL,
    published BOOLEAN NOT NULL,
    -- How often it was saved, so that nobody overwrites what they have not seen.
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (api_id, slug)
);
