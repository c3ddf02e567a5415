-- Who may receive what, under which terms, and who agreed. Names of recipients are compared by a key:
-- lower case, single spaces.

-- A registry's own policy; the one with the highest version is in force.
CREATE TABLE release_policy (
  version INTEGER PRIMARY KEY CHECK (version > 0),
  seq INTEGER NOT NULL UNIQUE,
  recorded_at INTEGER NOT NULL,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE recipient (
  key TEXT PRIMARY KEY NOT NULL,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the giver gets, the taker may come to hold. A row is never removed: what was handed on cannot
-- be called back by saying that it will not happen again.
CREATE TABLE recipient_share (
  giver TEXT NOT NULL,
  taker TEXT NOT NULL CHECK (taker <> giver),
  seq INTEGER NOT NULL,
  PRIMARY KEY (giver, taker)
) STRICT, WITHOUT ROWID;

-- A release that was asked for, bound to the donors who were selected then: their hash, and the size
-- of the ledger that they were read from.
CREATE TABLE release_request (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  requested_at INTEGER NOT NULL,
  requester TEXT NOT NULL,
  recipient TEXT NOT NULL,
  purpose TEXT NOT NULL,
  terms TEXT NOT NULL,
  donors INTEGER NOT NULL,
  donor_hash BLOB NOT NULL CHECK (length(donor_hash) = 32),
  ledger_size INTEGER NOT NULL,
  decided_seq INTEGER,
  decided_at INTEGER,
  decider TEXT,
  approved INTEGER CHECK (approved IN (0, 1)),
  CHECK ((decided_seq IS NULL) = (approved IS NULL)),
  CHECK ((decided_seq IS NULL) = (decider IS NULL))
) STRICT;

-- The terms of a release. levels is the scheme of generalisation, `column=level` separated by commas:
-- the next release of the family is at least as coarse.
CREATE TABLE release_terms (
  release_seq INTEGER PRIMARY KEY REFERENCES data_release (seq),
  agreement TEXT,
  until_day INTEGER,
  request TEXT UNIQUE,
  levels TEXT NOT NULL,
  destroyed_at INTEGER,
  evidence BLOB CHECK (length(evidence) = 32),
  CHECK ((destroyed_at IS NULL) = (evidence IS NULL))
) STRICT;

-- How many donors each class of a release had when it left, so that one who was erased since is still
-- known to be missing.
CREATE TABLE release_class (
  release_seq INTEGER NOT NULL REFERENCES data_release (seq),
  class INTEGER NOT NULL,
  donors INTEGER NOT NULL CHECK (donors > 0),
  PRIMARY KEY (release_seq, class)
) STRICT, WITHOUT ROWID;

-- What a release said in its sensitive columns, kept only where diversity was asked for.
CREATE TABLE release_sensitive (
  donor INTEGER NOT NULL,
  release_seq INTEGER NOT NULL REFERENCES data_release (seq),
  value TEXT NOT NULL,
  PRIMARY KEY (donor, release_seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX release_sensitive_release ON release_sensitive (release_seq);

-- The event that ended a programme before its time, for releases that become known later.
CREATE TABLE programme_termination (
  programme TEXT PRIMARY KEY NOT NULL,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Counts that were answered to outsiders. sketch holds keyed sums over the donors counted: it tells
-- how far two counted groups lie apart and names nobody. cost is in millionths of epsilon; answer is
-- null where it was suppressed.
CREATE TABLE count_answer (
  seq INTEGER PRIMARY KEY,
  recipient TEXT NOT NULL,
  question TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  cost INTEGER NOT NULL CHECK (cost >= 0),
  answer INTEGER CHECK (answer >= 0),
  sketch BLOB NOT NULL
) STRICT;

CREATE INDEX count_answer_recipient ON count_answer (recipient, question);
