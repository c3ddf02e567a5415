internal import Domain
internal import Registry

/// The worklists about consent over many donors, whose rows are stored directly.
struct WorklistBench {
  private static let days = 30
  private let donors: Int
  private let scratch: ScratchRegistry
  private let today = RegistryBench.now().day

  init(donors: Int) throws {
    self.donors = donors
    scratch = try ScratchRegistry()
  }

  func run() throws {
    try fill()
    try measure("due, expiring", .expiring(days: Self.days), states: "7")
    try measure("due, majority", .majority(days: Self.days), states: "9")
    try measure("due, reconsent", .reconsent, states: "8")
  }

  /// Each donor signed the default form on some day of the last five years.
  ///
  /// Three scopes end after five years and the others after thirty. One donor in fifty is a minor,
  /// one in a hundred signed a form that has changed since. The shell gets the intervals that this
  /// comes to as rows of a table of its own.
  private func fill() throws {
    let now = today.daysSinceEpoch
    let renamed = ["id: broad-tissue-donation": "id: outdated"]
    try publish(renamed)
    try publish(
      renamed.merging(
        ["version: 1": "version: 2", "change: initial": "change: material"]) { old, _ in old })
    try scratch.fill(
      """
      CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n
        WHERE i < \(donors - 1)) SELECT i, i * 1000003 AS code, \(now) - (i * 7919) % 1826 AS day
        FROM n;
      INSERT INTO donor (code, registered_seq, identity_seq, registered_at, facility, majority_day,
        sex, interest_source, interest_on, vital_status, no_contact, has_strong_identifier,
        findings) SELECT code, 1, 1, 0, 'site-' || i % 50, CASE WHEN i % 100 < 2 THEN day + 1800 END,
        1, 1, day, 1, 0, 1, zeroblob(8) FROM n;
      INSERT INTO consent_event (seq, donor, recorded_at, kind, form_seq, permitted, declined,
        not_chosen, scopes, signed_on, effective_from, signer, assent)
        SELECT i + 1000, code, 0, 1, (SELECT min(seq) FROM consent_form WHERE (id = 'outdated') =
        (i % 100 = 2)), 65535, 0, 0, 0, day, day, 1 + (i % 100 < 2), 0 FROM n;
      ATTACH '\(scratch.folder)/intervals.sqlite' AS shell;
      CREATE TABLE shell.interval (donor INTEGER NOT NULL, from_day INTEGER NOT NULL, until_day
        INTEGER NOT NULL, states INTEGER NOT NULL, PRIMARY KEY (donor, from_day)) STRICT,
        WITHOUT ROWID;
      INSERT INTO shell.interval (donor, from_day, until_day, states)
        SELECT code, day, day + 1826, 0x1111111111111111 FROM n WHERE i % 100 > 2 UNION ALL
        SELECT code, day + 1826, day + 10957, 0x1171111111111771 FROM n WHERE i % 100 > 2
        UNION ALL SELECT code, day + 10957, 2932896, 0x7777777777777777 FROM n
        WHERE i % 100 > 2 UNION ALL
        SELECT code, day, day + 1800, 0x1111111111111111 FROM n WHERE i % 100 < 2 UNION ALL
        SELECT code, day + 1800, 2932896, 0x9999999999999999 & -1 FROM n WHERE i % 100 < 2
        UNION ALL SELECT code, day, 2932896, 0x8888888888888888 & -1 FROM n WHERE i % 100 = 2
      """)
    let editorial = ["change: initial": "change: editorial"]
    try publish(renamed.merging(editorial.merging(["version: 1": "version: 3"]) { $1 }) { $1 })
    try publish(editorial.merging(["version: 1": "version: 2"]) { $1 })
  }

  private func publish(_ lines: [String: String]) throws {
    let path = try scratch.form(lines)
    _ = try scratch.registry.publishForm(try .path(path), ChangeRequest())
  }

  private func measure(_ what: String, _ work: ConsentDueRequest.Work, states: String) throws {
    let now = today.daysSinceEpoch
    let (lower, kind) =
      states == "7"
      ? (now + 1, "(n.states & (n.states >> 1) & (n.states >> 2)") : (0, "((n.states >> 3)")
    let baseline = try Measurement.time("sqlite3 scan and join", rows: donors) {
      try scratch.sqlite(
        """
        ATTACH '\(scratch.folder)/intervals.sqlite' AS shell;
        SELECT n.donor, d.facility, n.from_day, f.id, f.version FROM shell.interval n
        JOIN donor d ON d.code = n.donor JOIN consent_event e ON e.donor = n.donor
        JOIN consent_form f ON f.seq = e.form_seq
        WHERE n.from_day BETWEEN \(lower) AND \(now + Int32(Self.days)) AND n.until_day > \(now)
        AND \(kind) & 0x1111111111111111) <> 0 ORDER BY d.facility, n.from_day, n.donor
        """, output: "due.csv")
    }
    var lines = 0
    let measured = try Measurement.time(what, rows: donors) {
      try scratch.registry.forEachConsentDue(ConsentDueRequest(work)) { _ in lines += 1 }
    }
    baseline.show(against: nil)
    measured.show(against: baseline)
    print("\(lines) entries")
  }
}
