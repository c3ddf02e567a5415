-- Current state, derived from the ledger and rebuilt from it at will. A donor is keyed by the 60
-- random bits of the donor code; days count from 1970-01-01; coded values are the small integers of
-- the domain's vocabularies.

CREATE TABLE consent_form (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  recorded_at INTEGER NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (id, version)
) STRICT;

CREATE TABLE programme (
  id TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  seq INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  document TEXT NOT NULL,
  -- Where it stands since its publication; null where nothing was said after the document.
  state INTEGER
) STRICT;

-- Tumours with their biomarkers, and tissue, stand in `findings` in the canonical form that the
-- ledger has them in: whoever asks for one donor or for a cohort reads all of them, and one row that
-- is read from end to end is several times cheaper than four tables keyed by a random code.
CREATE TABLE donor (
  code INTEGER PRIMARY KEY,
  registered_seq INTEGER NOT NULL,
  identity_seq INTEGER NOT NULL,
  registered_at INTEGER NOT NULL,
  facility TEXT,
  birth_year INTEGER,
  majority_day INTEGER,
  sex INTEGER NOT NULL,
  country TEXT,
  postcode3 TEXT,
  interest_source INTEGER NOT NULL,
  interest_on INTEGER NOT NULL,
  vital_status INTEGER NOT NULL,
  died_on INTEGER,
  no_contact INTEGER NOT NULL CHECK (no_contact IN (0, 1)),
  has_strong_identifier INTEGER NOT NULL CHECK (has_strong_identifier IN (0, 1)),
  -- The code that stands for the person while this one is merged; never one that is merged itself.
  merged_into INTEGER REFERENCES donor (code) CHECK (merged_into <> code),
  findings BLOB NOT NULL
) STRICT;

CREATE INDEX donor_merged_into ON donor (merged_into) WHERE merged_into IS NOT NULL;

-- The events about each donor. A table and not an index of the ledger, because a bulk intake writes
-- it in the order of its key.
CREATE TABLE donor_event (
  donor INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (donor, seq)
) STRICT, WITHOUT ROWID;

-- Keyed hashes only. A strong identifier belongs to one donor; an exact composite may be shared.
-- The sixteen bytes of a strong token are two integers, which are compared several times faster. The
-- donors are no references: looking each up would cost a bulk intake a tenth of its time, and a token
-- that names nobody is found by comparing the tables with the ledger.
CREATE TABLE strong_identifier (
  high INTEGER NOT NULL,
  low INTEGER NOT NULL,
  donor INTEGER NOT NULL,
  PRIMARY KEY (high, low)
) STRICT, WITHOUT ROWID;

CREATE TABLE match_token (
  token INTEGER NOT NULL,
  donor INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  PRIMARY KEY (token, donor)
) STRICT, WITHOUT ROWID;

-- What was said and signed, without the texts that might name a person: those stay sealed.
CREATE TABLE consent_event (
  seq INTEGER PRIMARY KEY,
  donor INTEGER NOT NULL REFERENCES donor (code),
  recorded_at INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  form_seq INTEGER REFERENCES consent_form (seq),
  permitted INTEGER NOT NULL,
  declined INTEGER NOT NULL,
  not_chosen INTEGER NOT NULL,
  scopes INTEGER NOT NULL,
  level INTEGER,
  destruction INTEGER,
  signed_on INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  signer INTEGER NOT NULL,
  assent INTEGER NOT NULL CHECK (assent IN (0, 1)),
  evidence BLOB CHECK (length(evidence) = 32),
  target INTEGER,
  -- The code that the event is about in the ledger, where that code is merged into another.
  recorded_under INTEGER REFERENCES donor (code)
) STRICT;

CREATE INDEX consent_event_donor ON consent_event (donor, seq);
-- Events that take effect after the day they were recorded on: few, and a release has to ask for
-- those that end what it stands on.
CREATE INDEX consent_event_ahead ON consent_event (effective_from)
WHERE effective_from > recorded_at / 86400000000;
CREATE INDEX consent_event_form ON consent_event (form_seq) WHERE form_seq IS NOT NULL;
CREATE INDEX consent_event_recorded_under ON consent_event (recorded_under)
WHERE recorded_under IS NOT NULL;

