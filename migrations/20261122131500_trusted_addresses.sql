-- Whether addresses are believed of a provider that never says whether it has confirmed them.
ALTER TABLE identity_providers ADD COLUMN trusts_addresses BOOLEAN NOT NULL DEFAULT FALSE;
