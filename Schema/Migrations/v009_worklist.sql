-- Worklists are answered from indexes that hold everything they ask: which donor, from when, until
-- when, and the states. The index over a generated column that was here before did not cover its
-- query, because SQLite counts a generated column as a use of every column, so each hit cost a
-- look-up in the table. A state is four bits, and each index picks the rows with one state in any
-- nibble: reconsent_due is 8, lapsed 7, majority_due 9; no other state has the same bits set.

DROP INDEX consent_interval_worklist;
ALTER TABLE consent_interval DROP COLUMN worklist;

CREATE INDEX consent_interval_reconsent_due ON consent_interval (from_day, until_day, states)
WHERE ((states >> 3) & ~states & 0x1111111111111111) <> 0;

CREATE INDEX consent_interval_lapsed ON consent_interval (from_day, until_day, states)
WHERE ((states >> 2) & (states >> 1) & states & 0x1111111111111111) <> 0;

CREATE INDEX consent_interval_majority_due ON consent_interval (from_day, until_day, states)
WHERE ((states >> 3) & states & 0x1111111111111111) <> 0;

-- Which form was signed last for some scopes is answered from the index by donor alone: the events
-- of a donor lie far apart in the table.
DROP INDEX consent_event_donor;
CREATE INDEX consent_event_donor
ON consent_event (donor, seq, form_seq, permitted, effective_from, target);
