-- Whose an API is: a publisher looks after their own. Without an owner it is the administrators' alone.
ALTER TABLE apis ADD COLUMN owner_id TEXT REFERENCES users (id) ON DELETE SET NULL;

CREATE INDEX apis_by_owner ON apis (owner_id) WHERE owner_id IS NOT NULL;
