-- Groups that administrators make. Administrators, developers and guests are groups by what people are, not by a list.
CREATE TABLE user_groups (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    -- In lower case: two spellings are one group.
    name_folded TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE group_members (
    group_id TEXT NOT NULL REFERENCES user_groups (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, user_id)
) WITHOUT ROWID;

CREATE INDEX group_members_user_id ON group_members (user_id);

-- Who sees a published API besides administrators: until now, everybody.
ALTER TABLE apis ADD COLUMN for_guests BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE apis ADD COLUMN for_developers BOOLEAN NOT NULL DEFAULT TRUE;

CREATE TABLE api_groups (
    api_id TEXT NOT NULL REFERENCES apis (id) ON DELETE CASCADE,
    group_id TEXT NOT NULL REFERENCES user_groups (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, api_id)
) WITHOUT ROWID;

CREATE INDEX api_groups_api_id ON api_groups (api_id);
