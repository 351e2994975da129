-- OpenID providers that people sign in with.
CREATE TABLE identity_providers (
    id TEXT NOT NULL PRIMARY KEY,
    -- What its button says.
    name TEXT NOT NULL,
    -- In lower case: two spellings are one provider.
    name_folded TEXT NOT NULL UNIQUE,
    issuer TEXT NOT NULL,
    client_id TEXT NOT NULL,
    -- Sealed for this row; none for a public client.
    client_secret BLOB,
    -- Separated by spaces.
    scopes TEXT NOT NULL,
    groups_claim TEXT NOT NULL,
    creates_accounts BOOLEAN NOT NULL,
    -- A JSON list of the domains for whose addresses accounts are made; any when it is empty.
    domains TEXT NOT NULL,
    is_on BOOLEAN NOT NULL,
    -- The lowest one's button comes first.
    position BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- Into which group a value of the provider's claim puts people.
CREATE TABLE identity_provider_groups (
    provider_id TEXT NOT NULL REFERENCES identity_providers (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    claim_value TEXT NOT NULL,
    group_id TEXT NOT NULL REFERENCES user_groups (id) ON DELETE CASCADE,
    PRIMARY KEY (provider_id, position)
) WITHOUT ROWID;

CREATE INDEX identity_provider_groups_group_id ON identity_provider_groups (group_id);

-- Whose account somebody at a provider signs in to.
CREATE TABLE identities (
    id TEXT NOT NULL PRIMARY KEY,
    provider_id TEXT NOT NULL REFERENCES identity_providers (id) ON DELETE CASCADE,
    -- As the provider called itself then: with another issuer, the same subject is somebody else.
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- The e-mail address that the provider named last; for the owner's eyes only.
    email TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    UNIQUE (provider_id, issuer, subject)
);

CREATE INDEX identities_user_id ON identities (user_id);

-- The groups that a provider's claim puts people into. They are in group_members, too; there, only what is not by_hand goes
-- again when no provider says so any more.
CREATE TABLE provider_memberships (
    provider_id TEXT NOT NULL REFERENCES identity_providers (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    group_id TEXT NOT NULL REFERENCES user_groups (id) ON DELETE CASCADE,
    PRIMARY KEY (user_id, group_id, provider_id)
) WITHOUT ROWID;

CREATE INDEX provider_memberships_provider_id ON provider_memberships (provider_id);
CREATE INDEX provider_memberships_group_id ON provider_memberships (group_id);

ALTER TABLE group_members ADD COLUMN by_hand BOOLEAN NOT NULL DEFAULT TRUE;
