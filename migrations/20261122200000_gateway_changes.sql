-- Calls on the gateway: whether they need a subscription's key, and where it comes.
ALTER TABLE apis ADD COLUMN subscription_required BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE apis ADD COLUMN key_header TEXT NOT NULL DEFAULT 'Ocp-Apim-Subscription-Key';
ALTER TABLE apis ADD COLUMN key_query TEXT NOT NULL DEFAULT 'subscription-key';

-- What the gateway has to read again. Whatever changes something that calls depend on adds a row with its kind ('api',
-- 'product', 'subscription', 'policy') and id; the gateway reads those with a larger number than the last it has seen.
-- Of each thing there is only the newest row, so the table does not grow and whoever adds to it need not look.
CREATE TABLE gateway_changes (
    n INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    id TEXT NOT NULL
);

CREATE INDEX gateway_changes_by_thing ON gateway_changes (kind, id);

CREATE TRIGGER gateway_changes_newest AFTER INSERT ON gateway_changes BEGIN
    DELETE FROM gateway_changes WHERE kind = new.kind AND id = new.id AND n < new.n;
END;

CREATE TRIGGER apis_added_to_gateway AFTER INSERT ON apis BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('api', new.id);
END;

CREATE TRIGGER apis_changed_for_gateway AFTER UPDATE OF slug, service_url, suffix, scheme, version, version_scheme,
    version_parameter, published, current_revision, subscription_required, key_header, key_query ON apis BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('api', new.id);
END;

CREATE TRIGGER apis_removed_from_gateway AFTER DELETE ON apis BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('api', old.id);
END;

-- A revision that nobody sees yet says nothing here: it comes with `current_revision`.
CREATE TRIGGER operations_added_to_gateway AFTER INSERT ON operations
WHEN EXISTS (SELECT 1 FROM apis WHERE id = new.api_id AND current_revision = new.api_revision) BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('api', new.api_id);
END;

CREATE TRIGGER operations_changed_for_gateway AFTER UPDATE OF slug, verb, url_template ON operations
WHEN EXISTS (SELECT 1 FROM apis WHERE id = new.api_id AND current_revision = new.api_revision) BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('api', new.api_id);
END;

CREATE TRIGGER operations_removed_from_gateway AFTER DELETE ON operations
WHEN EXISTS (SELECT 1 FROM apis WHERE id = old.api_id AND current_revision = old.api_revision) BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('api', old.api_id);
END;

-- What is used up of quotas, by whom (a subscription's id) and of which (the place that sets it). Milliseconds and bytes.
CREATE TABLE quota_counters (
    holder TEXT NOT NULL,
    place TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    calls BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    PRIMARY KEY (holder, place)
);

CREATE INDEX quota_counters_by_end ON quota_counters (ends_at);
