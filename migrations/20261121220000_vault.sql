-- What shows whether the master key is the one that everything else was sealed with. One row.
CREATE TABLE vault (
    id TEXT NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL
);