-- The fold of a donor's consent events over valid time: sixteen states of four bits each, and the
-- set of scopes that are permitted, on [from_day, until_day). worklist says which work a state of
-- these days is about: 1 reconsent_due, 2 lapsed, 4 majority_due. Its index is small, since few
-- intervals have any, and spares every worklist the scan of all donors.
CREATE TABLE consent_interval (
  donor INTEGER NOT NULL REFERENCES donor (code),
  from_day INTEGER NOT NULL,
  until_day INTEGER NOT NULL,
  states INTEGER NOT NULL,
  permitted INTEGER NOT NULL CHECK (permitted BETWEEN 0 AND 65535),
  worklist INTEGER NOT NULL GENERATED ALWAYS AS (
    (((states >> 3) & ~states & 0x1111111111111111) <> 0)
    | ((((states >> 2) & (states >> 1) & states & 0x1111111111111111) <> 0) << 1)
    | ((((states >> 3) & states & 0x1111111111111111) <> 0) << 2)
  ) VIRTUAL,
  PRIMARY KEY (donor, from_day),
  CHECK (from_day < until_day)
) STRICT, WITHOUT ROWID;

CREATE INDEX consent_interval_worklist ON consent_interval (worklist, from_day, until_day)
WHERE worklist <> 0;

-- Two names because "release" is a word of SQL.
CREATE TABLE data_release (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sealed_at INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  purpose TEXT NOT NULL,
  valid_on INTEGER NOT NULL,
  scopes INTEGER NOT NULL,
  donors INTEGER NOT NULL,
  document TEXT NOT NULL,
  folder TEXT NOT NULL,
  delivered_seq INTEGER
) STRICT;

-- A pseudonym is the sixty bits behind its fourteen characters. Donors of one class look alike in
-- the release.
CREATE TABLE release_item (
  release_seq INTEGER NOT NULL REFERENCES data_release (seq),
  donor INTEGER NOT NULL REFERENCES donor (code),
  pseudonym INTEGER NOT NULL,
  class INTEGER NOT NULL CHECK (class >= 0),
  PRIMARY KEY (donor, release_seq),
  UNIQUE (release_seq, pseudonym)
) STRICT, WITHOUT ROWID;

-- What a recipient has to be told, one row for each pair of an event that took consent back and a
-- released item that it touches. A row is opened in the transaction that made the pair known and
-- never removed; retracted_seq is the event that took its ground away.
CREATE TABLE recall_obligation (
  donor INTEGER NOT NULL,
  release_seq INTEGER NOT NULL,
  cause_seq INTEGER NOT NULL,
  scopes INTEGER NOT NULL,
  from_day INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  notified_at INTEGER,
  acknowledged_at INTEGER,
  evidence BLOB CHECK (length(evidence) = 32),
  closed_at INTEGER,
  retracted_seq INTEGER,
  PRIMARY KEY (donor, release_seq, cause_seq),
  FOREIGN KEY (donor, release_seq) REFERENCES release_item (donor, release_seq),
  CHECK ((acknowledged_at IS NULL) = (evidence IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX recall_obligation_cause ON recall_obligation (cause_seq);

-- Every merge there was, with its end where it was split again: who was one person at an instant is
-- read from here. The survivor is registered before the merged code, so there is no cycle.
CREATE TABLE donor_merge (
  seq INTEGER PRIMARY KEY,
  survivor INTEGER NOT NULL REFERENCES donor (code),
  merged INTEGER NOT NULL REFERENCES donor (code) CHECK (merged <> survivor),
  recorded_at INTEGER NOT NULL,
  split_seq INTEGER,
  split_at INTEGER,
  CHECK ((split_seq IS NULL) = (split_at IS NULL))
) STRICT;

CREATE INDEX donor_merge_survivor ON donor_merge (survivor);
CREATE UNIQUE INDEX donor_merge_merged ON donor_merge (merged) WHERE split_seq IS NULL;

-- What each code brought to the person it now belongs to, in the canonical form of the record. The
-- tables above hold the union under the survivor for as long as the merge lasts.
CREATE TABLE merge_member (
  donor INTEGER PRIMARY KEY REFERENCES donor (code),
  record BLOB NOT NULL
) STRICT;

-- Pairs of codes that may be one person, and what was decided about them.
CREATE TABLE review_case (
  first INTEGER NOT NULL REFERENCES donor (code),
  second INTEGER NOT NULL REFERENCES donor (code),
  score INTEGER CHECK (score BETWEEN 0 AND 1000),
  agreed TEXT NOT NULL,
  opened_seq INTEGER NOT NULL,
  state INTEGER NOT NULL,
  postponed_until INTEGER,
  decided_seq INTEGER,
  PRIMARY KEY (first, second),
  CHECK (first < second)
) STRICT, WITHOUT ROWID;

CREATE INDEX review_case_second ON review_case (second);
