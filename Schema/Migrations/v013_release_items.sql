-- A release is written and read as a whole, and a donor's items are asked for one by one. Its rows lie
-- together, in the order of the donors, and the index stands in that order too: a release of a million
-- donors is then appended, where an index over random pseudonyms cost it four times as much as all the
-- rest of the seal. That no two donors of a release have one pseudonym is counted when it is written.
-- Donor and release are no references: looking each up would cost more than the row, and a row that
-- concerns nobody is found by comparing the tables with the ledger.

DROP TABLE release_item;

-- A pseudonym is the sixty bits behind its fourteen characters. Donors of one class look alike in
-- the release.
CREATE TABLE release_item (
  release_seq INTEGER NOT NULL,
  donor INTEGER NOT NULL,
  pseudonym INTEGER NOT NULL,
  class INTEGER NOT NULL CHECK (class >= 0),
  PRIMARY KEY (release_seq, donor)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX release_item_donor ON release_item (donor, release_seq);
