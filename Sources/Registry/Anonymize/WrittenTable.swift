internal import Anonymization
internal import Interchange

/// A written table, read again.
struct WrittenTable {
  private let quasiIdentifiers: [Column]
  private let sensitive: [Column]
  private let others: Int

  /// Reads the file.
  init(_ file: InputFile, request: TableAnonymizationRequest) throws {
    let read = try DelimitedTable(
      file, columns: request.quasiIdentifiers + request.sensitive + request.kept)
    quasiIdentifiers = request.quasiIdentifiers.compactMap { read.table.column(named: $0) }
    sensitive = request.sensitive.compactMap { read.table.column(named: $0) }
    others = read.header.count - request.kept.count
  }

  /// Holds the file against the conditions and against what the search has said of it.
  /// - Parameters:
  ///   - result: what the search has said.
  ///   - models: the conditions.
  ///   - input: the table, against whose distributions closeness is measured, and the people.
  /// - Returns: what the file offers.
  /// - Throws: ``RegistryError`` where it offers less.
  func measures(
    of result: AnonymizationResult, models: [PrivacyModel], input: AnonymizationInput
  ) throws -> ReleaseMeasures {
    let (measures, failures) = try ReleaseCheck.examine(
      models, quasiIdentifiers: quasiIdentifiers, sensitive: sensitive, masked: .counted,
      reference: sensitive.compactMap { input.table.column(named: $0.name) },
      population: input.population(at: result.levels))
    guard failures.isEmpty, others == quasiIdentifiers.count + sensitive.count,
      measures.records == result.rowCount - result.suppressedCount,
      measures.classes == result.classCount, measures.k == result.k
    else {
      throw RegistryError(
        .verificationFailed, "the written file does not hold what was computed",
        why: failures.first
          ?? "\(measures.records) records, \(measures.classes) classes, k = \(measures.k)",
        fix: "report it; the file was removed")
    }
    return measures
  }
}
