-- What the gateway has to read again of products and subscriptions. Its own migration makes the table, where there is one.
CREATE TABLE IF NOT EXISTS gateway_changes (
    n INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    id TEXT NOT NULL
);

CREATE TRIGGER products_added_to_gateway AFTER INSERT ON products BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('product', new.id);
END;

CREATE TRIGGER products_changed_for_gateway AFTER UPDATE OF published, requires_subscription ON products BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('product', new.id);
END;

CREATE TRIGGER products_removed_from_gateway AFTER DELETE ON products BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('product', old.id);
END;

CREATE TRIGGER product_apis_added_to_gateway AFTER INSERT ON product_apis BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('product', new.product_id);
END;

CREATE TRIGGER product_apis_removed_from_gateway AFTER DELETE ON product_apis BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('product', old.product_id);
END;

CREATE TRIGGER product_tiers_changed_for_gateway AFTER UPDATE OF rate_limit, quota ON product_tiers BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('product', new.product_id);
END;

-- When a subscription was last used is of no interest here.
CREATE TRIGGER subscriptions_changed_for_gateway
AFTER UPDATE OF user_id, product_id, tier_id, api_id, state, expires_at ON subscriptions BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('subscription', new.id);
END;

CREATE TRIGGER subscriptions_removed_from_gateway AFTER DELETE ON subscriptions BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('subscription', old.id);
END;

-- A subscription says nothing before it has keys.
CREATE TRIGGER subscription_keys_added_to_gateway AFTER INSERT ON subscription_keys BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('subscription', new.subscription_id);
END;

CREATE TRIGGER subscription_keys_changed_for_gateway AFTER UPDATE OF valid_until ON subscription_keys BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('subscription', new.subscription_id);
END;

CREATE TRIGGER subscription_keys_removed_from_gateway AFTER DELETE ON subscription_keys BEGIN
    INSERT INTO gateway_changes (kind, id) VALUES ('subscription', old.subscription_id);
END;

-- The keys of somebody whose account is stopped open nothing until it can be used again.
CREATE TRIGGER users_changed_for_gateway AFTER UPDATE OF state ON users BEGIN
    INSERT INTO gateway_changes (kind, id) SELECT 'subscription', id FROM subscriptions WHERE user_id = new.id;
END;
