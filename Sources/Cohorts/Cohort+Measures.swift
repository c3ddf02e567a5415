public import Anonymization

extension Cohort {
  /// What the cohort would offer if it left as recorded.
  /// - Parameter quasiIdentifiers: the columns that others may know of a person.
  /// - Returns: classes, k and risks.
  /// - Throws: `TableError`.
  public func measures(quasiIdentifiers: [String]) throws(TableError) -> ReleaseMeasures {
    let columns = try recorded().filter { quasiIdentifiers.contains($0.column.name) }
    return try ReleaseCheck.verify(quasiIdentifiers: columns.map(\.values), masked: .counted)
  }
}
