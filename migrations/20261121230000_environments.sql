-- Named sets of variables of a person, for the console.
CREATE TABLE environments (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    -- How often it was saved, so that nobody overwrites what they have not seen.
    revision BIGINT NOT NULL,
    UNIQUE (user_id, name)
);

CREATE TABLE environment_variables (
    id TEXT NOT NULL PRIMARY KEY,
    environment_id TEXT NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    is_private BOOLEAN NOT NULL,
    -- What a public one stands for; empty for a private one.
    value TEXT NOT NULL,
    -- What a private one stands for, sealed by the vault; NULL when nothing is kept.
    sealed BLOB,
    position BIGINT NOT NULL,
    UNIQUE (environment_id, name)
);
