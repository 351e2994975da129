-- What the gateway answered. A call refers to nothing but its series: subscriptions, products and APIs may be gone, and their
-- calls are still told.
CREATE TABLE call_series (
    id INTEGER NOT NULL PRIMARY KEY,
    -- Each is empty where there is none: no key, no product, no such API, no such operation.
    subscription_id TEXT NOT NULL,
    product_id TEXT NOT NULL,
    api_id TEXT NOT NULL,
    -- The operation's slug.
    operation TEXT NOT NULL,
    UNIQUE (subscription_id, product_id, api_id, operation)
);

-- In the order in which calls ended. There is no other index: thousands of rows may be added in a second.
CREATE TABLE calls (
    id INTEGER NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    series_id BIGINT NOT NULL,
    method TEXT NOT NULL,
    status BIGINT NOT NULL,
    -- Bytes of bodies.
    bytes_in BIGINT NOT NULL,
    bytes_out BIGINT NOT NULL,
    -- Microseconds; those of the backend only where one was asked.
    total_us BIGINT NOT NULL,
    backend_us BIGINT,
    cached BOOLEAN NOT NULL,
    -- The caller's address or network, as the operator chose when it was written.
    client TEXT
);

-- The same, counted by day: what is shown without reading every call.
CREATE TABLE call_days (
    series_id BIGINT NOT NULL REFERENCES call_series (id),
    -- The day's first millisecond in UTC.
    day BIGINT NOT NULL,
    calls BIGINT NOT NULL,
    -- Answered with 4xx, and with 5xx.
    refused BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    bytes_in BIGINT NOT NULL,
    bytes_out BIGINT NOT NULL,
    PRIMARY KEY (series_id, day)
);

-- Days that are older than calls are kept.
CREATE INDEX call_days_day ON call_days (day);

-- How many calls of a day took how long. The numbers of spans are those of analytics::rules.
CREATE TABLE call_times (
    series_id BIGINT NOT NULL REFERENCES call_series (id),
    day BIGINT NOT NULL,
    span BIGINT NOT NULL,
    calls BIGINT NOT NULL,
    PRIMARY KEY (series_id, day, span)
);
