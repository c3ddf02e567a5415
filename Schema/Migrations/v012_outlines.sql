-- What is kept of a published document for those who need what it says and not how it is written: its
-- texts, lists and fields in few bytes, because reading YAML takes longer than judging a donor.

ALTER TABLE consent_form ADD COLUMN outline BLOB;
ALTER TABLE programme ADD COLUMN outline BLOB;
