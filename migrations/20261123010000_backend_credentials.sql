-- What the gateway shows an API's web service, so that no caller has to hold it. The secret is sealed for its row.
CREATE TABLE backend_credentials (
    api_id TEXT NOT NULL PRIMARY KEY REFERENCES apis (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('bearer', 'basic', 'api_key')),
    -- The user name of 'basic', or what the header or query parameter of 'api_key' is called; empty for 'bearer'.
    name TEXT NOT NULL,
    -- Where an 'api_key' stands; empty for the others.
    place TEXT NOT NULL CHECK ((kind = 'api_key' AND place IN ('header', 'query')) OR (kind <> 'api_key' AND place = '')),
    -- Scheme, host and port that it was given for. It goes nowhere else, whatever becomes of the API's web service URL.
    origin TEXT NOT NULL,
    sealed BLOB NOT NULL,
    set_at BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER backend_credentials_added_to_gateway AFTER INSERT ON backend_credentials BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('api', new.api_id);
END;

CREATE TRIGGER backend_credentials_changed_for_gateway AFTER UPDATE ON backend_credentials BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('api', new.api_id);
END;

CREATE TRIGGER backend_credentials_removed_from_gateway AFTER DELETE ON backend_credentials BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('api', old.api_id);
END;
