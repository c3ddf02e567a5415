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
  has_strong_identifier INTEGER NOT NULL CHECK (has_strong_identifier IN (0, 1))
) STRICT;

CREATE TABLE diagnosis (
  donor INTEGER NOT NULL REFERENCES donor (code),
  ordinal INTEGER NOT NULL,
  site INTEGER NOT NULL,
  histology INTEGER NOT NULL,
  behaviour INTEGER NOT NULL,
  laterality INTEGER NOT NULL,
  diagnosed_on INTEGER,
  age INTEGER,
  stage TEXT,
  edition INTEGER,
  t TEXT,
  n TEXT,
  m TEXT,
  PRIMARY KEY (donor, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE biomarker (
  donor INTEGER NOT NULL,
  diagnosis INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  marker INTEGER NOT NULL,
  result INTEGER NOT NULL,
  observed_on INTEGER,
  PRIMARY KEY (donor, diagnosis, ordinal),
  FOREIGN KEY (donor, diagnosis) REFERENCES diagnosis (donor, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE specimen (
  donor INTEGER NOT NULL REFERENCES donor (code),
  ordinal INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  available_on INTEGER,
  matched_normal INTEGER NOT NULL CHECK (matched_normal IN (0, 1)),
  viability INTEGER NOT NULL,
  PRIMARY KEY (donor, ordinal)
) STRICT, WITHOUT ROWID;

-- Keyed hashes only. A strong identifier belongs to one donor; an exact composite may be shared.
CREATE TABLE strong_identifier (
  token BLOB PRIMARY KEY NOT NULL CHECK (length(token) = 16),
  donor INTEGER NOT NULL REFERENCES donor (code)
) STRICT, WITHOUT ROWID;

CREATE TABLE match_token (
  token INTEGER NOT NULL,
  donor INTEGER NOT NULL REFERENCES donor (code),
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
  target INTEGER
) STRICT;

CREATE INDEX consent_event_donor ON consent_event (donor, seq);
CREATE INDEX consent_event_form ON consent_event (form_seq) WHERE form_seq IS NOT NULL;

-- The fold of a donor's consent events over valid time: sixteen states of four bits each, and the
-- set of scopes that are permitted, on [from_day, until_day).
CREATE TABLE consent_interval (
  donor INTEGER NOT NULL REFERENCES donor (code),
  from_day INTEGER NOT NULL,
  until_day INTEGER NOT NULL,
  states INTEGER NOT NULL,
  permitted INTEGER NOT NULL CHECK (permitted BETWEEN 0 AND 65535),
  PRIMARY KEY (donor, from_day),
  CHECK (from_day < until_day)
) STRICT, WITHOUT ROWID;

-- Two names because "release" is a word of SQL.
CREATE TABLE data_release (
  id TEXT PRIMARY KEY NOT NULL,
  seq INTEGER NOT NULL,
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

CREATE TABLE release_item (
  release_id TEXT NOT NULL REFERENCES data_release (id),
  donor INTEGER NOT NULL REFERENCES donor (code),
  pseudonym TEXT NOT NULL,
  PRIMARY KEY (release_id, donor),
  UNIQUE (release_id, pseudonym)
) STRICT, WITHOUT ROWID;

CREATE INDEX release_item_donor ON release_item (donor);
