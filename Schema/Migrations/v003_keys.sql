-- Which master key took the place of which. A row is opened when a rotation begins and closed when
-- nothing needs the older key any more; until then the registry uses both. donors counts those who
-- were moved, nested the tokens that could not be made anew and stand on the older ones.
CREATE TABLE key_rotation (
  seq INTEGER PRIMARY KEY,
  from_key TEXT NOT NULL,
  to_key TEXT NOT NULL UNIQUE CHECK (to_key <> from_key),
  key_check BLOB NOT NULL CHECK (length(key_check) = 16),
  began_at INTEGER NOT NULL,
  donors INTEGER NOT NULL CHECK (donors >= 0),
  nested INTEGER NOT NULL CHECK (nested >= 0),
  finished_seq INTEGER CHECK (finished_seq > seq)
) STRICT;

-- One rotation at a time.
CREATE UNIQUE INDEX key_rotation_open ON key_rotation ((finished_seq IS NULL))
WHERE finished_seq IS NULL;

-- What is still needed of keys that are gone, wrapped by the present one: the ledger's own events
-- stay sealed as they were appended, and nested tokens stand on older tokens. Like the data keys of
-- donors it is no part of the ledger.
CREATE TABLE inherited_key (
  key_id TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('match tokens', 'registry sealing')),
  wrapped_by TEXT NOT NULL,
  wrapped BLOB NOT NULL,
  PRIMARY KEY (key_id, purpose)
) STRICT, WITHOUT ROWID;
