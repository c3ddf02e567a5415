import Domain
import Interchange
import TestSupport

/// Releases to be written, drawn from what columns can hold after they were generalised.
enum ReleaseSample {
  static let terms = ReleaseHeading(
    release: "0d9E-17", purpose: "site in C50\tand x", recipient: "Institute \"A\"",
    sealedAt: Instant(microseconds: 1_767_225_600_000_000), k: 11)

  /// Values of each column: recorded ones, groups of them, suppressed, unknown.
  static let values: [(name: String, labels: [String])] = [
    ("age", ["47", "45-49", "40-59", "90+", "80+", "0", "*", ""]),
    ("sex", ["female", "male", "other", "*", ""]),
    ("postcode3", ["350", "3", "000", "*", ""]),
    ("country", ["US", "DE", "*", ""]),
    ("vital_status", ["alive", "dead"]),
    ("diagnosis_year", ["2019", "2015-2019", "2010-2019", "*", ""]),
    ("site", ["C50.4", "C50", "breast", "*"]),
    ("morphology", ["8500/3", "850", "ductal and lobular neoplasms", "*"]),
    ("stage", ["IIA", "II", "early", "0is", "*", ""]),
    ("edition", ["8", ""]),
    ("t", ["T2", "Tis", ""]),
    ("tissue", ["ffpe", "bone_marrow|ffpe|frozen", "blood", ""]),
    ("her2_ihc", ["3+", "conflicting", "not_tested", ""]),
    ("kras", ["mutated", "wild_type", ""]),
    ("pd_l1", ["positive", ""]),
    ("ward", ["a \"quoted\" \\ tab\tend", "ä", ""]),
  ]

  static func table(seed: UInt64) -> ReleaseTable {
    var generator = SeededGenerator(seed: seed)
    let count = generator.below(12)
    let columns = values.compactMap { column -> ReleaseTable.Column? in
      guard column.name == "site" || generator.below(6) > 0 else { return nil }
      return ReleaseTable.Column(
        name: column.name, title: "Title of \(column.name)", meaning: "meaning",
        labels: column.labels,
        codes: (0..<count).map { _ in UInt32(generator.below(column.labels.count)) })
    }
    return ReleaseTable(
      columns: columns, rowCount: count,
      pseudonyms: (0..<count).flatMap { Array("PSEUDONYM\($0 + 10000)".utf8) })
  }

  /// What is told of each pseudonym, column by column; unknown and suppressed values are not told.
  static func told(by table: ReleaseTable) -> [String: [String: String]] {
    var told: [String: [String: String]] = [:]
    for member in 0..<table.rowCount {
      var values: [String: String] = [:]
      for column in table.columns {
        let label = column.labels[Int(column.codes[member])]
        if label != "", label != "*" { values[column.name] = label }
      }
      told["PSEUDONYM\(member + 10000)"] = values
    }
    return told
  }

  /// The files of a format, by name.
  static func files(_ format: ReleaseFormat, _ table: ReleaseTable) throws -> [String: String] {
    try Dictionary(
      uniqueKeysWithValues: format.files(of: table, terms).map { file in
        let collected = Collected()
        try file.write(table, to: collected.sink)
        return (file.name, collected.text)
      })
  }
}
