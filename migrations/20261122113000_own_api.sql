-- The API of the catalog that is the portal's own management API: at most one row, which stays when somebody deletes the API,
-- so that it does not come back.
CREATE TABLE own_api (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    api_id TEXT NOT NULL,
    -- SHA-256 of the document that it was made of, in hexadecimal digits; empty before it was.
    document_hash TEXT NOT NULL,
    -- Under which address people reached the portal then.
    address TEXT NOT NULL
);
