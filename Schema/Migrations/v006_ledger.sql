-- What makes the ledger quick to prove, who watches it from outside, and what is left of whom it has
-- forgotten.

-- The leaf hashes of 256 events each, written with the last of them, so that a proof need not read
-- the events. Derived from the ledger and compared with it whenever the ledger is verified, as the
-- nodes are.
CREATE TABLE ledger_tile (
  place INTEGER PRIMARY KEY CHECK (place >= 0),
  hashes BLOB NOT NULL CHECK (length(hashes) = 8192)
) STRICT;

-- The roots of complete subtrees of 256^level events; 256 that lie side by side have one above them.
CREATE TABLE ledger_node (
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 7),
  place INTEGER NOT NULL CHECK (place >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, place)
) STRICT, WITHOUT ROWID;

-- The head as the log's key signed it in the transaction that made it.
CREATE TABLE ledger_checkpoint (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  size INTEGER NOT NULL CHECK (size > 0),
  note BLOB NOT NULL
) STRICT;

-- Whose cosignatures count, by the key line of C2SP signed-note.
CREATE TABLE witness (
  name TEXT PRIMARY KEY NOT NULL,
  key_line TEXT NOT NULL UNIQUE,
  seq INTEGER NOT NULL UNIQUE,
  recorded_at INTEGER NOT NULL
) STRICT;

-- The largest checkpoint that each witness cosigned. Evidence from outside, so no part of the ledger:
-- it proves itself, and another event for each would never come to an end.
CREATE TABLE cosignature (
  witness TEXT PRIMARY KEY NOT NULL REFERENCES witness (name),
  size INTEGER NOT NULL CHECK (size > 0),
  cosigned_at INTEGER NOT NULL,
  note BLOB NOT NULL
) STRICT;

-- Whom the registry was made to forget: the code that stands in the headers of the ledger anyway, and
-- the event that says so. Everything else that a table knows of a donor is gone with the erasure.
CREATE TABLE erased_donor (
  donor INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  erased_at INTEGER NOT NULL
) STRICT;

-- What recipients have to be told about donors who were erased: a pseudonym in a release, and nothing
-- of the donor.
CREATE TABLE erased_recall (
  cause_seq INTEGER NOT NULL REFERENCES erased_donor (seq),
  release_seq INTEGER NOT NULL REFERENCES data_release (seq),
  pseudonym INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  notified_at INTEGER,
  acknowledged_at INTEGER,
  evidence BLOB CHECK (length(evidence) = 32),
  closed_at INTEGER,
  PRIMARY KEY (cause_seq, release_seq),
  CHECK ((acknowledged_at IS NULL) = (evidence IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX erased_recall_release ON erased_recall (release_seq);

-- A row stands here from an erasure until the file was rewritten without the bytes that deleted rows
-- leave behind; whoever opens the registry finishes what a crash interrupted. Where the donor was ever
-- one person with somebody else, the tables are built anew as well.
CREATE TABLE scrub_due (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  rebuild INTEGER NOT NULL CHECK (rebuild IN (0, 1))
) STRICT;
