-- What somebody signs in with besides their password, or instead of it.

-- The app that shows codes (RFC 6238).
CREATE TABLE totp (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    -- Sealed for this row.
    secret BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    -- Since when it counts: it was shown that the app has the secret.
    confirmed_at BIGINT,
    -- The last time step whose code was accepted. Nothing up to it is accepted again.
    last_step BIGINT NOT NULL
);

-- Codes for whoever lost the rest. Using one deletes its row.
CREATE TABLE recovery_codes (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- SHA-256 in hexadecimal digits.
    code_hash TEXT NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);

-- Passkeys (WebAuthn).
CREATE TABLE passkeys (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- As the authenticator names it, in base64url.
    credential_id TEXT NOT NULL UNIQUE,
    -- As the authenticator wrote it: a COSE key (RFC 9052 section 7).
    public_key BLOB NOT NULL,
    name TEXT NOT NULL,
    -- How often it signed, as the authenticator counts; 0 where it does not.
    counter BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE INDEX passkeys_user_id ON passkeys (user_id);
