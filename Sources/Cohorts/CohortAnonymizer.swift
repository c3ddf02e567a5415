internal import Anonymization

/// A cohort as it leaves: which members, and what stands in each column.
public struct AnonymizedCohort: Sendable {
  /// A quasi-identifier and how far it was generalised.
  public struct Level: Hashable, Sendable {
    /// Name of the column.
    public let column: String
    /// Level of its hierarchy, 0 is as recorded.
    public let level: Int
    /// The highest level it has.
    public let highest: Int
  }

  /// The columns after the pseudonym.
  public let columns: [ReleaseColumn]
  /// Positions of the released members, in the order of their pseudonyms.
  public let released: [Int]
  /// Members left out to protect the others.
  public let suppressed: Int
  /// How far each quasi-identifier was generalised.
  public let levels: [Level]
  /// Loss of the generalisation, 0 to 1.
  public let loss: Double
  /// Names of the quasi-identifiers.
  public var quasiIdentifiers: [String] { levels.map(\.column) }

  private let members: [CohortMember]
  private let generalised: [String: GeneralizedColumn]

  init(
    columns: [ReleaseColumn], released: [Int], suppressed: Int, levels: [Level], loss: Double,
    members: [CohortMember], generalised: [String: GeneralizedColumn]
  ) {
    self.columns = columns
    self.released = released
    self.suppressed = suppressed
    self.levels = levels
    self.loss = loss
    self.members = members
    self.generalised = generalised
  }

  /// What stands in a column for a member.
  /// - Parameters:
  ///   - column: one of ``columns``.
  ///   - member: one of ``released``.
  /// - Returns: the value to write.
  public func value(_ column: ReleaseColumn, of member: Int) -> String {
    guard let generalised = generalised[column.name] else { return column.value(members[member]) }
    return generalised.labels[generalised.codes[member]]
  }

  /// Hands the columns of every released member over, in the order of ``released``.
  ///
  /// A generalised value comes as the bytes of its label, without a text in between.
  /// - Parameters:
  ///   - beginRow: told the pseudonym of a member.
  ///   - label: receives the bytes of a generalised value.
  ///   - text: receives a value that is released as recorded.
  ///   - endRow: called after the last column of a member.
  /// - Throws: what the closures throw.
  public func forEachRow(
    beginRow: (String) throws -> Void, label: (ArraySlice<UInt8>) throws -> Void,
    text: (String) throws -> Void, endRow: () throws -> Void
  ) rethrows {
    let sources = columns.map { ColumnSource($0, generalised[$0.name]) }
    for member in released {
      // Taken out once: each copy of a member costs a dozen reference counts.
      let row = members[member]
      try beginRow(row.pseudonym)
      for source in sources {
        if source.codes.isEmpty {
          try text(source.value(row))
        } else {
          try label(source.labels[Int(source.codes[member])])
        }
      }
      try endRow()
    }
  }
}

/// Where the cells of a column come from; a class, so that a row does not copy it for every cell.
private final class ColumnSource {
  let value: @Sendable (CohortMember) -> String
  /// The label of every member, empty where the column is released as recorded.
  let codes: [UInt32]
  let labels: [ArraySlice<UInt8>]

  init(_ column: ReleaseColumn, _ generalised: GeneralizedColumn?) {
    value = column.value
    codes = generalised?.codes ?? []
    labels =
      generalised.map { column in
        (0..<column.labels.count).map { column.labels.utf8(UInt32($0)) }
      } ?? []
  }
}

/// Why a cohort cannot be released.
public enum CohortRefusal: Error, Equatable, CustomStringConvertible {
  /// Fewer donors than one class needs.
  case tooFew(donors: Int, k: Int)
  /// No generalisation protects enough donors.
  case unprotectable(k: Int, suppressionLimit: Double)
  /// A column of the policy is not there or cannot be generalised.
  case unknownColumn(String, known: [String])
  /// The written file does not hold what was computed.
  case written(k: Int, wanted: Int)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .tooFew(let donors, let k):
      "\(donors) donors are eligible and permit it, fewer than the \(k) who have to look alike"
    case .unprotectable(let k, let limit):
      "no generalisation makes \(k) donors look alike without leaving out more than "
        + "\(limit * 100) % of them"
    case .unknownColumn(let name, _):
      "the policy names a quasi-identifier '\(name)' that is not one"
    case .written(let k, let wanted): "the written file reaches k = \(k) instead of \(wanted)"
    }
  }
}

/// Generalises a cohort until at least k donors look alike everywhere.
public enum CohortAnonymizer {
  /// Generalises a cohort under a policy.
  /// - Parameters:
  ///   - members: the donors whose consent permits it; their order does not show in the result.
  ///   - policy: what the release has to fulfil.
  /// - Returns: what leaves.
  /// - Throws: ``CohortRefusal``, or an error of the anonymisation for a value no hierarchy knows.
  public static func anonymize(
    _ members: [CohortMember], policy: ReleasePolicy
  ) throws -> AnonymizedCohort {
    guard members.count >= policy.k else {
      throw CohortRefusal.tooFew(donors: members.count, k: policy.k)
    }
    let quasi = try policy.quasiIdentifiers.map { name in
      guard let column = ReleaseColumn.all.first(where: { $0.name == name }),
        column.canBeGeneralised
      else {
        throw CohortRefusal.unknownColumn(
          name, known: ReleaseColumn.all.filter(\.canBeGeneralised).map(\.name))
      }
      return column
    }
    let table = try Table(
      columns: quasi.map { column in
        Column(name: column.name, strings: members.map(column.value))
      })
    var identifiers: [QuasiIdentifier] = []
    for (column, values) in zip(quasi, table.columns) {
      let hierarchy = try column.generalisation.hierarchy(column.name, values.values, policy)
      identifiers.append(QuasiIdentifier(column: column.name, hierarchy: hierarchy))
    }
    let result = try search(table, identifiers, policy)
    let released = result.outputRows.sorted { members[$0].pseudonym < members[$1].pseudonym }
    guard released.count >= policy.k else {
      throw CohortRefusal.unprotectable(k: policy.k, suppressionLimit: policy.suppressionLimit)
    }
    let generalised = Dictionary(
      uniqueKeysWithValues: identifiers.indices.map { (quasi[$0].name, result.column($0)) })
    let isFilled = { (column: ReleaseColumn) in
      generalised[column.name] != nil || released.contains { !column.value(members[$0]).isEmpty }
    }
    return AnonymizedCohort(
      columns: ReleaseColumn.all.filter(isFilled), released: released,
      suppressed: members.count - released.count,
      levels: identifiers.indices.map { index in
        AnonymizedCohort.Level(
          column: quasi[index].name, level: result.levels?[index] ?? 0,
          highest: identifiers[index].hierarchy.levelCount - 1)
      },
      loss: result.loss, members: members, generalised: generalised)
  }

  private static func search(
    _ table: Table, _ identifiers: [QuasiIdentifier], _ policy: ReleasePolicy
  ) throws -> AnonymizationResult {
    let request = AnonymizationRequest(
      quasiIdentifiers: identifiers, models: [.kAnonymity(policy.k)],
      suppressionLimit: policy.suppressionLimit, suppressedRecords: .dropped)
    let outcome: Result<AnonymizationResult, AnonymizationError>
    do { outcome = .success(try Anonymizer.anonymize(table, request: request)) } catch {
      outcome = .failure(error)
    }
    if case .failure(.noSolution) = outcome {
      throw CohortRefusal.unprotectable(k: policy.k, suppressionLimit: policy.suppressionLimit)
    }
    return try outcome.get()
  }
}
