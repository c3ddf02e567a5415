-- The key that seals the pseudonyms of a programme's releases, wrapped by the present master key. Like
-- the data keys of donors it is no part of the ledger: where it is gone, the ledger no longer says who
-- had which pseudonym.
CREATE TABLE study_key (
  study TEXT PRIMARY KEY NOT NULL,
  key_id TEXT NOT NULL,
  wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- When the pseudonyms of a programme were forgotten; what is released afterwards has another key.
CREATE TABLE forgotten_pseudonyms (
  seq INTEGER PRIMARY KEY,
  purpose TEXT NOT NULL,
  forgotten_at INTEGER NOT NULL
) STRICT;
