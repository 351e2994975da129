-- The subscription whose use of limits this one goes on with; its own where there is none. Whoever cancels a subscription and
-- subscribes to the product again does not begin anew.
ALTER TABLE subscriptions ADD COLUMN limits_of TEXT;
