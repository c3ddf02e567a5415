internal import Domain

extension ProjectionWriter {
  /// What has to be done so that a stored fold is the new one.
  private enum Difference {
    case gone
    case changed
    case new
  }

  /// Puts folds of consent events in the place of the earlier ones; a fold that stays the same is not
  /// written again.
  /// - Parameter folds: the folds of some donors.
  /// - Throws: ``StoreError``.
  public func replace(_ folds: FoldedConsents) throws(StoreError) {
    guard folds.count > 0 else { return }
    try translating {
      let remove = try prepared("DELETE FROM consent_timeline WHERE donor = ?1")
      let update = try prepared("UPDATE consent_timeline SET segments = ?2 WHERE donor = ?1")
      let insert = try prepared(
        "INSERT INTO consent_timeline (donor, segments) VALUES (?1, ?2)")
      for (place, difference) in try differences(of: folds) {
        let statement =
          switch difference {
          case .gone: remove
          case .changed: update
          case .new: insert
          }
        statement.bind(1, folds.donors[place])
        if difference != .gone { statement.bind(2, folds.segments(place)) }
        try statement.run()
      }
    }
  }

  /// Walks the stored folds and the new ones side by side.
  private func differences(
    of folds: FoldedConsents
  ) throws -> [(place: Int, difference: Difference)] {
    let stored = try RowCursor(
      database, "SELECT donor, segments FROM consent_timeline WHERE donor >= ?1 ORDER BY donor")
    var found: [(place: Int, difference: Difference)] = []
    for (place, donor) in folds.donors.enumerated() {
      let segments = folds.segments(place)
      var difference: Difference? = segments.isEmpty ? nil : .new
      try stored.take(donor) { row in
        if segments.isEmpty {
          difference = .gone
        } else {
          difference = row.holds(segments, in: 1) ? nil : .changed
        }
      }
      if let difference { found.append((place, difference)) }
    }
    return found
  }
}
