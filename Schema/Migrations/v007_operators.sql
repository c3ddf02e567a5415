-- Who may change the registry. An operator is known by a public key; roles are bits, and what each
-- role may do is said in code. A name is never given twice, so that an old signature stays the
-- signature of one person. Rows are derived from the ledger like all other current state.
CREATE TABLE operator (
  name TEXT PRIMARY KEY NOT NULL,
  public_key BLOB NOT NULL UNIQUE CHECK (length(public_key) = 32),
  roles INTEGER NOT NULL CHECK (roles > 0),
  added_seq INTEGER NOT NULL,
  revoked_seq INTEGER
) STRICT;
