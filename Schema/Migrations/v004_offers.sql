-- Offers of a donor's tissue to a programme, by the ledger sequence of the proposal. An offer that
-- ended stays: it says what was offered and why it came to nothing. That one has expired is never
-- stored; it follows from until_day and the day that is asked about.

CREATE TABLE offer (
  seq INTEGER PRIMARY KEY,
  donor INTEGER NOT NULL REFERENCES donor (code),
  programme TEXT NOT NULL,
  -- 1 proposed, 2 reserved, 3 released, 4 declined, 5 cancelled.
  state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 5),
  proposed_at INTEGER NOT NULL,
  until_day INTEGER NOT NULL,
  changed_seq INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  -- Why it stands where it stands; null for a proposal.
  cause INTEGER,
  released_at INTEGER,
  CHECK ((cause IS NULL) = (state = 1))
) STRICT;

CREATE INDEX offer_donor ON offer (donor);
CREATE INDEX offer_open ON offer (programme) WHERE state <= 3;

-- The last day for which a donor has a procedure planned: few donors have one, and those alone are
-- read to say what has to be prepared.
ALTER TABLE donor ADD COLUMN planned_until INTEGER;
CREATE INDEX donor_planned_until ON donor (planned_until) WHERE planned_until IS NOT NULL;
