internal import Interchange

/// The formats of a release written into memory, against its table as CSV.
///
/// A release is a million small numbers that point into small dictionaries; what is measured is how
/// fast they become text. Hashing, the disk and the search for the generalisation come on top.
struct ReleaseFormatBench {
  private let table: ReleaseTable

  init(rows: Int) {
    let columns: [(String, [String])] = [
      ("age", ["40-44", "45-49", "50-54", "55-59", "60-64", "65-69", "70-74", "90+"]),
      ("sex", ["female", "male"]), ("postcode3", ["*"]), ("country", ["US", "DE", "GB"]),
      ("vital_status", ["alive", "dead"]), ("diagnosis_year", ["2020-2024", "2025-2029"]),
      ("site", ["C50.4", "C50.1", "C61.9", "C34.1", "C18.0", "C67.2", "C44.5"]),
      ("morphology", ["8500/3", "8140/3", "8070/3", "8720/3", "8130/3"]),
      ("stage", ["IA", "IIA", "IIB", "IIIC", "IV", ""]), ("edition", ["8", ""]),
      ("t", ["T1", "T2", "T3", ""]), ("tissue", ["blood|ffpe", "ffpe", ""]),
      ("her2_ihc", ["", "", "0", "1+", "2+", "3+"]), ("er", ["", "", "positive", "negative"]),
      ("pr", ["", "", "positive", "negative"]), ("kras", ["", "", "", "mutated", "wild_type"]),
      ("msi", ["", "", "", "", "high", "stable"]),
    ]
    table = ReleaseTable(
      columns: columns.enumerated().map { place, column in
        ReleaseTable.Column(
          name: column.0, title: column.0, meaning: column.0, labels: column.1,
          codes: (0..<rows).map { row in
            // A cheap scrambling of the row, another one for each column.
            let word = UInt64(row &+ 1) &* 0x9E37_79B9_7F4A_7C15 >> UInt64(8 + place)
            return UInt32(word % UInt64(column.1.count))
          })
      }, rowCount: rows,
      pseudonyms: (0..<rows).flatMap { row in
        Array("\(10_000_000_000_000 + row)".utf8)
      })
  }

  func run() throws {
    let rows = table.rowCount
    var size = 0
    let baseline = try Measurement.time("table as CSV", rows: rows) {
      try ReleaseFile.delimited(table, name: "cohort.csv").write(table) { size += $0.count }
    }
    baseline.show(against: nil)
    show(baseline, size)
    let terms = ReleaseHeading(
      release: "bench", purpose: "bench", recipient: "bench", sealedAt: RegistryBench.now(), k: 11)
    for format in ReleaseFormat.allCases {
      size = 0
      let measured = try Measurement.time(format.rawValue, rows: rows) {
        for file in format.files(of: table, terms) { try file.write(table) { size += $0.count } }
      }
      measured.show(against: baseline)
      show(measured, size)
    }
  }

  private func show(_ measured: Measurement, _ size: Int) {
    let megabytes = Double(size) / 1e6
    print(
      "  \(Int(megabytes)) MB, \(Int(megabytes / measured.seconds)) MB/s, "
        + "\(size / max(1, table.rowCount)) bytes a row")
  }
}
