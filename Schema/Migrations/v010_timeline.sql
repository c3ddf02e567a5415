-- The consents of all donors are folded anew in one pass over both tables when a form is published:
-- facts and folds stand in the order of the donors, and a fold is one row that is compared as bytes.
-- Current state is derived, so that nothing is carried over: whoever applies this step to a registry
-- with events builds the tables anew.

DROP TABLE consent_interval;
DROP TABLE consent_event;

-- What was said and signed, without the texts that might name a person: those stay sealed. The events
-- of a donor lie together.
CREATE TABLE consent_event (
  donor INTEGER NOT NULL REFERENCES donor (code),
  seq INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  form_seq INTEGER REFERENCES consent_form (seq),
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

-- The fold of a donor's consent events over valid time. Twelve bytes for each stretch of days with the
-- same states, by first day: the day in four bytes and the sixteen states in eight, the lowest byte
-- first. A stretch ends where the next begins, and the last does not end. The donor is no reference:
-- looking each up would cost a fold of all donors more than the fold, and a row that concerns nobody is
-- found by comparing the tables with the ledger.
CREATE TABLE consent_timeline (
  donor INTEGER PRIMARY KEY,
  segments BLOB NOT NULL CHECK (length(segments) > 0 AND length(segments) % 12 = 0)
) STRICT;
