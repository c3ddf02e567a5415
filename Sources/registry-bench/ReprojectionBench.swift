internal import Domain
internal import Registry

/// The consents of many donors folded anew, with everything that is read and written for it.
struct ReprojectionBench {
  private let donors: Int
  private let scratch: ScratchRegistry
  private let today = RegistryBench.now().day

  init(donors: Int) throws {
    self.donors = donors
    scratch = try ScratchRegistry()
  }

  func run() throws {
    try fill()
    let measured = try publish("reproject, empty table", version: 2)
    let again = try publish("reproject, same rows", version: 3)
    try scratch.fill("UPDATE consent_timeline SET segments = zeroblob(length(segments))")
    let other = try publish("reproject, other rows", version: 4)
    let baseline = try Measurement.time("sqlite3 read and copy", rows: donors * 3) {
      try scratch.sqlite(
        """
        PRAGMA cache_size = -262144;
        SELECT sum(permitted + declined + scopes + effective_from + signed_on + kind + signer)
        FROM (SELECT * FROM consent_event ORDER BY donor, seq);
        BEGIN; CREATE TABLE copy (donor INTEGER PRIMARY KEY, segments BLOB NOT NULL) STRICT;
        INSERT INTO copy SELECT donor, segments FROM consent_timeline ORDER BY donor; COMMIT;
        SELECT count(*) FROM copy
        """, output: "copy.csv")
    }
    baseline.show(against: nil)
    measured.show(against: baseline)
    again.show(against: baseline)
    other.show(against: baseline)
    try scratch.sqlite("SELECT sum(length(segments)) / 12 || ' segments' FROM consent_timeline")
  }

  /// Each donor signed the default form, took some scopes back, and gave one of them again.
  ///
  /// Codes are spread over their whole range and events stand in the order of time, as in a
  /// registry that grew: the events of a donor lie far apart.
  private func fill() throws {
    let now = today.daysSinceEpoch
    try scratch.fill(
      """
      CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n
        WHERE i < \(donors - 1)) SELECT i, (i * 2654435761) & 0xffffffffff AS code,
        \(now) - 60 - (i * 7919) % 1766 AS day FROM n;
      INSERT INTO donor (code, registered_seq, identity_seq, registered_at, facility, birth_year,
        sex, interest_source, interest_on, vital_status, no_contact, has_strong_identifier,
        findings) SELECT code, 1, 1, 0, 'site-' || i % 50, 1960, 1, 1, day, 1, 0, 1, zeroblob(60)
        FROM n ORDER BY code;
      INSERT INTO consent_event (seq, donor, recorded_at, kind, form_seq, permitted, declined,
        not_chosen, scopes, level, signed_on, effective_from, signer, assent)
        SELECT i + 1000, code, 0, 1, (SELECT min(seq) FROM consent_form), 65535, 0, 0, 0, NULL,
        day, day, 1, 0 FROM n UNION ALL
        SELECT i + 1000 + \(donors), code, 0, 3, NULL, 0, 0, 0, 1 << i % 16 | 2, 0,
        day + 30, day + 30, 1, 0 FROM n UNION ALL
        SELECT i + 1000 + 2 * \(donors), code, 0, 1, (SELECT min(seq) FROM consent_form), 2, 0,
        65533, 0, NULL, day + 60, day + 60, 1, 0 FROM n
      """)
  }

  /// An editorial version changes no state: what is written is what was missing.
  private func publish(_ what: String, version: Int) throws -> Measurement {
    let path = try scratch.form(
      ["version: \(version - 1)": "version: \(version)", "change: initial": "change: editorial"])
    return try Measurement.time(what, rows: donors * 3) {
      _ = try scratch.registry.publishForm(try .path(path), ChangeRequest())
    }
  }
}
