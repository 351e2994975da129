-- What people call themselves, and whether their account can be used.
ALTER TABLE users ADD COLUMN name TEXT NOT NULL DEFAULT '';
-- active, unconfirmed or suspended. Only an active account has sessions.
ALTER TABLE users ADD COLUMN state TEXT NOT NULL DEFAULT 'active';
ALTER TABLE users ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0;
UPDATE users SET updated_at = created_at;

-- Where a session was begun: the address, and what the browser said of itself, cut.
ALTER TABLE sessions ADD COLUMN peer TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN user_agent TEXT NOT NULL DEFAULT '';

-- Links that were sent by mail. Each works once: using it deletes its row.
CREATE TABLE account_tokens (
    -- SHA-256 of the link's token, in hexadecimal digits.
    token_hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- What the link is for: confirm, reset or invite.
    purpose TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX account_tokens_user_id ON account_tokens (user_id);

-- Mail that is to be sent, and for some days what was sent.
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    recipient TEXT NOT NULL,
    -- The template that it was made of.
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- Sealed for this row, since links open accounts; gone once it was sent.
    body BLOB,
    created_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    next_attempt_at BIGINT NOT NULL,
    sent_at BIGINT,
    last_error TEXT NOT NULL DEFAULT ''
);

CREATE INDEX outbox_waiting ON outbox (next_attempt_at) WHERE sent_at IS NULL;
