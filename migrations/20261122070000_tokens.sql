-- Tokens by which people's programs use the management API.
CREATE TABLE api_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- SHA-256 of the token, in hexadecimal digits.
    token_hash TEXT NOT NULL UNIQUE,
    -- How it begins, by which its owner recognises it.
    beginning TEXT NOT NULL,
    -- read, write or admin; each includes those before it.
    scope TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- NULL for one that does not expire.
    expires_at BIGINT,
    last_used_at BIGINT
);

CREATE INDEX api_tokens_user_id ON api_tokens (user_id);

-- What was answered to requests with an idempotency key, for a day.
CREATE TABLE idempotency_keys (
    token_id TEXT NOT NULL REFERENCES api_tokens (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    -- SHA-256 of method, address, content type and body.
    request_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- NULL while the request runs.
    status BIGINT,
    -- Names and values as JSON.
    headers TEXT NOT NULL DEFAULT '[]',
    -- Sealed for this row: it may hold a token that is shown only once.
    body BLOB,
    PRIMARY KEY (token_id, key)
) WITHOUT ROWID;

CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);
