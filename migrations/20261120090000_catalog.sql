-- APIs and their operations. An operation is read and written as a whole, so its parameters, bodies and responses are
-- JSON inside it. `search_text` is folded by the program, so that searching does not depend on the engine.
CREATE TABLE apis (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    description TEXT NOT NULL,
    service_url TEXT NOT NULL,
    suffix TEXT NOT NULL UNIQUE,
    scheme TEXT NOT NULL CHECK (scheme IN ('http', 'https', 'both')),
    version TEXT NOT NULL,
    published BOOLEAN NOT NULL,
    search_text TEXT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE api_tags (
    api_id TEXT NOT NULL REFERENCES apis (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (api_id, position),
    UNIQUE (api_id, tag)
);

CREATE INDEX api_tags_by_tag ON api_tags (tag);

CREATE TABLE operations (
    id TEXT NOT NULL PRIMARY KEY,
    api_id TEXT NOT NULL REFERENCES apis (id) ON DELETE CASCADE,
    slug TEXT NOT NULL,
    verb TEXT NOT NULL,
    url_template TEXT NOT NULL,
    display_name TEXT NOT NULL,
    description TEXT NOT NULL,
    parameters TEXT NOT NULL,
    bodies TEXT NOT NULL,
    responses TEXT NOT NULL,
    search_text TEXT NOT NULL,
    position BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (api_id, slug),
    UNIQUE (api_id, verb, url_template)
);

CREATE INDEX operations_in_order ON operations (api_id, position, id);
