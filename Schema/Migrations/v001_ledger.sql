-- The ledger is the only truth: one row per event, appended and never touched again.
-- header and payload are the exact bytes under the leaf hash; the other columns repeat what an
-- index needs and are compared with the header whenever the registry is examined.

CREATE TABLE ledger_log (
  log_id BLOB PRIMARY KEY NOT NULL CHECK (length(log_id) = 16),
  size INTEGER NOT NULL CHECK (size >= 0),
  root BLOB NOT NULL CHECK (length(root) = 32),
  frontier BLOB NOT NULL,
  last_recorded_at INTEGER NOT NULL
) STRICT;

-- Opens only with the key ring it was made with: a wrong key would otherwise look like an empty
-- registry.
CREATE TABLE registry (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  log_id BLOB NOT NULL REFERENCES ledger_log (log_id),
  created_at INTEGER NOT NULL,
  identity_mode TEXT NOT NULL CHECK (identity_mode IN ('vault', 'hash-only')),
  key_id TEXT NOT NULL,
  key_check BLOB NOT NULL CHECK (length(key_check) BETWEEN 16 AND 64)
) STRICT;

CREATE INDEX registry_log ON registry (log_id);

CREATE TABLE event (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  operation BLOB NOT NULL CHECK (length(operation) = 16),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  kind TEXT NOT NULL,
  subject INTEGER,
  recorded_at INTEGER NOT NULL,
  header BLOB NOT NULL,
  payload BLOB NOT NULL,
  leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32),
  frontier BLOB
) STRICT;

-- One operation is done once, however often it is sent.
CREATE UNIQUE INDEX event_operation ON event (operation) WHERE ordinal = 0;

CREATE TRIGGER event_in_order BEFORE INSERT ON event
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event)
BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only: events are numbered without a gap');
END;

CREATE TRIGGER event_unchanged BEFORE UPDATE ON event
BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only: an event is never changed');
END;

CREATE TRIGGER event_kept BEFORE DELETE ON event
BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only: an event is never deleted');
END;

-- The wrapped data key of each donor. It is not part of the ledger, so that destroying it makes the
-- donor's sealed payloads unreadable for ever.
CREATE TABLE data_key (
  donor INTEGER PRIMARY KEY,
  key_id TEXT NOT NULL,
  wrapped BLOB NOT NULL
) STRICT;
