-- A cohort of a million donors is selected in one pass over rows that say as little as it asks.
-- Current state is derived, so that nothing is carried over: whoever applies this step to a registry
-- with events builds the tables anew.

DROP TABLE consent_event;

-- What was said and signed, without the texts that might name a person: those stay sealed. The events
-- of a donor lie together.
--
-- `said` and `terms` are what the consent rule reads of an event but for its place in the log, in two
-- integers, because a column costs a pass over all events as much as a row: four sets of scopes of
-- sixteen bits, and from the lowest bit on the first day and the day of the signature as days since
-- 1850-01-01 (22 bits each), kind (4), signer (3), assent (1), level (3, 7 for none) and destruction
-- (2, 3 for none). An event that names another or has a value out of its range has the terms -1: it
-- is read column by column.
CREATE TABLE consent_event (
  donor INTEGER NOT NULL REFERENCES donor (code),
  seq INTEGER NOT NULL,
  form_seq INTEGER REFERENCES consent_form (seq),
  said INTEGER NOT NULL GENERATED ALWAYS AS (
    (permitted & 65535) | ((declined & 65535) << 16) | ((not_chosen & 65535) << 32)
    | ((scopes & 65535) << 48)
  ) STORED,
  terms INTEGER NOT NULL GENERATED ALWAYS AS (
    CASE WHEN target IS NULL AND effective_from BETWEEN -43829 AND 2932896
      AND signed_on BETWEEN -43829 AND 2932896 AND kind BETWEEN 0 AND 15
      AND signer BETWEEN 0 AND 7 AND coalesce(level, 0) BETWEEN 0 AND 6
      AND coalesce(destruction, 0) BETWEEN 0 AND 2
    THEN (effective_from + 43829) | ((signed_on + 43829) << 22) | (kind << 44) | (signer << 48)
      | (assent << 51) | (coalesce(level, 7) << 52) | (coalesce(destruction, 3) << 55)
    ELSE -1 END
  ) STORED,
  recorded_at INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  permitted INTEGER NOT NULL,
  declined INTEGER NOT NULL,
  not_chosen INTEGER NOT NULL,
  scopes INTEGER NOT NULL,
  level INTEGER,
  signed_on INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  signer INTEGER NOT NULL,
  assent INTEGER NOT NULL CHECK (assent IN (0, 1)),
  target INTEGER,
  destruction INTEGER,
  evidence BLOB CHECK (length(evidence) = 32),
  -- The code that the event is about in the ledger, where that code is merged into another.
  recorded_under INTEGER REFERENCES donor (code),
  PRIMARY KEY (donor, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX consent_event_seq ON consent_event (seq);
-- Events that take effect after the day they were recorded on: few, and a release has to ask for
-- those that end what it stands on.
CREATE INDEX consent_event_ahead ON consent_event (effective_from)
WHERE effective_from > recorded_at / 86400000000;
CREATE INDEX consent_event_recorded_under ON consent_event (recorded_under)
WHERE recorded_under IS NOT NULL;

-- Whoever has died is asked for apart: a consent can end with the donor.
CREATE INDEX donor_dead ON donor (vital_status) WHERE vital_status = 2;

-- Every donor whose code is merged with none or stands for others, in codes of fixed width behind a
-- checksum over code and codes, so that a changed byte is told and never counted; empty where more is
-- known of the donor than codes have room for. The donor is no reference: looking each up would cost an
-- intake more than the row, and a row that concerns nobody is found by comparing the tables with the
-- ledger.
CREATE TABLE donor_codes (
  donor INTEGER PRIMARY KEY,
  codes BLOB NOT NULL
) STRICT;
