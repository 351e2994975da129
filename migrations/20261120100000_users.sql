-- People with an account.
CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    -- As its owner wrote it, to be shown and written to.
    email TEXT NOT NULL,
    -- In lower case: two spellings are one account.
    email_folded TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    -- A PHC string: algorithm, parameters, salt and hash.
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
