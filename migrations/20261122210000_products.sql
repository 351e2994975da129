-- Products: bundles of APIs that people subscribe to. The id is a word that administrators choose, such as `starter`.
CREATE TABLE products (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    -- Markdown, both.
    description TEXT NOT NULL,
    terms TEXT NOT NULL,
    published BOOLEAN NOT NULL,
    requires_subscription BOOLEAN NOT NULL,
    requires_approval BOOLEAN NOT NULL,
    -- The most subscriptions of a person.
    subscription_limit BIGINT,
    for_guests BOOLEAN NOT NULL,
    for_developers BOOLEAN NOT NULL,
    -- Folded, for searches.
    search_text TEXT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE product_apis (
    product_id TEXT NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    api_id TEXT NOT NULL REFERENCES apis (id) ON DELETE CASCADE,
    PRIMARY KEY (product_id, api_id)
) WITHOUT ROWID;

CREATE INDEX product_apis_api_id ON product_apis (api_id);

CREATE TABLE product_groups (
    product_id TEXT NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    group_id TEXT NOT NULL REFERENCES user_groups (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, product_id)
) WITHOUT ROWID;

CREATE INDEX product_groups_product_id ON product_groups (product_id);

CREATE TABLE product_tiers (
    id TEXT NOT NULL PRIMARY KEY,
    product_id TEXT NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    price TEXT NOT NULL,
    -- As people write them: 5/1m, 100/7d.
    rate_limit TEXT,
    quota TEXT
);

CREATE INDEX product_tiers_product_id ON product_tiers (product_id);

CREATE TABLE subscriptions (
    id TEXT NOT NULL PRIMARY KEY,
    -- Whose it is; nobody's where there is none.
    user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- What it is to: a product with a tier, an API, or all APIs where all three are missing.
    product_id TEXT REFERENCES products (id) ON DELETE CASCADE,
    tier_id TEXT REFERENCES product_tiers (id),
    api_id TEXT REFERENCES apis (id) ON DELETE CASCADE,
    -- submitted, active, rejected, suspended or cancelled; whether it has expired is a matter of time.
    state TEXT NOT NULL,
    -- Why it was rejected, suspended or cancelled.
    reason TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    last_used_at BIGINT
);

CREATE INDEX subscriptions_user_id ON subscriptions (user_id, product_id);
CREATE INDEX subscriptions_product_id ON subscriptions (product_id);
CREATE INDEX subscriptions_tier_id ON subscriptions (tier_id);
CREATE INDEX subscriptions_api_id ON subscriptions (api_id);

CREATE TABLE subscription_keys (
    -- SHA-256 of the key, by which calls are recognised.
    hash BLOB NOT NULL PRIMARY KEY,
    subscription_id TEXT NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    -- primary or secondary
    slot TEXT NOT NULL,
    -- The key, sealed for its subscription and slot, so that its owner can see it again; gone once it was replaced.
    sealed BLOB,
    created_at BIGINT NOT NULL,
    -- Until when a key that was replaced still opens; NULL for the one that holds.
    valid_until BIGINT
);

CREATE INDEX subscription_keys_subscription_id ON subscription_keys (subscription_id);
CREATE UNIQUE INDEX subscription_keys_holding ON subscription_keys (subscription_id, slot) WHERE valid_until IS NULL;
