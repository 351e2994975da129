-- What was done, by whom and from where. It names people and things as they were called then, and refers to none of them:
-- an entry outlives whatever it is about.
CREATE TABLE audit_log (
    id INTEGER NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    -- user, token, command, system or visitor.
    actor_kind TEXT NOT NULL,
    -- The account's id; empty where there is none.
    actor_id TEXT NOT NULL,
    -- The account's e-mail address, in lower case; for a token the account's.
    actor TEXT NOT NULL,
    -- The token's name; empty for everything else.
    actor_detail TEXT NOT NULL,
    -- Such as api.update; what stands before the dot is also in `kind`.
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    thing_id TEXT NOT NULL,
    thing TEXT NOT NULL,
    -- The fields that changed, as JSON objects; {} for none.
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    -- The client's address and the id of its request; empty for commands.
    address TEXT NOT NULL,
    request_id TEXT NOT NULL
);

-- Newest first, whatever is asked for: the order is part of each index, so that a page reads its own rows only.
CREATE INDEX audit_log_at ON audit_log (at, id);
CREATE INDEX audit_log_actor ON audit_log (actor, at, id);
CREATE INDEX audit_log_action ON audit_log (action, at, id);
CREATE INDEX audit_log_kind ON audit_log (kind, at, id);
CREATE INDEX audit_log_thing ON audit_log (thing, at, id);
CREATE INDEX audit_log_thing_id ON audit_log (thing_id, at, id);

CREATE TRIGGER audit_log_stays BEFORE UPDATE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;

CREATE TRIGGER audit_log_keeps BEFORE DELETE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;

-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER audit_log_adds BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;

-- How many attempts to sign in were not written down: at no account, or too many. Counting them takes as long as an entry, so
-- that the answer's time does not tell whether there is an account.
CREATE TABLE audit_unrecorded (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    attempts BIGINT NOT NULL
);

INSERT INTO audit_unrecorded (id, attempts) VALUES (1, 0);

-- What administrators chose in place of the configuration: one row.
CREATE TABLE settings (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    -- How often it was saved, so that nobody overwrites what they have not seen.
    revision BIGINT NOT NULL,
    -- As JSON; what is not in it is as the configuration says.
    choices TEXT NOT NULL,
    -- The image in the header, its media type and its SHA-256 in hexadecimal digits.
    logo BLOB,
    logo_kind TEXT NOT NULL DEFAULT '',
    logo_hash TEXT NOT NULL DEFAULT ''
);

INSERT INTO settings (id, revision, choices) VALUES (1, 1, '{}');

-- The version of the terms of use that somebody accepted, and when; NULL where there were none.
ALTER TABLE users ADD COLUMN terms_version BIGINT;
ALTER TABLE users ADD COLUMN terms_accepted_at BIGINT;
