internal import Domain
internal import Registry

/// The present.
extension DemoStory {
  /// The last month, and the question what was known at the first release.
  func lookBack() throws {
    try pass(months: 24...24)
    guard let first = releases.first else { return }
    let registry = try world.registry(on: cast.today)
    let sealedAt = try registry.release(first.release).sealedAt
    var selection = Self.her2
    selection.on = day(12)
    selection.knownAt = sealedAt
    let then = try registry.cohortCount(selection)
    selection.knownAt = nil
    let now = try registry.cohortCount(selection)
    try tell(
      DemoStep(
        on: cast.today, "What was known then?",
        "The registry answers for any day as known at any instant. As known when the first "
          + "release was sealed, the cohort is the one that left; as known today, the form that "
          + "was somebody else's no longer counts for that day."),
      [
        "tissuectl cohort count --programme HER2-TARGETED --on \(day(12)) --known-at \(sealedAt)",
        "tissuectl cohort count --programme HER2-TARGETED --on \(day(12))",
      ],
      figures: [
        ("as known then", .integer(then.donors)),
        ("released", .integer(first.donors + first.suppressed)),
        ("as known today", .integer(now.donors)),
      ])
  }

  /// The registry is examined from end to end.
  /// - Returns: whether every check passed.
  func close() throws -> Bool {
    let registry = try world.registry(on: cast.today)
    let checks = try registry.doctor()
    let failed = checks.filter { !$0.ok }
    try tell(
      DemoStep(
        on: cast.today, "The registry is examined",
        "Every hash of the ledger is computed again, every table is rebuilt from it and compared."
      ), ["tissuectl doctor", "tissuectl stats"],
      figures: [
        ("donors", .text(try registry.figure("donors"))),
        ("consent events", .text(try registry.figure("consent_events"))),
        ("ledger events", .text(try registry.figure("ledger_events"))),
        ("checks", .integer(checks.count)), ("failed", .integer(failed.count)),
      ], notes: failed.map { "\($0.check): \($0.detail)" })
    return failed.isEmpty
  }
}
