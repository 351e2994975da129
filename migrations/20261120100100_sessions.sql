-- Browsers that somebody is signed in with.
CREATE TABLE sessions (
    -- SHA-256 of the cookie's token, in hexadecimal digits: whoever reads the database cannot take a session over.
    token_hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL
);

CREATE INDEX sessions_user_id ON sessions (user_id);
