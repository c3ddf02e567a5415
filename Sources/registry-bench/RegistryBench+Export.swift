internal import Glibc
internal import Registry

extension RegistryBench {
  private static let everybody = CohortSelection(expression: "behaviour in 0, 1, 2, 3")

  /// A release of all donors, and the parts of it: who is in it, what would leave, and the files.
  /// - Parameter withFormats: whether one with further formats is made too.
  /// - Throws: ``BenchFailure``, or what the registry throws.
  func export(withFormats: Bool) throws {
    let baseline = try shell(
      "sqlite3 join to CSV", rows: rows,
      """
      sqlite3 -csv \(folder)/registry/registry.sqlite 'SELECT d.code, d.sex, d.postcode3, \
      d.birth_year, e.kind, e.signed_on, e.permitted, hex(t.segments) FROM donor d \
      JOIN consent_event e ON e.donor = d.code JOIN consent_timeline t ON t.donor = d.code \
      ORDER BY d.code' > \(folder)/join.csv
      """)
    baseline.show(against: nil)
    var selected = 0
    try Measurement.time("gate and selection", rows: rows) {
      selected = try registry.cohortSize(Self.everybody)
    }.show(against: baseline)
    if withFormats {
      try Measurement.time("preview of a cohort", rows: rows) {
        _ = try registry.cohortPreview(
          CohortPreviewRequest(selection: Self.everybody, recipient: "bench"))
      }.show(against: baseline)
    }
    let donors = try release("export of a cohort", as: [], against: baseline)
    if withFormats {
      _ = try release("with two formats", as: ["cbioportal", "phenopackets"], against: baseline)
    }
    print("\(selected) donors were selected, the release holds \(donors)")
  }

  /// A release to a recipient of its own, which earlier ones do not touch.
  private func release(
    _ what: String, as formats: [String], against baseline: Measurement
  ) throws -> Int {
    var donors = 0
    let measured = try Measurement.time(what, rows: rows) {
      donors = try registry.exportCohort(
        CohortExportRequest(
          selection: Self.everybody, recipient: "\(what) \(getpid())",
          out: "\(folder)/release \(formats.count) \(getpid())",
          formats: formats),
        ChangeRequest()
      ).donors
    }
    measured.show(against: baseline)
    return donors
  }
}
